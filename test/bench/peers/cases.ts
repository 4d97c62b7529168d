import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fmix32 } from '../../../src/core/fingerprint/hash.ts';
import { ID } from '../../../src/core/tokens/language.ts';
import { isRefusal, type Analyser } from '../../../src/syntax/analyser.ts';
import { dataTables } from './data-tables.ts';
import type { Pair } from './peer.ts';

/** A pair and what was done to the suspect. */
export interface Case extends Pair {
  readonly level: string;
  /** Whether it is a copy, so that finding it is right. */
  readonly isCopy: boolean;
}

/** Levels of copies, in the order in which they are shown, and what is no copy. */
export const COPIES = ['L1', 'L2', 'L3', 'L4', 'P'];
export const NEGATIVES = ['N', 'scramble', 'table'];

interface CaseRecord {
  readonly id: string;
  readonly lang: string;
  readonly path: string;
  /** Lines of the function in the file, 1-based and inclusive. */
  readonly start: number;
  readonly end: number;
}

/** Levels of the repository's own fixtures. */
const FIXTURES: Readonly<Record<string, string>> = { renamed: 'L1', reformatted: 'L2', edited: 'L3', partial: 'P', unrelated: 'N' };

/** The repository's own copies, as pairs with their originals. */
export async function fixtureCases(folder: string, scratch: string, analyser: Analyser): Promise<Case[]> {
  const cases: Case[] = [];
  for (const language of readdirSync(folder)) {
    const files = readdirSync(join(folder, language));
    const original = files.find((file) => file.startsWith('original.'));
    if (original === undefined) continue;
    const place = copyOfOriginal(scratch, `${language}-fixture`, original, readFileSync(join(folder, language, original), 'utf8'));
    for (const file of files) {
      const level = FIXTURES[file.replace(/\..*/, '')];
      if (level !== undefined) cases.push({ language, original: place, suspect: join(folder, language, file), level, isCopy: level !== 'N' });
    }
    cases.push(...await scrambleOf(scratch, language, place, analyser));
  }
  return [...cases, ...dataTables(scratch)];
}

/** Cases of a folder with cases.json, variants/LANGUAGE/ID.LEVEL.EXT and negatives/; `projects` is where the originals lie. */
export async function casesFrom(folder: string, projects: string, scratch: string, analyser: Analyser): Promise<Case[]> {
  const cases: Case[] = [];
  for (const { id, lang, path, start, end } of JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as CaseRecord[]) {
    const file = join(projects, path);
    if (!existsSync(file)) throw new Error(`${file} is missing: name the folder of the projects with --projects`);
    const own = readFileSync(file, 'utf8').split('\n').slice(start - 1, end).join('\n');
    const original = copyOfOriginal(scratch, id, path, `${own}\n`);
    for (const kind of ['variants', 'negatives']) {
      const place = join(folder, kind, lang);
      for (const name of existsSync(place) ? readdirSync(place) : []) {
        const [caseId, level] = name.split('.');
        if (caseId === id) cases.push({ language: lang, original, suspect: join(place, name), level, isCopy: kind === 'variants' });
      }
    }
    cases.push(...await scrambleOf(scratch, lang, original, analyser));
  }
  return [...cases, ...dataTables(scratch)];
}

function copyOfOriginal(scratch: string, id: string, path: string, text: string): string {
  const folder = join(scratch, 'originals');
  mkdirSync(folder, { recursive: true });
  const place = join(folder, `${id}${extname(path)}`);
  writeFileSync(place, text);
  return place;
}

/** The original with every single name replaced by some other of its names: the same structure, and no renaming explains it. */
async function scrambleOf(scratch: string, language: string, original: string, analyser: Analyser): Promise<Case[]> {
  const text = readFileSync(original, 'utf8');
  const tokens = await analyser.analyse(text, analyser.languages.ofPath(original));
  if (isRefusal(tokens)) return [];
  const names = [...tokens.codes.keys()].filter((token) => tokens.codes[token] === ID);
  const spelled = names.map((token) => text.slice(tokens.starts[token], tokens.ends[token]));
  const distinct = [...new Set(spelled)];
  if (distinct.length < 4) return [];
  let scrambled = '';
  let at = 0;
  names.forEach((token, n) => {
    const others = distinct.filter((name) => name !== spelled[n]);
    scrambled += text.slice(at, tokens.starts[token]) + others[fmix32(n + 1) % others.length];
    at = tokens.ends[token];
  });
  const folder = join(scratch, 'scrambles');
  mkdirSync(folder, { recursive: true });
  const suspect = join(folder, original.split('/').at(-1)!);
  writeFileSync(suspect, scrambled + text.slice(at));
  return [{ language, original, suspect, level: 'scramble', isCopy: false }];
}
