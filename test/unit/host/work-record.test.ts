import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isReplayable, readRecordedWork, replayRecord, WorkRecorder } from '../../../src/host/node/work-record.ts';
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

function record(known: (content: string) => boolean = () => false): string {
  const path = join(folder, 'kit.work');
  const recorder = new WorkRecorder(path, known);
  for (const file of [...files, files[0]]) recorder.addFile(file);
  recorder.addWork(work);
  recorder.finish(details);
  recorder.close();
  return path;
}

it('gives back what was recorded, file by file', () => {
  const path = record();
  const recorded = readRecordedWork(path)!;
  expect(recorded).toEqual({ work, contents: files.map(({ content }) => content), ...details });
  const memory = new Memory();
  expect(isReplayable(recorded, (content) => memory.has(content))).toBe(true);
  expect(replayRecord(path, recorded, memory)).toEqual({ outcome: 'added', newFunctions: files.reduce((sum, { units }) => sum + units.length, 0) });
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
  const path = record();
  const memory = new Memory();
  memory.addFile(files[2]);
  const { newFunctions } = replayRecord(path, readRecordedWork(path)!, memory);
  expect(newFunctions).toBe(files[0].units.length + files[1].units.length);
  expect(memory.files).toHaveLength(3);
});

it('leaves nothing of a work that was given up, and no half of one that was damaged', () => {
  const path = join(folder, 'kit.work');
  const recorder = new WorkRecorder(path, () => false);
  recorder.addFile(files[0]);
  recorder.close();
  expect(readdirSync(folder)).toEqual([]);
  expect(readRecordedWork(path)).toBeNull();
  const whole = readFileSync(record());
  for (const bytes of [whole.subarray(0, whole.length - 1), whole.subarray(0, 3), Buffer.alloc(0), Buffer.from(whole).fill(0, whole.length - 40, whole.length - 4)]) {
    writeFileSync(path, bytes);
    expect(readRecordedWork(path)).toBeNull();
  }
});
