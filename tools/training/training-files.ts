import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hashText } from '../../src/core/fingerprint/hash.ts';
import { decodeText, screen } from '../../src/core/tokens/screen.ts';
import type { TokenFile } from '../../src/core/tokens/token-file.ts';
import { isRefusal, type Analyser } from '../../src/syntax/analyser.ts';

export interface TrainingOptions {
  /** Folders of public projects: KIND/PROJECT/... */
  readonly folders: readonly string[];
  /** Families; all where empty. */
  readonly only: readonly string[];
  /** Tokens of one project and family at most, so that none speaks for its whole family. */
  readonly mostTokens: number;
}

/** The files of public projects, without what they ship of other makers. Says on the console how much each project has. */
export async function* trainingFiles(analyser: Analyser, { folders, only, mostTokens }: TrainingOptions): AsyncGenerator<{ readonly project: string; readonly file: TokenFile }> {
  for (const { kind, project, folder } of projectsIn(folders)) {
    const tokens = new Map<string, number>();
    const paths = shuffled(readdirSync(folder, { recursive: true, encoding: 'utf8' }));
    for (const path of paths) {
      const candidates = analyser.languages.ofPath(path);
      if (candidates.length === 0 || (only.length && !candidates.some((c) => only.includes(c.data.family))) || /\.d\.ts$|\.min\./.test(path) || OTHER_MAKERS.test(path)) continue;
      const full = join(folder, path);
      if (!statSync(full, { throwIfNoEntry: false })?.isFile()) continue; // Debian ships links to packages that are not here
      const bytes = readFileSync(full);
      const decoded = decodeText(bytes);
      if (!decoded || !screen({ path, size: bytes.length, text: decoded.text }).ok) continue;
      const { family } = candidates[0].data;
      if ((tokens.get(family) ?? 0) > mostTokens) continue;
      const file = await analyser.analyse(decoded.text, candidates);
      if (isRefusal(file)) continue;
      tokens.set(family, (tokens.get(family) ?? 0) + file.codes.length);
      yield { project, file };
    }
    if (tokens.size) console.log(kind, project, [...tokens].map(([family, n]) => `${family} ${n}`).join(', '));
  }
}

/** Folders of other makers' code. */
const OTHER_MAKERS = /(^|\/)(_?vendor|vendored|node_modules|third[-_]?party|externals?|deps)\//i;

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
