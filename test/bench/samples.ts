import { readFileSync } from 'node:fs';
import { functionsOf } from '../../src/core/engine.ts';
import { hashText } from '../../src/core/fingerprint/hash.ts';
import { screen } from '../../src/core/tokens/screen.ts';
import type { TokenFile } from '../../src/core/tokens/token-file.ts';
import { contentHash } from '../../src/host/node/workshop.ts';
import { isRefusal, type Analyser } from '../../src/syntax/analyser.ts';
import type { Language } from '../../src/syntax/languages.ts';
import type { CorpusFile } from './corpus.ts';
import { projectOf, projectsToIndex } from './project-halves.ts';

/** A file of the corpus, read and analysed. */
export interface Sample {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly content: string;
  /** What the scan tries it as. */
  readonly candidates: readonly Language[];
  readonly tokens: TokenFile;
  readonly functions: number;
}

/** The samples of one language: half of them go into the index, and the others are looked up in it. */
export interface LanguageSamples {
  readonly language: Language;
  readonly indexed: readonly Sample[];
  readonly checked: readonly Sample[];
}

/**
 * What sets the halves apart. `projects`: whole projects, as somebody's own code is looked up among that of others. `files`: any files, so that
 * each finds its siblings, which is the most work for the alignment.
 */
export type Split = 'projects' | 'files';

/** Less code to check than this says nothing about a language. */
const LEAST_BYTES = 128 * 1024;

/** Reads up to `most` bytes of each language, half of them for each half; equal files once. Languages with too little code are left out. */
export async function readSamples(analyser: Analyser, files: readonly CorpusFile[], options: { readonly most: number; readonly only: readonly string[]; readonly split: Split }): Promise<LanguageSamples[]> {
  const { languages } = analyser;
  const wanted = options.most / 2;
  const idOf = (path: string): string | null => {
    const [first, ...others] = languages.ofPath(path);
    return first === undefined || others.length > 0 ? null : first.data.id;
  };
  const toIndex = projectsToIndex(files, idOf, wanted);
  const isApart = languagesOnBothSides(files, idOf, toIndex);
  const byLanguage = new Map<string, Halves>();
  const known = new Set<string>();
  for (const { path, file } of files) {
    const candidates = languages.ofPath(path);
    if (candidates.length === 0 || (options.only.length > 0 && !candidates.some(({ data }) => options.only.includes(data.id)))) continue;
    // Where a language has projects on one side only, its files are parted.
    const id = idOf(path);
    const isIn = options.split === 'projects' && (id === null || isApart.has(id)) ? toIndex.has(projectOf(path)) : isOdd(path);
    const isFull = ({ data }: Language): boolean => bytesIn(byLanguage.get(data.id)?.[isIn ? 'indexed' : 'checked'] ?? []) >= wanted;
    if (candidates.every(isFull)) continue;
    const sample = await readSample(analyser, path, file, candidates);
    if (!sample || known.has(sample.content)) continue;
    known.add(sample.content);
    const halves = byLanguage.get(sample.tokens.language) ?? { indexed: [], checked: [] };
    byLanguage.set(sample.tokens.language, halves);
    const half = halves[isIn ? 'indexed' : 'checked'];
    if (bytesIn(half) < wanted) half.push(sample);
  }
  const isEnough = ({ indexed, checked }: Halves): boolean => indexed.length > 0 && bytesIn(checked) >= LEAST_BYTES;
  const enough = [...byLanguage].filter(([id, halves]) => isEnough(halves) && (options.only.length === 0 || options.only.includes(id)));
  return enough.sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, halves]) => ({ language: languages.named(id)!, ...halves }));
}

interface Halves {
  readonly indexed: Sample[];
  readonly checked: Sample[];
}

function languagesOnBothSides(files: readonly CorpusFile[], idOf: (path: string) => string | null, toIndex: ReadonlySet<string>): ReadonlySet<string> {
  const sides = new Map<string, Set<boolean>>();
  for (const { path } of files) {
    const id = idOf(path);
    if (id !== null) sides.set(id, (sides.get(id) ?? new Set()).add(toIndex.has(projectOf(path))));
  }
  return new Set([...sides].filter(([, seen]) => seen.size === 2).map(([id]) => id));
}

export const functionsIn = (samples: readonly Sample[]): number => samples.reduce((sum, { functions }) => sum + functions, 0);
export const bytesIn = (samples: readonly Sample[]): number => samples.reduce((sum, { bytes }) => sum + bytes.length, 0);

const isOdd = (path: string): boolean => (hashText(path) & 1) === 1;

/** Null for what a scan would skip. */
async function readSample(analyser: Analyser, path: string, file: string, candidates: readonly Language[]): Promise<Sample | null> {
  const bytes = new Uint8Array(readFileSync(file));
  const screened = screen({ path, size: bytes.length, bytes });
  if (!screened.ok || screened.isGenerated) return null;
  const tokens = await analyser.analyse(screened.text, candidates);
  if (isRefusal(tokens)) return null;
  const functions = functionsOf(tokens);
  return functions === 0 ? null : { path, bytes, text: screened.text, content: contentHash(bytes), candidates, tokens, functions };
}
