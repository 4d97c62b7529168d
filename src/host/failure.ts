/** What is left of an error on its way between threads. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, code } = error as Error & { readonly code?: unknown };
  return { name, message, ...(typeof code === 'string' ? { code } : {}) };
}

/** The error again, on the other side. */
export const errorOf = (failure: Failure): Error => Object.assign(new Error(failure.message), failure);

/** What a thrown value says. */
export const messageOf = (error: unknown): string => failureOf(error).message;
