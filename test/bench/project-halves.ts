import type { CorpusFile } from './corpus.ts';

/**
 * Which projects are indexed; the others are checked. One answer for all languages, since a project's TypeScript is the sibling of its
 * JavaScript. Large projects first, each to the half that lacks its languages more, or else has less of them.
 * @param languageOf id of a path's language, or null
 * @param wanted bytes of each language that a half can use
 * @returns the projects to index; a language may have all of its projects in one half
 */
export function projectsToIndex(files: readonly CorpusFile[], languageOf: (path: string) => string | null, wanted: number): ReadonlySet<string> {
  const projects = new Map<string, Map<string, number>>();
  for (const { path, size } of files) {
    const language = languageOf(path);
    if (language === null) continue;
    const sizes = projects.get(projectOf(path)) ?? new Map<string, number>();
    projects.set(projectOf(path), sizes.set(language, (sizes.get(language) ?? 0) + size));
  }
  const total = (sizes: ReadonlyMap<string, number>): number => [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const halves = [new Map<string, number>(), new Map<string, number>()];
  const indexed = new Set<string>();
  for (const [project, sizes] of [...projects].sort((a, b) => total(b[1]) - total(a[1]) || (a[0] < b[0] ? -1 : 1))) {
    const gains = halves.map((half) => [...sizes].reduce((sum, [language, size]) => sum + Math.min(size, Math.max(0, wanted - (half.get(language) ?? 0))), 0));
    const owned = halves.map((half) => [...sizes.keys()].reduce((sum, language) => sum + (half.get(language) ?? 0), 0));
    const at = gains[1] > gains[0] || (gains[1] === gains[0] && owned[1] < owned[0]) ? 1 : 0;
    for (const [language, size] of sizes) halves[at].set(language, (halves[at].get(language) ?? 0) + size);
    if (at === 0) indexed.add(project);
  }
  return indexed;
}

/** KIND/NAME, as scripts/fetch-projects.mjs lays projects down. */
export const projectOf = (path: string): string => path.split('/', 2).join('/');
