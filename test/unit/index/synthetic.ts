import { sha256 } from '@noble/hashes/sha2.js';
import { shortHash } from '../../../src/core/index/content-hash.ts';
import type { IndexFile, IndexWork } from '../../../src/core/index/contract.ts';
import type { Unit } from '../../../src/core/tokens/token-file.ts';

export const ENGINE = 'synthetic 1';

/** A small generator of numbers that are the same everywhere. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 0x9e3779b1) >>> 0;
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let hash = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
    return Math.floor((((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  /** Small numbers more often, as with names and token codes. */
  skewed(limit: number): number {
    return Math.floor(limit ** (this.below(1000) / 1000)) - 1;
  }
}

const LANGUAGES = [
  ['typescript', 'ecmascript'],
  ['javascript', 'ecmascript'],
  ['python', 'python'],
] as const;

/** An analysed file whose content follows from its seed. Equal seeds give equal files; keys are drawn from few, so that they repeat. */
export function syntheticFile(seed: number, functions = 3, tokensEach = 60, keysEach = 20): IndexFile {
  const random = new Random(seed + 1);
  const [language, family] = LANGUAGES[random.below(LANGUAGES.length)]!;
  const tokens = functions * tokensEach + random.below(9);
  const codes = Uint8Array.from({ length: tokens }, () => random.skewed(70));
  const names: number[] = [];
  const textOf = new Map<number, number>();
  const links = Uint32Array.from(codes, (code) => {
    if (code > 3) return 0;
    const name = random.skewed(400);
    if (!textOf.has(name)) textOf.set(name, names.push(name));
    return textOf.get(name)!;
  });
  let line = 0;
  const firstLines = Uint32Array.from(codes, () => (line += random.below(8) === 0 ? 1 + random.skewed(3) : 0));
  const lastLines = firstLines.map((first) => first + (random.below(50) === 0 ? random.below(4) : 0));
  const units: Unit[] = [];
  for (let at = 0; at < functions; at++) {
    const start = at * tokensEach;
    units.push({ kind: 'function', start, end: start + tokensEach, parent: -1, name: links[start]! > 0 ? start : -1 });
    if (random.below(4) === 0) units.push({ kind: 'class', start: start + 5, end: start + 20, parent: units.length - 1, name: -1 });
  }
  const pairs = new Set<number>();
  units.forEach((_, unit) => {
    for (let i = 0; i < keysEach; i++) pairs.add((random.below(3) === 0 ? random.skewed(500) : random.below(2 ** 32)) * 2 ** 16 + unit);
  });
  const keys = Uint32Array.from([...pairs].map((pair) => Math.floor(pair / 2 ** 16)));
  return {
    content: contentOf(seed),
    language,
    family,
    isTest: random.below(10) === 0,
    isGenerated: random.below(10) === 0,
    codes,
    links,
    textHashes: Uint32Array.from(names, (name) => Math.imul(name + 1, 0x9e3779b1) >>> 0),
    texts: names.map((name) => (name % 5 === 0 ? '' : `name${name}é`)),
    firstLines,
    lastLines,
    units,
    keys,
    keyUnits: Uint32Array.from([...pairs].map((pair) => pair % 2 ** 16)),
    source: `source ${seed}\n`.repeat(10),
  };
}

export function contentOf(seed: number): string {
  return shortHash(sha256(new TextEncoder().encode(`content ${seed}`)));
}

/** A work that holds the contents with these seeds. */
export function syntheticWork(name: string, seeds: readonly number[], labels: Partial<IndexWork> = {}): IndexWork {
  return {
    name,
    version: '1.0.0',
    purl: `pkg:npm/${name}@1.0.0`,
    license: 'MIT',
    licenseSource: 'package.json',
    copyright: [`Copyright (c) ${name}`],
    url: null,
    date: `2020-01-${String((name.length % 28) + 1).padStart(2, '0')}`,
    files: seeds.map((seed) => ({ path: `src/file${String(seed).padStart(5, '0')}.ts`, content: contentOf(seed), license: seed % 7 === 0 ? 'Apache-2.0' : null })),
    ...labels,
  };
}
