import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANDED_BELOW, BANDS, bandsWanted } from '../../../src/core/fingerprint/bands.ts';
import type { FileFingerprints } from '../../../src/core/fingerprint/fingerprints.ts';
import { fingerprint, postingsOf } from '../../../src/core/fingerprint/fingerprints.ts';
import { javascriptKernel } from '../../../src/core/fingerprint/minhash.ts';
import { LOCAL_GRAM, WINDOW } from '../../../src/core/fingerprint/winnow.ts';
import type { Unit } from '../../../src/core/tokens/token-file.ts';
import { loadKernel } from '../../../src/syntax/kernel.ts';
import type { Random } from './random.ts';
import { seeded } from './random.ts';

const kernel = loadKernel();

function unit(start: number, end: number, parent = -1): Unit {
  return { kind: 'function', start, end, parent, name: -1 };
}

function keysOf(codes: ArrayLike<number>, units: readonly Unit[] = [unit(0, codes.length)], family = 'f'): FileFingerprints {
  return fingerprint({ family, codes: Uint8Array.from(codes), units }, kernel);
}

function randomCodes(random: Random, count: number, alphabet = 40): number[] {
  return Array.from({ length: count }, () => random(alphabet));
}

function bandsInCommon(a: FileFingerprints, b: FileFingerprints): number {
  return a.bands.filter((key, band) => key !== 0 && key === b.bands[band]).length;
}

/** The share of units of `size` tokens that an edit leaves with a local key, or with as many bands as a candidate needs. */
function foundAfter(size: number, edit: (codes: number[], random: Random) => void): number {
  const random = seeded(size);
  let found = 0;
  for (let trial = 0; trial < 500; trial++) {
    const original = randomCodes(random, size);
    const copy = original.slice();
    edit(copy, random);
    const [a, b] = [keysOf(original), keysOf(copy)];
    if (bandsInCommon(a, b) >= bandsWanted(copy.length) || a.localKeys.some((key) => b.localKeys.includes(key))) found++;
  }
  return found / 500;
}

describe('whole-unit fingerprints', () => {
  it('survive one token put in, taken out or replaced, in the shortest units', () => {
    for (const size of [24, 35, 36, 59, 60]) {
      expect(foundAfter(size, (codes, random) => codes.splice(random(size + 1), 0, random(40)))).toBeGreaterThan(0.9);
      expect(foundAfter(size, (codes, random) => codes.splice(random(size), 1))).toBeGreaterThan(0.9);
      expect(foundAfter(size, (codes, random) => (codes[random(size)] = random(40)))).toBeGreaterThan(0.9);
    }
  });

  it('survive a statement put in or taken out, across every size of unit', () => {
    for (const size of [40, 48, 56, 60, 66, 80, 100]) {
      expect(foundAfter(size, (codes, random) => codes.splice(random(size + 1), 0, ...randomCodes(random, 7)))).toBeGreaterThan(0.9);
      expect(foundAfter(size, (codes, random) => codes.splice(random(size - 7), 7))).toBeGreaterThan(0.9);
    }
  });

  it('a unit sees one nested in it as one token, whatever it holds', () => {
    const random = seeded(2);
    const [head, tail] = [randomCodes(random, 12), randomCodes(random, 12)];
    const wrap = (inner: readonly number[]): FileFingerprints =>
      keysOf([...head, ...inner, ...tail], [unit(0, 24 + inner.length), unit(12, 12 + inner.length, 0), unit(14, 20, 1)]);
    const [a, b] = [wrap(randomCodes(random, 8)), wrap(randomCodes(random, 10))];
    expect([...a.ownTokens]).toEqual([25, 3, 6]);
    expect(a.exact[0]).toBe(b.exact[0]);
    expect(a.bands[0]).not.toBe(0);
    expect(a.bands.slice(0, BANDS)).toEqual(b.bands.slice(0, BANDS));
    expect(a.exact[1]).not.toBe(b.exact[1]);
    expect(a.exact[0]).not.toBe(keysOf([...head, ...tail]).exact[0]);
  });

  it('do not depend on where the unit stands', () => {
    const random = seeded(4);
    const [before, codes] = [randomCodes(random, 33), randomCodes(random, 70)];
    const moved = keysOf([...before, ...codes], [unit(33, 103)]);
    expect(moved.bands).toEqual(keysOf(codes).bands);
    expect(moved.exact).toEqual(keysOf(codes).exact);
    expect(moved.localKeys).toEqual(keysOf(codes).localKeys);
  });

  it('have bands only where local keys are few, those of units inside counted too', () => {
    const random = seeded(5);
    const fp = keysOf([...randomCodes(random, 200), ...new Array<number>(200).fill(7), ...randomCodes(random, 30)], [unit(0, 200), unit(10, 40, 0), unit(200, 400), unit(400, 430)]);
    const keysIn = (start: number, end: number): number => new Set(fp.localKeys.filter((_, i) => start <= fp.localAt[i] && fp.localAt[i] < end)).size;
    expect([keysIn(0, 200), keysIn(10, 40), keysIn(200, 400), keysIn(400, 430)].map((keys) => (keys < BANDED_BELOW ? 1 : 0))).toEqual([0, 1, 1, 1]);
    expect([...fp.isBanded]).toEqual([0, 1, 1, 1]);
    for (const [unit, isBanded] of fp.isBanded.entries()) expect(fp.bands.slice(unit * BANDS, (unit + 1) * BANDS).every((key) => key !== 0)).toBe(isBanded === 1);
  });

  it('count a repeated row as often as it stands', () => {
    const row = [1, 2, 3, 4, 5, 6];
    const rows = (count: number): FileFingerprints => keysOf(new Array<number[]>(count).fill(row).flat());
    expect(bandsInCommon(rows(50), rows(48))).toBeGreaterThan(10);
    expect(bandsInCommon(rows(50), rows(10))).toBeLessThan(2);
  });

  it('the exact key tells every change', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), fc.nat(59), fc.nat(254), (codes, place, step) => {
        const changed = codes.slice();
        const at = place % codes.length;
        changed[at] = (changed[at] + 1 + step) % 256;
        expect(keysOf(changed).exact[0]).not.toBe(keysOf(codes).exact[0]);
        expect(keysOf([...codes, 0]).exact[0]).not.toBe(keysOf(codes).exact[0]);
      }),
    );
  });
});

