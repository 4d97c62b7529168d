import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { indexKey } from '../../../src/core/index/index-key.ts';
import { isReplayable, readRecordedWork, replayRecord, WorkRecorder, type RecordPlace } from '../../../src/host/node/work-record.ts';
import type { WorkWriter } from '../../../src/host/node/work-indexing.ts';
import type { IndexFile, IndexWork } from '../../../src/core/index/contract.ts';
import { syntheticFile } from '../index/synthetic.ts';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'nearcopy-test-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An index that only remembers what it was told. */
class Memory implements WorkWriter {
  readonly files: IndexFile[] = [];
  readonly works: IndexWork[] = [];
  has(content: string): boolean { return this.files.some((file) => file.content === content); }
  addFile(file: IndexFile): void { this.files.push(file); }
  addWork(work: IndexWork): 'added' {
    this.works.push(work);
    return 'added';
  }
}

const files = [1, 2, 3].map((seed) => syntheticFile(seed));
const work: IndexWork = { name: 'kit', version: '1', purl: null, license: 'MIT', licenseSource: null, copyright: ['me'], url: null, date: null, files: files.map(({ content }, at) => ({ path: `f${at}.js`, content, license: null })) };
const details = { skipped: [{ reason: 'too large', count: 2 }], integrity: 'sha512-x', notes: ['a note'] };

const { notes } = indexKey(new TextEncoder().encode('k'.repeat(32)), 'secret');

describe.each([['in the clear', null], ['encrypted', notes]])('a record %s', (_, notes) => {
  const placeAt = (name: string): RecordPlace => ({ path: join(folder, name), notes });

  function record(known: (content: string) => boolean = () => false, name = 'kit.work'): RecordPlace {
    const place = placeAt(name);
    const recorder = new WorkRecorder(place, known);
    for (const file of [...files, files[0]]) recorder.addFile(file);
    recorder.addWork(work);
    recorder.finish(details);
    recorder.close();
    return place;
  }

  it('gives back what was recorded, file by file', () => {
    const place = record();
    const recorded = readRecordedWork(place)!;
    expect(recorded).toEqual({ work, contents: files.map(({ content }) => content), ...details });
    const memory = new Memory();
    expect(isReplayable(recorded, (content) => memory.has(content))).toBe(true);
    expect(replayRecord(place, recorded, memory)).toEqual({ outcome: 'added', newFunctions: files.reduce((sum, { units }) => sum + units.length, 0) });
    expect([memory.files, memory.works]).toEqual([files, [work]]);
    expect(readdirSync(folder)).toEqual(['kit.work']);
  });

  it('leans on what the index had, and says so', () => {
    const recorded = readRecordedWork(record((content) => content === files[1].content))!;
    expect(recorded.contents).toEqual([files[0].content, files[2].content]);
    expect(isReplayable(recorded, () => false)).toBe(false);
    expect(isReplayable(recorded, (content) => content === files[1].content)).toBe(true);
  });

  it('adds no content that the index has got meanwhile', () => {
    const place = record();
    const memory = new Memory();
    memory.addFile(files[2]);
    const { newFunctions } = replayRecord(place, readRecordedWork(place)!, memory);
    expect(newFunctions).toBe(files[0].units.length + files[1].units.length);
    expect(memory.files).toHaveLength(3);
  });

  it('leaves nothing of a work that was given up, and no half of one that was damaged', () => {
    const place = placeAt('kit.work');
    const recorder = new WorkRecorder(place, () => false);
    recorder.addFile(files[0]);
    recorder.close();
    expect(readdirSync(folder)).toEqual([]);
    expect(readRecordedWork(place)).toBeNull();
    const whole = readFileSync(record().path);
    for (const bytes of [whole.subarray(0, whole.length - 1), whole.subarray(0, 3), Buffer.alloc(0), Buffer.from(whole).fill(0, whole.length - 40, whole.length - 4)]) {
      writeFileSync(place.path, bytes);
      expect(readRecordedWork(place)).toBeNull();
    }
  });

  it('says on the disk what it is about only where it may', () => {
    const bytes = readFileSync(record().path);
    expect(inflated(bytes)).toBe(notes === null);
  });
});

/** Whether the first frame can be read without a key. */
function inflated(bytes: Buffer): boolean {
  try {
    return inflateSync(bytes.subarray(4, 4 + bytes.readUInt32LE())).length > 0;
  } catch {
    return false;
  }
}

describe('an encrypted record', () => {
  const record = (name: string, own: readonly IndexFile[]): RecordPlace => {
    const place = { path: join(folder, name), notes };
    const recorder = new WorkRecorder(place, () => false);
    for (const file of own) recorder.addFile(file);
    recorder.addWork({ ...work, files: own.map(({ content }, at) => ({ path: `f${at}.js`, content, license: null })) });
    recorder.finish(details);
    return place;
  };

  it('is none for who has another key, or under another name', () => {
    const place = record('kit.work', files);
    expect(readRecordedWork({ ...place, notes: indexKey(new TextEncoder().encode('l'.repeat(32)), 'other').notes })).toBeNull();
    expect(readRecordedWork({ ...place, notes: null })).toBeNull();
    writeFileSync(join(folder, 'other.work'), readFileSync(place.path));
    expect(readRecordedWork({ ...place, path: join(folder, 'other.work') })).toBeNull();
    expect([notes!.name('npm:kit@1'), notes!.name('npm:kit@2')]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.not.stringContaining(notes!.name('npm:kit@1'))]);
  });

  it('takes no file in the place of another', () => {
    const place = record('kit.work', files);
    const bytes = readFileSync(place.path);
    const [first, second] = [0, 4 + bytes.readUInt32LE()].map((at) => [at, at + 4 + bytes.readUInt32LE(at)]);
    writeFileSync(place.path, Buffer.concat([bytes.subarray(...second), bytes.subarray(...first), bytes.subarray(second[1])]));
    expect(() => replayRecord(place, readRecordedWork(place)!, new Memory())).toThrow('a record is damaged');
  });
});
