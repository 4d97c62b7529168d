/** How much evidence a finding needs. The one place where the figures stand. */
export const levels = {
  /** For gates that must not cry wolf: about one chance match in ten thousand functions. */
  strict: { expectedAtMost: 1e-4 },
  /** The default: 1.4 chance matches in a thousand functions, as measured on unrelated projects. */
  normal: { expectedAtMost: 1.4e-3 },
  /** For an audit by people who look at everything: about one in fifty. */
  thorough: { expectedAtMost: 2e-2 },
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