describe('nested units', () => {
  /** Units in preorder: each is inside the one before it, or beside one of those around it. */
  const nested = fc.array(fc.record({ gap: fc.nat(5), tokens: fc.integer({ min: 1, max: 8 }), up: fc.nat(3) }), { minLength: 1, maxLength: 20 }).map((steps) => {
    const units: { start: number; end: number; parent: number }[] = [];
    const open: number[] = [];
    let at = 0;
    const close = (): void => void (units[open.pop()!].end = at);
    for (const { gap, tokens, up } of steps) {
      for (let n = 0; n < up && open.length > 0; n++) close();
      at += gap;
      open.push(units.push({ start: at, end: at, parent: open.at(-1) ?? -1 }) - 1);
      at += tokens;
    }
    while (open.length > 0) close();
    return units.map(({ start, end, parent }) => unit(start, end, parent));
  });

  it('have what the definitions say, however they lie in one another', () => {
    fc.assert(fc.property(nested, fc.infiniteStream(fc.nat(6)), (units, stream) => {
      const end = Math.max(...units.map((one) => one.end)) + 3;
      const fp = keysOf([...stream.take(end)], units);
      units.forEach((one, u) => {
        const inside = units.filter(({ parent }) => parent === u);
        expect(fp.ownTokens[u]).toBe(one.end - one.start - inside.reduce((sum, { start, end }) => sum + end - start - 1, 0));
        const keys = new Set(fp.localKeys.filter((_, i) => one.start <= fp.localAt[i] && fp.localAt[i] < one.end));
        expect(fp.isBanded[u]).toBe(keys.size < BANDED_BELOW ? 1 : 0);
      });
      fp.localAt.forEach((at, i) => {
        const holding = units.map((one, u) => ({ ...one, u })).filter(({ start, end }) => start <= at && at + LOCAL_GRAM <= end);
        const outermost = units.findIndex(({ start, end, parent }) => parent < 0 && start <= at && at < end);
        expect(fp.localUnits[i]).toBe(holding.at(-1)?.u ?? outermost);
      });
    }));
  });

  // In the square of the depth it would take a minute, and end by the time limit of tests.
  it.each([[2, 0], [0, 2], [1, 1]])('have fingerprints even fifty thousand deep, with %i tokens before and %i after each', (tokensBefore, tokensAfter) => {
    const depth = 50_000;
    const tokens = depth * (tokensBefore + tokensAfter);
    const { ownTokens } = keysOf(Array.from({ length: tokens }, (_, i) => i % 7), Array.from({ length: depth }, (_, u) => unit(u * tokensBefore, tokens - u * tokensAfter, u - 1)));
    expect(new Set(ownTokens)).toEqual(new Set([2, 3]));
  });
});

