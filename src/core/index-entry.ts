import { fingerprint, postingsOf } from './fingerprint/fingerprints.ts';
import type { Kernel } from './fingerprint/kernel.ts';
import { textPostings } from './fingerprint/text-keys.ts';
import type { IndexFile } from './index/contract.ts';
import { ID, TYPE } from './tokens/language.ts';
import { LineTable } from './tokens/line-table.ts';
import type { TokenFile } from './tokens/token-file.ts';

/** What is known of a file besides its tokens. */
export interface EntryFacts {
  readonly content: string;
  /** By its text: names are a matter of holders, of which a content may have several. */
  readonly isGenerated: boolean;
  readonly keepSource: boolean;
}

/** An analysed file as it goes into an index: with its fingerprints, its names (not its literals) and the lines of its tokens. */
export function indexEntry(tokens: TokenFile, source: string, facts: EntryFacts, kernel: Kernel): IndexFile {
  const lines = new LineTable(source);
  const firstLines = tokens.starts.map((offset) => lines.rowOf(offset));
  const lastLines = tokens.ends.map((offset, i) => lines.rowOf(Math.max(tokens.starts[i], offset - 1)));
  // What closes a unit may leave no token; its lines belong to the unit all the same.
  tokens.units.forEach(({ start, end }, unit) => {
    if (end === start) return;
    firstLines[start] = Math.min(firstLines[start], lines.rowOf(tokens.unitStarts[unit]));
    lastLines[end - 1] = Math.max(lastLines[end - 1], lines.rowOf(Math.max(0, tokens.unitEnds[unit] - 1)));
  });
  const isName = (token: number): boolean => tokens.codes[token] === ID || tokens.codes[token] === TYPE;
  return {
    content: facts.content,
    language: tokens.language,
    family: tokens.family,
    isTest: false, // a matter of the path, which holders have and contents don't
    isGenerated: facts.isGenerated,
    codes: tokens.codes,
    links: tokens.links,
    textHashes: tokens.textHashes,
    texts: Array.from(tokens.textFirst, (token) => (isName(token) ? source.slice(tokens.starts[token], tokens.ends[token]) : '')),
    firstLines,
    lastLines,
    units: tokens.units,
    ...joined(postingsOf(fingerprint(tokens, kernel)), textPostings(tokens)),
    source: facts.keepSource ? source : null,
  };
}

type Postings = Pick<IndexFile, 'keys' | 'keyUnits'>;

function joined(structure: Postings, texts: Postings): Postings {
  const both = (x: Uint32Array, y: Uint32Array): Uint32Array => {
    const all = new Uint32Array(x.length + y.length);
    all.set(x);
    all.set(y, x.length);
    return all;
  };
  return { keys: both(structure.keys, texts.keys), keyUnits: both(structure.keyUnits, texts.keyUnits) };
}
