import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { indexDigest } from '../../../src/core/index/digest.ts';
import { nodeIndexFiles as files } from '../../../src/host/node/index-files.ts';
import { exportSingle } from '../../../src/store/export.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { openIndex } from '../../../src/store/open.ts';
import { removeWorks } from '../../../src/store/remove.ts';
import { verifyIndex } from '../../../src/store/verify.ts';
import { answers, OPTIONS, write } from './memory.ts';
import { ENGINE, syntheticFile, syntheticWork } from './synthetic.ts';

const a = { work: syntheticWork('alpha', [1, 2]), seeds: [1, 2] };
const b = { work: syntheticWork('beta', [2, 3]), seeds: [2, 3] };
const contents = [1, 2, 3].map((seed) => syntheticFile(seed));

describe('an index on disk', () => {
  let folder = '';
  let path = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nearcopy-index-'));
    path = join(folder, 'deep', 'x.ncx');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const build = (): void => write(IndexWriter.create(files, path, ENGINE, OPTIONS), [a]);

  it('is built, added to, exported and removed from', () => {
    build();
    write(IndexWriter.add(files, path, ENGINE), [b]);
    const single = join(folder, 'single.ncx');
    exportSingle(files, path, single);
    const [index, exported] = [openIndex(files, path), openIndex(files, single)];
    expect(answers(exported, contents)).toEqual(answers(index, contents));
    expect(indexDigest(exported)).toBe(indexDigest(index));
    for (const open of [index, exported]) open.close();
    removeWorks(files, path, ['alpha', 'beta']);
    expect(verifyIndex(files, path)).toEqual({ problems: [], leftovers: [] });
    expect(readdirSync(path)).toHaveLength(2);
    expect(readdirSync(folder).sort()).toEqual(['deep', 'single.ncx']);
  });

  it('answers a reader that opened it before a change', () => {
    build();
    const before = openIndex(files, path);
    removeWorks(files, path, ['alpha']);
    expect(before.holders(contents[0]!.content).map(({ work }) => work.name)).toEqual(['alpha']);
    expect(before.segments[0]!.tokens(0).codes).toEqual(contents[0]!.codes);
    before.close();
    before.close();
    const after = openIndex(files, path);
    expect(after.holders(contents[0]!.content)).toEqual([]);
    after.close();
  });

  it('has one writer at a time', () => {
    build();
    const writer = IndexWriter.add(files, path, ENGINE);
    expect(() => IndexWriter.add(files, path, ENGINE)).toThrow(`process ${process.pid} on ${hostname()}`);
    expect(() => removeWorks(files, path, ['alpha'])).toThrow(expect.objectContaining({ code: 'locked' }));
    writer.close();
    IndexWriter.add(files, path, ENGINE).close();
  });

  it('is taken over from a writer that died, with its leftovers', () => {
    build();
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(join(path, 'lock'), JSON.stringify({ pid, host: hostname(), token: 'dead' }));
    writeFileSync(join(path, 'segment-0.tmp'), 'half');
    writeFileSync(join(path, `${'0'.repeat(32)}.segment`), 'whole, but of no manifest');
    expect(verifyIndex(files, path).leftovers).toHaveLength(2);
    write(IndexWriter.add(files, path, ENGINE), [b]);
    expect(verifyIndex(files, path)).toEqual({ problems: [], leftovers: [] });
    expect(existsSync(join(path, 'lock'))).toBe(false);
  });

  it('leaves nothing behind when a build fails', () => {
    const writer = IndexWriter.create(files, path, ENGINE, OPTIONS);
    writer.addFile(contents[0]!);
    expect(() => writer.commit()).toThrow('belongs to no work');
    writer.close();
    expect(existsSync(path)).toBe(false);
  });
});