describe('local fingerprints', () => {
  const RUN = LOCAL_GRAM + WINDOW - 1;
  const codes = (maxLength: number): fc.Arbitrary<number[]> => fc.array(fc.nat(6), { maxLength });

  it('are in common wherever 17 tokens are', () => {
    fc.assert(
      fc.property(codes(60), codes(60), codes(60), codes(60), fc.array(fc.nat(6), { minLength: RUN, maxLength: RUN }), (a, b, c, d, run) => {
        const [left, right] = [keysOf([...a, ...run, ...b]), keysOf([...c, ...run, ...d])];
        const inside = (fp: FileFingerprints, from: number): number[] =>
          [...fp.localKeys].filter((_, i) => fp.localAt[i] >= from && fp.localAt[i] + LOCAL_GRAM <= from + RUN);
        const shared = inside(left, a.length).filter((key) => inside(right, c.length).includes(key));
        expect(shared).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('are there even in the shortest unit, and not outside of units', () => {
    for (const size of [1, 5, LOCAL_GRAM, RUN - 1]) expect(keysOf(randomCodes(seeded(size), size)).localKeys.length).toBe(1);
    expect(keysOf(randomCodes(seeded(1), 100), []).localKeys.length).toBe(0);
    expect(keysOf([]).localKeys.length).toBe(0);
  });

  it('do not straddle outermost units, and belong to the innermost unit that holds all their tokens', () => {
    const random = seeded(6);
    const units = [unit(5, 120), unit(30, 90, 0), unit(40, 70, 1), unit(120, 200)];
    const fp = keysOf(randomCodes(random, 230), units);
    expect(new Set(fp.localUnits)).toEqual(new Set([0, 1, 2, 3]));
    fp.localAt.forEach((at, i) => {
      const holds = ({ start, end }: Unit): boolean => start <= at && at + LOCAL_GRAM <= end;
      expect(fp.localUnits[i]).toBe(units.findLastIndex(holds));
    });
    expect([...fp.localAt]).toEqual([...fp.localAt].sort((a, b) => a - b));
  });

  it('are in order of position when the units are not', () => {
    const random = seeded(8);
    const fp = keysOf(randomCodes(random, 100), [unit(50, 100), unit(0, 50)]);
    expect([...fp.localAt]).toEqual([...fp.localAt].sort((a, b) => a - b));
  });

  it('are about two in nine tokens', () => {
    const fp = keysOf(randomCodes(seeded(10), 20_000));
    expect(fp.localKeys.length / 20_000).toBeCloseTo(2 / (WINDOW + 1), 2);
  });
});

describe('keys of a file', () => {
  it('are the same with either kernel', () => {
    const file = { family: 'f', codes: Uint8Array.from(randomCodes(seeded(11), 300)), units: [unit(0, 150), unit(20, 80, 0), unit(150, 300)] };
    expect(fingerprint(file, kernel)).toEqual(fingerprint(file, javascriptKernel()));
  });

  it('of different families and layers have nothing in common', () => {
    const codes = randomCodes(seeded(12), 200);
    const all = ['javascript', 'c'].map((family) => [...postingsOf(keysOf(codes, [unit(0, 200)], family)).keys]).flat();
    expect(new Set(all).size).toBe(all.length);
  });

  it('are posted once a unit, without whole-unit keys where the unit has little of its own', () => {
    const inner = randomCodes(seeded(13), 30);
    const repeated = new Array<number>(200).fill(1);
    const fp = keysOf([...repeated, 1, 2, 3, ...inner, 4, 5], [unit(0, 200), unit(200, 235), unit(203, 233, 1)]);
    const { keys, keyUnits } = postingsOf(fp);
    const pairs = [...keys].map((key, i) => `${key} ${keyUnits[i]}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(fp.localUnits.filter((u) => u === 0).length).toBeGreaterThan(20);
    expect(keyUnits.filter((u) => u === 0).length).toBe(BANDS + 2);
    expect([...keys]).toContain(fp.exact[2]);
    expect([...keys]).not.toContain(fp.exact[1]);
    expect(new Set(pairs)).toEqual(
      new Set([
        ...[0, 2].flatMap((u) => [fp.exact[u], ...fp.bands.slice(u * BANDS, (u + 1) * BANDS)].map((key) => `${key} ${u}`)),
        ...[...fp.localKeys].map((key, i) => `${key} ${fp.localUnits[i]}`),
      ]),
    );
  });

  it('are the values that are in indexes already', () => {
    const fp = keysOf(Array.from({ length: 40 }, (_, i) => (i * i) % 23), [unit(0, 40), unit(8, 34, 0)], 'javascript');
    expect([...fp.bands.slice(0, 3), ...fp.exact, ...fp.localKeys]).toMatchInlineSnapshot(`
      [
        1311616975,
        1599774912,
        4279797208,
        4086706441,
        1954545194,
        767449642,
        1199931606,
        283187769,
        286963684,
        405824073,
        900167228,
        767449642,
      ]
    `);
  });
});
