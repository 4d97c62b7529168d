/** How much evidence a finding needs. The one place where the figures stand. */
export const levels = {
  /** For gates that must not cry wolf: about one chance match in a million functions. */
  strict: { expectedAtMost: 1e-6 },
  /** The default: one chance match in a thousand functions, as measured on unrelated projects. */
  normal: { expectedAtMost: 1e-3 },
  /** For an audit by people who look at everything: about one in ten. */
  thorough: { expectedAtMost: 1e-1 },
} as const satisfies Readonly<Record<string, Level>>;

export interface Level {
  /** A match is reported when unrelated code would show at most this many as strong by chance, per checked function. */
  readonly expectedAtMost: number;
}

export type LevelName = keyof typeof levels;

export const defaultLevel: LevelName = 'normal';

export function isLevelName(name: string): name is LevelName {
  return Object.hasOwn(levels, name);
}
