import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createEngine, functionsOf, type Engine, type EngineParts } from '../../../src/core/engine.ts';
import { indexEntry } from '../../../src/core/index-entry.ts';
import type { IndexFile, IndexWork } from '../../../src/core/index/contract.ts';
import { memoryIndex } from '../../../src/core/index/memory-index.ts';
import type { OpenedIndex } from '../../../src/core/index/opened-index.ts';
import { uniformModel } from '../../../src/core/match/family-model.ts';
import { screen } from '../../../src/core/tokens/screen.ts';
import type { TokenFile } from '../../../src/core/tokens/token-file.ts';
import { contentHash } from '../../../src/host/node/workshop.ts';
import { EqualPlaces } from '../../../src/mutation/equal-places.ts';
import { isRefusal, type Analyser } from '../../../src/syntax/analyser.ts';
import { loadKernel } from '../../../src/syntax/kernel.ts';
import type { Project } from './projects.ts';

/** A unit that may be sampled: where it is found again. */
export interface SampledUnit {
  /** Project, path and line: what the order of the sample depends on. */
  readonly id: string;
  readonly language: string;
  readonly file: string;
  /** Its number in the file. */
  readonly unit: number;
  readonly tokens: number;
}

/** Real projects as an index, with what is needed to check mutants of them. */
export interface Library {
  readonly index: OpenedIndex;
  readonly engine: Engine;
  readonly places: EqualPlaces;
  readonly units: readonly SampledUnit[];
  readonly files: number;
  readonly functions: number;
}

export interface LibraryOptions {
  /** Language ids; all that are known where empty. */
  readonly languages: readonly string[];
  readonly models: EngineParts['models'];
  readonly onProject?: (name: string) => void;
}

const kernel = loadKernel();

/** Reads projects into an index in memory. */
export async function readLibrary(analyser: Analyser, projects: readonly Project[], { languages, models, onProject }: LibraryOptions): Promise<Library> {
  const entries = new Map<string, IndexFile>();
  const works: IndexWork[] = [];
  const places = new EqualPlaces();
  const units: SampledUnit[] = [];
  let functions = 0;
  for (const project of projects) {
    onProject?.(project.name);
    const files: { path: string; content: string; license: null }[] = [];
    for (const { path, file } of project.files) {
      const read = await readFile(analyser, path, file, languages);
      if (!read) continue;
      const { tokens, text, content, isGenerated } = read;
      files.push({ path, content, license: null });
      if (entries.has(content)) continue;
      entries.set(content, indexEntry(tokens, text, { content, isGenerated, keepSource: false }, kernel));
      functions += functionsOf(tokens);
      places.add(tokens, text, content);
      if (!isGenerated) tokens.units.forEach((unit, i) => {
        if (unit.kind === 'function' && unit.name >= 0) units.push({ id: `${project.name}/${path}:${text.slice(tokens.starts[unit.name], tokens.ends[unit.name])}:${i}`, language: tokens.language, file, unit: i, tokens: unit.end - unit.start });
      });
    }
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    if (files.length > 0) works.push({ name: project.name, version: null, purl: null, license: 'NOASSERTION', licenseSource: null, copyright: [], url: null, date: null, files });
  }
  const index = memoryIndex(works, [...entries.values()], 'accuracy');
  const engine = createEngine({ kernel, indexes: [index], models, fallbackModel: uniformModel });
  return { index, engine, places, units, files: entries.size, functions };
}

export interface ReadFile {
  readonly text: string;
  readonly tokens: TokenFile;
  readonly content: string;
  readonly isGenerated: boolean;
}

/** Null for what a scan would skip, and for other languages. */
export async function readFile(analyser: Analyser, path: string, file: string, languages: readonly string[]): Promise<ReadFile | null> {
  const candidates = analyser.languages.ofPath(path).filter(({ data }) => languages.length === 0 || languages.includes(data.id) || languages.some((id) => analyser.languages.named(id)?.data.family === data.family));
  if (candidates.length === 0) return null;
  const bytes = new Uint8Array(readFileSync(file));
  const screened = screen({ path, size: bytes.length, bytes });
  if (!screened.ok) return null;
  const tokens = await analyser.analyse(screened.text, candidates);
  return isRefusal(tokens) || tokens.codes.length === 0 ? null : { text: screened.text, tokens, content: contentHash(bytes), isGenerated: screened.isGenerated };
}

/** A number from 0 to 1 by which units are put in order, the same in every run. */
export const orderOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 16);
