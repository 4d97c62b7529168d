import { beforeAll, describe, expect, it } from 'vitest';
import { fingerprint } from '../../../src/core/fingerprint/fingerprints.ts';
import type { IndexReader, UnitRange } from '../../../src/core/index/contract.ts';
import { CandidateSearch, DEFAULT_LIMITS, type CandidateLimits } from '../../../src/core/match/candidates.ts';
import { spansOf } from '../../../src/core/match/spans.ts';
import type { TokenFile } from '../../../src/core/tokens/token-file.ts';
import { caseOf, variantText, withWords } from '../../integration/support/copies.ts';
import { analyse, engineOver, entryOf, indexOf, kernel } from './support.ts';

const js = caseOf('javascript');
type Work = Parameters<typeof indexOf>[0][number];
const works: Work[] = [];
let query: TokenFile;
const text = variantText(js, 'renamed');

beforeAll(async () => {
  query = await analyse('javascript', text);
  const texts = [variantText(js, 'original'), variantText(js, 'edited'), variantText(js, 'unrelated'), variantText(js, 'reformatted')];
  // Many works with nearly the same, so that keys get common and ties come up.
  for (let n = 0; n < 30; n++) texts.push(`// ${n}\n${withWords(variantText(js, n % 2 ? 'original' : 'edited'), { spans: `spans${n}`, lanes: `lanes${n}` })}`);
  for (const [n, source] of texts.entries()) works.push({ name: `work${n}`, path: `f${n}.js`, entry: entryOf(await analyse('javascript', source), source) });
});

function found(readers: readonly IndexReader[], limits: CandidateLimits = DEFAULT_LIMITS, file: TokenFile = query) {
  const search = new CandidateSearch(readers, limits).begin();
  const fingerprints = fingerprint(file, kernel);
  return spansOf(file).map((span) => search.search(fingerprints, span, { keys: 0, unknown: 0, tooCommon: 0, units: 0 })
    .map(({ segment, file, start, end, votes }) => ({ content: segment.content(file), start, end, votes: votes.toFixed(6) })));
}

describe('candidates', () => {
  it('hold the original, and the best of them come first', () => {
    const [first] = found([indexOf(works.slice(0, 4))]);
    const contents = first.map(({ content }) => content);
    expect(contents.slice(0, 3).sort()).toEqual([0, 1, 3].map((n) => works[n].entry.content).sort());
    const votes = first.map((candidate) => Number(candidate.votes));
    expect(votes).toEqual([...votes].sort((x, y) => y - x));
  });

  it.each([['usual limits', DEFAULT_LIMITS], ['tight limits', { commonLocal: 4, commonBand: 8, most: 5, mostUnits: 6 }]])('do not depend on how works are spread over segments: %s', (_, limits) => {
    const one = found([indexOf(works)], limits);
    expect(one.flat().length).toBeGreaterThan(0);
    for (const parts of [2, 3, works.length]) {
      const spread = Array.from({ length: parts }, (__, part) => indexOf(works.filter((___, n) => n % parts === part)));
      expect(found(spread, limits)).toEqual(one);
      expect(found([...spread].reverse(), limits)).toEqual(one);
    }
  });

  it('nor do the findings', () => {
    const check = (...readers: IndexReader[]) => engineOver(readers).check({ path: 'x.js', text, tokens: query }, { expectedAtMost: 1e-3 });
    const [a, b] = [works.slice(0, 17), works.slice(17)];
    expect(check(indexOf(works))).toHaveLength(1);
    expect(check(indexOf(a), indexOf(b))).toEqual(check(indexOf(works)));
    expect(check(indexOf(b), indexOf(a))).toEqual(check(indexOf(works)));
  });

  it('are found, and the same, in whatever order works were added, where very many hold one function under other names', async () => {
    const held: Work[] = [];
    for (let n = 0; n < 400; n++) {
      const source = withWords(variantText(js, 'original'), { spans: `spans${n}`, lanes: `lanes${n}` });
      held.push({ name: `work${n}`, path: `f${n}.js`, entry: entryOf(await analyse('javascript', source), source) });
    }
    const check = (...indexed: Work[][]) => engineOver(indexed.map(indexOf)).check({ path: 'x.js', text, tokens: query }, { expectedAtMost: 1e-3 });
    const findings = check(held);
    expect(findings).toHaveLength(1);
    expect(check(held.toReversed())).toEqual(findings);
    expect(check(held.slice(150), held.slice(0, 150))).toEqual(findings);
  });

  it('of a unit with many local keys are not looked up by bands, of one with few by the key of the whole only where a unit has all of its bands', async () => {
    const asked = (file: TokenFile, indexed: Work[]): Set<number> => {
      const keys = new Set<number>();
      const reader = indexOf(indexed);
      const segments = reader.segments.map((segment) => Object.create(segment, {
        units: { value: segment.units },
        count: { value: (key: number) => segment.count(keys.add(key) && key) },
        lookup: { value: (key: number, into: Int32Array, at: number) => segment.lookup(key, into, at) },
        fileOf: { value: (id: number) => segment.fileOf(id) },
        firstUnit: { value: (number: number) => segment.firstUnit(number) },
        locate: { value: (id: number, into: UnitRange) => segment.locate(id, into) },
        content: { value: (number: number) => segment.content(number) },
      }) as typeof segment);
      found([{ name: reader.name, stats: reader.stats, segments, has: () => false, holders: () => [] }], DEFAULT_LIMITS, file);
      return keys;
    };
    const among = (keys: Iterable<number>, all: ReadonlySet<number>): boolean => [...keys].some((key) => all.has(key));
    const long = fingerprint(query, kernel);
    expect(long.localKeys.length).toBeGreaterThan(7);
    expect(among(long.bands, asked(query, [works[0]]))).toBe(false);
    expect(among(long.exact, asked(query, [works[2]]))).toBe(true);

    const source = 'function clamp(value, low, high) { if (value < low) return low; if (value > high) { return high; } return value + 0; }';
    const file = await analyse('javascript', source);
    const short = fingerprint(file, kernel);
    expect(short.localKeys.length).toBeLessThan(8);
    const [equal, other] = [asked(file, [{ name: 'clamp', path: 'clamp.js', entry: entryOf(file, source) }]), asked(file, [works[2]])];
    expect(among(short.bands, other)).toBe(true);
    expect(among(short.exact, equal)).toBe(true);
    expect(among(short.exact, other)).toBe(false);
  });

  it('are none in an empty index', () => {
    expect(found([indexOf([])]).flat()).toEqual([]);
    expect(found([]).flat()).toEqual([]);
  });
});
