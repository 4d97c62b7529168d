import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFiles, type CorpusFile } from '../corpus.ts';

/** A project as `scripts/fetch-projects.mjs` lays it down: FOLDER/KIND/NAME. */
export interface Project {
  readonly name: string;
  readonly folder: string;
  readonly files: readonly CorpusFile[];
}

/** The projects below a folder, by name. Throws an Error where there are none. */
export function projectsIn(folder: string): Project[] {
  const kinds = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  const projects = kinds.flatMap(({ name: kind }) => readdirSync(join(folder, kind), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }): Project => {
    const own = join(folder, kind, name);
    return { name: `${kind}/${name}`, folder: own, files: corpusFiles(own) };
  }));
  if (projects.length === 0) throw new Error(`${folder} holds no projects: fetch some with node scripts/fetch-projects.mjs LIST ${folder}`);
  return projects.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The projects with at most so many bytes of each kind of file: of all files with one ending those that come first in an order by hash, which is the same in
 * every run.
 */
export function limited(projects: readonly Project[], kindOf: (path: string) => string | undefined, most: number): Project[] {
  const all = projects.flatMap((project) => project.files.map((file) => ({ file, order: createHash('sha256').update(`${project.name}/${file.path}`).digest('hex') })));
  const bytes = new Map<string, number>();
  const kept = new Set<CorpusFile>();
  for (const { file } of all.sort((a, b) => (a.order < b.order ? -1 : 1))) {
    const kind = kindOf(file.path);
    const before = kind === undefined ? Infinity : (bytes.get(kind) ?? 0);
    if (kind === undefined || before >= most) continue;
    bytes.set(kind, before + file.size);
    kept.add(file);
  }
  return projects.map((project) => ({ ...project, files: project.files.filter((file) => kept.has(file)) }));
}
