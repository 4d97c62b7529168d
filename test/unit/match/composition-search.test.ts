import { beforeAll, describe, expect, it } from 'vitest';
import { fingerprint, postingsOf } from '../../../src/core/fingerprint/fingerprints.ts';
import type { IndexReader } from '../../../src/core/index/contract.ts';
import { constantsOf } from '../../../src/core/match/constant-names.ts';
import { analyse, engineOver, entryOf, indexOf, kernel } from './support.ts';

/** What a rewrite leaves of it: members of a library, messages, keys; and other code around it in the index. */
const ORIGINAL = `
function loadProfile(session, cache) {
  const handle = session.openReadStream('profile.bin');
  if (!handle.isAttached()) throw new RangeError('the profile is detached');
  const header = handle.readHeaderBlock(4096);
  cache.evictStaleEntries(header.generationStamp);
  for (const field of header.listFieldDescriptors()) {
    cache.storeDescriptor(field.columnOrdinal, handle.seekTo(field.byteOffset));
  }
  handle.releaseBuffers();
  return cache.freezeSnapshot('ready');
}
`;
const REWRITTEN = `
class ProfileReader {
  constructor(source) {
    this.source = source;
  }

  describe(fields, store) {
    fields.forEach((f) => store.storeDescriptor(f.columnOrdinal, this.source.seekTo(f.byteOffset)));
  }

  read(store) {
    const ok = this.source.isAttached();
    if (ok === false) {
      throw new RangeError('the profile is detached');
    }
    const { generationStamp, listFieldDescriptors } = this.source.readHeaderBlock(4096);
    this.describe(listFieldDescriptors.call(this.source), store.evictStaleEntries(generationStamp));
    return [this.source.releaseBuffers(), store.freezeSnapshot('ready')].pop();
  }
}

export const profileOf = (s, store) => new ProfileReader(s.openReadStream('profile.bin')).read(store);
`;
const UNRELATED = `
function averages(rows, width) {
  const sums = [];
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    for (let i = 0; i < width; i += 1) sums[i] = (sums[i] || 0) + Number(row[i]);
  }
  return sums.map((sum) => sum / Math.max(1, rows.length));
}
`;

type Work = Parameters<typeof indexOf>[0][number];
const works: Work[] = [];

beforeAll(async () => {
  const texts = [ORIGINAL];
  for (let n = 0; n < 40; n++) texts.push(UNRELATED.replaceAll('sums', `sums${n}`).replaceAll('averages', `averages${n}`));
  for (const [n, text] of texts.entries()) works.push({ name: `work${n}`, path: `f${n}.js`, entry: entryOf(await analyse('javascript', text), text) });
});

const check = async (text: string, ...readers: IndexReader[]) => engineOver(readers).check({ path: 'x.js', text, tokens: await analyse('javascript', text) }, { expectedAtMost: 1e-3 });

describe('the search by texts', () => {
  it('finds a rewrite that is spread over several functions', async () => {
    const [finding, ...others] = await check(REWRITTEN, indexOf(works));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ kind: 'edited', match: { path: 'f0.js', startLine: 2, endLine: 12, unit: 'loadProfile' } });
    expect(finding.expectedByChance).toBeLessThan(1e-3);
    expect(finding.kept).toContain('isAttached');
  });

  it('and nothing else does', async () => {
    const byStructure = postingsOf(fingerprint(await analyse('javascript', ORIGINAL), kernel));
    expect(await check(REWRITTEN, indexOf([{ ...works[0], entry: { ...works[0].entry, ...byStructure } }, ...works.slice(1)]))).toEqual([]);
  });

  it('finds nothing in other code', async () => {
    expect(await check(UNRELATED.replace('Number', 'parseFloat'), indexOf(works.slice(0, 1)))).toEqual([]);
  });

  it('does not depend on how works are spread over segments', async () => {
    const one = await check(REWRITTEN, indexOf(works));
    for (const parts of [2, works.length]) {
      const spread = Array.from({ length: parts }, (_, part) => indexOf(works.filter((__, n) => n % parts === part)));
      expect(await check(REWRITTEN, ...spread)).toEqual(one);
      expect(await check(REWRITTEN, ...spread.reverse())).toEqual(one);
    }
  });
});

describe('names of constants', () => {
  it('are in capitals', async () => {
    const source = 'function f(fd) { open(fd, O_RDONLY); close(fd, EOF, Id, A); return SIGINT; }\n'.repeat(2);
    const file = await analyse('javascript', source);
    const isConstant = constantsOf(file, source);
    const constants = [...file.textFirst].flatMap((token, text) => (isConstant(file.textHashes[text]) ? [source.slice(file.starts[token], file.ends[token])] : []));
    expect(constants).toEqual(['O_RDONLY', 'EOF', 'SIGINT']);
    expect([...file.textHashes].some(constantsOf(file, undefined))).toBe(false);
  });
});
