import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hashText } from '../../src/core/fingerprint/hash.ts';
import { decodeText, screen } from '../../src/core/tokens/screen.ts';
import type { TokenFile } from '../../src/core/tokens/token-file.ts';
import { isRefusal, type Analyser } from '../../src/syntax/analyser.ts';

/** Tokens of one project at most, so that none speaks for its whole family. */
const PROJECT_TOKENS = 1_500_000;

/** The files of folders of public projects (KIND/PROJECT/...), of some families or all. Says on the console how much each project has. */
export async function* trainingFiles(folders: readonly string[], analyser: Analyser, only: readonly string[]): AsyncGenerator<{ readonly project: string; readonly file: TokenFile }> {
  for (const { kind, project, folder } of projectsIn(folders)) {
    const tokens = new Map<string, number>();
    const paths = shuffled(readdirSync(folder, { recursive: true, encoding: 'utf8' }));
    for (const path of paths) {
      const candidates = analyser.languages.ofPath(path);
      if (candidates.length === 0 || (only.length && !candidates.some((c) => only.includes(c.data.family))) || /\.d\.ts$|\.min\./.test(path)) continue;
      const full = join(folder, path);
      if (!statSync(full, { throwIfNoEntry: false })?.isFile()) continue; // Debian ships links to packages that are not here
      const bytes = readFileSync(full);
      const decoded = decodeText(bytes);
      if (!decoded || !screen({ path, size: bytes.length, text: decoded.text }).ok) continue;
      const { family } = candidates[0].data;
      if ((tokens.get(family) ?? 0) > PROJECT_TOKENS) continue;
      const file = await analyser.analyse(decoded.text, candidates);
      if (isRefusal(file)) continue;
      tokens.set(family, (tokens.get(family) ?? 0) + file.codes.length);
      yield { project, file };
    }
    if (tokens.size) console.log(kind, project, [...tokens].map(([family, n]) => `${family} ${n}`).join(', '));
  }
}

function* projectsIn(folders: readonly string[]): Generator<{ kind: string; project: string; folder: string }> {
  for (const folder of folders) {
    for (const kind of readdirSync(folder).filter((name) => !name.startsWith('.')).sort()) {
      for (const project of readdirSync(join(folder, kind)).sort()) yield { kind, project, folder: join(folder, kind, project) };
    }
  }
}

/** An order that doesn't follow names, and is the same every time. */
function shuffled(paths: string[]): string[] {
  return paths.map((path) => ({ path, order: hashText(path) })).sort((a, b) => a.order - b.order || (a.path < b.path ? -1 : 1)).map(({ path }) => path);
}
