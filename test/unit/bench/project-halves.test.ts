import { describe, expect, it } from 'vitest';
import { projectsToIndex } from '../../bench/project-halves.ts';

const file = (path: string, size: number) => ({ path, file: path, size });
const languageOf = (path: string): string | null => (path.endsWith('.md') ? null : path.slice(path.lastIndexOf('.') + 1));

describe('projects to index', () => {
  it('are on the other side of those with the same languages', () => {
    const files = [file('npm/a/x.js', 900), file('npm/a/x.ts', 800), file('npm/b/x.js', 700), file('npm/c/x.ts', 600), file('deb/d/x.c', 500), file('deb/e/x.c', 400)];
    expect([...projectsToIndex(files, languageOf, 1000)]).toEqual(['npm/a', 'deb/d']);
  });

  it('go where a language is still lacking', () => {
    const files = [file('npm/a/x.js', 900), file('npm/b/x.js', 300), file('npm/c/x.js', 200)];
    expect([...projectsToIndex(files, languageOf, 1000)]).toEqual(['npm/a']);
  });

  it('leave out what is in no language', () => {
    expect([...projectsToIndex([file('npm/a/README.md', 900)], languageOf, 1000)]).toEqual([]);
  });
});
