import { readFileSync } from 'node:fs';
import { functionsOf } from '../../src/core/engine.ts';
import { screen } from '../../src/core/tokens/screen.ts';
import type { TokenFile } from '../../src/core/tokens/token-file.ts';
import { contentHash } from '../../src/host/node/workshop.ts';
import { isRefusal, type Analyser } from '../../src/syntax/analyser.ts';
import type { Language } from '../../src/syntax/languages.ts';
import type { CorpusFile } from './corpus.ts';

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
 * each finds its siblings, which is the most work for the alignment. Where a language has one project only, its files are parted.
 */
export type Split = 'projects' | 'files';

/** Less code than this says nothing about a language. */
const LEAST_BYTES = 64 * 1024;

/** Reads up to `most` bytes of each language; equal files once. Says on the way which languages have too little code. */
export async function readSamples(analyser: Analyser, files: readonly CorpusFile[], options: { readonly most: number; readonly only: readonly string[]; readonly split: Split }): Promise<LanguageSamples[]> {
  const byLanguage = new Map<string, { bytes: number; samples: Sample[] }>();
  const known = new Set<string>();
  const isFull = (language: Language): boolean => (byLanguage.get(language.data.id)?.bytes ?? 0) >= options.most;
  for (const { path, file } of files) {
    const candidates = analyser.languages.ofPath(path);
    if (candidates.length === 0 || candidates.every(isFull)) continue;
    if (options.only.length > 0 && !candidates.some(({ data }) => options.only.includes(data.id))) continue;
    const sample = await readSample(analyser, path, file, candidates);
    if (!sample || known.has(sample.content)) continue;
    known.add(sample.content);
    const own = byLanguage.get(sample.tokens.language) ?? { bytes: 0, samples: [] };
    byLanguage.set(sample.tokens.language, own);
    if (own.bytes >= options.most) continue;
    own.bytes += sample.bytes.length;
    own.samples.push(sample);
  }
  const enough = [...byLanguage].filter(([id, { bytes }]) => bytes >= LEAST_BYTES && (options.only.length === 0 || options.only.includes(id)));
  return enough.sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, { samples }]) => ({
    language: analyser.languages.named(id)!,
    ...halves(samples, options.split),
  }));
}

function halves(samples: readonly Sample[], split: Split): Pick<LanguageSamples, 'indexed' | 'checked'> {
  const isIndexed = new Map<string, boolean>();
  if (split === 'projects') {
    // The largest projects first, each to the smaller half.
    const sizes = new Map<string, number>();
    for (const sample of samples) sizes.set(projectOf(sample), (sizes.get(projectOf(sample)) ?? 0) + sample.bytes.length);
    let surplus = 0;
    for (const [project, size] of [...sizes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
      isIndexed.set(project, surplus <= 0);
      surplus += surplus <= 0 ? size : -size;
    }
  }
  const isApart = new Set(isIndexed.values()).size === 2;
  const isIn = (sample: Sample): boolean => (isApart ? isIndexed.get(projectOf(sample))! : parityOf(sample.content) === 0);
  return { indexed: samples.filter(isIn), checked: samples.filter((sample) => !isIn(sample)) };
}

/** KIND/NAME, as scripts/fetch-projects.mjs lays projects down. */
const projectOf = ({ path }: Sample): string => path.split('/', 2).join('/');

export const functionsIn = (samples: readonly Sample[]): number => samples.reduce((sum, { functions }) => sum + functions, 0);
export const bytesIn = (samples: readonly Sample[]): number => samples.reduce((sum, { bytes }) => sum + bytes.length, 0);

const parityOf = (content: string): number => parseInt(content.slice(-1), 16) & 1;

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
