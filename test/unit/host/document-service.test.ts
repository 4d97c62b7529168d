import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fingerprint } from '../../../src/core/fingerprint/fingerprints.ts';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { createDocumentService } from '../../../src/host/service/document-service.ts';
import type { CheckService } from '../../../src/host/service/protocol.ts';
import type { StoredIndex } from '../../../src/store/open.ts';
import { caseOf, variantText } from '../../integration/support/copies.ts';
import { analyse, entryOf, indexOf, kernel } from '../match/support.ts';
import { liveTrees } from '../syntax/live-trees.ts';

// A document that is checked again and again costs what changed in it, and nothing once it is closed.

const js = caseOf('javascript');
const OWN = 'export function tally(list) {\n  let sum = 0;\n  for (const one of list) { if (one.counts) sum += one.price * one.pieces; }\n  return sum;\n}\n';
const COPY = variantText(js, 'renamed');

let service: CheckService;
let live: ReadonlySet<unknown>;
/** The keys that the index has been asked for. */
const asked = new Set<number>();

beforeEach(async () => {
  live = liveTrees();
  const original = variantText(js, 'original');
  const index = indexOf([{ name: 'kit', path: 'original.js', entry: entryOf(await analyse('javascript', original), original) }]);
  const [segment] = index.segments;
  const count = segment.count.bind(segment);
  vi.spyOn(segment, 'count').mockImplementation((key) => count(asked.add(key >>> 0) && key));
  service = await createDocumentService({ ...grammarFiles(), heapBytes: () => 0, openIndex: async () => ({ index: Object.assign(index, { close: () => undefined }) as StoredIndex }) });
  await service.setUp({ indexes: [{ name: 'kit', at: 'kit' }], expectedAtMost: 1e-3 });
});
afterEach(() => vi.restoreAllMocks());

/** The findings of a text, and the keys that it took to find them. */
async function check(text: string, id = 'a') {
  asked.clear();
  const { findings } = await service.check({ id, path: 'a.js', text });
  return { findings, keys: new Set(asked) };
}

it('only what changed is looked up again', async () => {
  const first = await check(`${OWN}\n${COPY}`);
  expect(first.findings).toHaveLength(1);
  const copied = fingerprint(await analyse('javascript', COPY), kernel).localKeys;
  expect([...copied].filter((key) => first.keys.has(key)).length).toBeGreaterThan(10);

  const moved = await check(`// one line more\n${OWN}\n${COPY}`);
  expect([...moved.keys]).toEqual([]);
  expect(moved.findings.map(({ key, startLine }) => [key, startLine])).toEqual(first.findings.map(({ key, startLine }) => [key, startLine + 1]));

  const changed = await check(`${OWN.replace('sum += one.price', 'sum = sum - one.price')}\n${COPY}`);
  expect(changed.keys.size).toBeGreaterThan(0);
  expect([...copied].filter((key) => changed.keys.has(key))).toEqual([]);
  expect(changed.findings).toEqual(first.findings);
});

it('a document has one tree through its edits, none once it is closed, and only forty documents have any', async () => {
  for (const text of [OWN, COPY, `${OWN}${COPY}`, `${OWN}}`, OWN]) {
    await check(text);
    expect(live.size).toBe(1);
  }
  for (let n = 0; n < 50; n++) await check(`${OWN}// ${n}\n`, `document ${n}`);
  expect(live.size).toBe(40);
  for (let n = 0; n < 50; n++) await service.close(`document ${n}`);
  expect(live.size).toBe(0);
});
