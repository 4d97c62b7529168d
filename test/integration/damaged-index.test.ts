import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearcopy, succeed, type Outcome } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

// What is said of an index that is no good: the file, what is wrong, what to do; exit code 2; no finding made up.

const space = new Workspace();
const cwd = space.path;
const js = caseOf('javascript');
const asked = space.write('asked.js', variantText(js, 'renamed'));
let copies = 0;
afterAll(() => space.dispose());

beforeAll(async () => {
  space.work('kit', { name: 'kit', license: 'MIT' }, { 'lanes.js': variantText(js, 'original') });
  await succeed(['index', 'build', '-o', 'good.ncx', 'kit'], { cwd });
  await succeed(['index', 'export', 'good.ncx', '--single', 'good-file.ncx'], { cwd });
});

/** A copy of the good index to harm: its name, and the paths of its files. */
function victim(): { name: string; manifest: string; segment: string; catalogue: string } {
  const name = `bad${copies++}.ncx`;
  cpSync(space.at('good.ncx'), space.at(name), { recursive: true });
  const file = (ending: string): string => space.at(name, readdirSync(space.at(name)).find((entry) => entry.endsWith(ending))!);
  return { name, manifest: file('.json'), segment: file('.segment'), catalogue: file('.catalogue') };
}

function victimFile(): { name: string; path: string } {
  const name = `bad${copies++}.ncx`;
  cpSync(space.at('good-file.ncx'), space.at(name));
  return { name, path: space.at(name) };
}

const scanWith = (index: string): Promise<Outcome> => nearcopy(['scan', '-i', index, asked], { cwd });

async function expectRefusal(index: string, message: RegExp, run = scanWith): Promise<void> {
  const { code, stdout, stderr } = await run(index);
  expect(stderr).toMatch(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect([code, stdout]).toEqual([2, '']);
}

function flipBit(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] ^= 0x10;
  writeFileSync(path, bytes);
}

describe.concurrent('an index folder', () => {
  it.each(['manifest', 'segment', 'catalogue'] as const)('with an empty %s', async (part) => {
    const bad = victim();
    truncateSync(bad[part], 0);
    await expectRefusal(bad.name, /bad\d+\.ncx\/\S+ is empty\. Restore it from a copy, or build the index again\./);
  });

  it.each(['manifest', 'segment', 'catalogue'] as const)('with a truncated %s', async (part) => {
    const bad = victim();
    truncateSync(bad[part], readFileSync(bad[part]).length - 20);
    await expectRefusal(bad.name, /bad\d+\.ncx\/\S+ is cut short: .*\. Restore it from a copy, or build the index again\./);
  });

  it.each(['segment', 'catalogue'] as const)('with a flipped bit in the head, the middle and the tail of its %s', async (part) => {
    for (const share of [0.001, 0.5, 0.999]) {
      const bad = victim();
      flipBit(bad[part], Math.floor(share * readFileSync(bad[part]).length));
      const { code, stderr } = await nearcopy(['index', 'verify', bad.name], { cwd });
      expect([code, stderr]).toEqual([2, expect.stringMatching(/is damaged|is cut short|doesn't have the hash|is not a file of a Nearcopy index/)]);
      const scanned = await scanWith(bad.name);
      // A bit in what this scan doesn't read is found by verify; a scan either refuses or is right.
      if (scanned.code === 2) expect(scanned.stderr).toMatch(/is damaged|is cut short|is not a file of a Nearcopy index/);
      else expect([scanned.code, scanned.stdout.includes('packIntervals')]).toEqual([1, true]);
    }
  });

  it('with a flipped bit in its manifest', async () => {
    const bad = victim();
    writeFileSync(bad.manifest, readFileSync(bad.manifest, 'utf8').replace('"works": 1', '"works": 3'));
    await expectRefusal(bad.name, /manifest\.json is damaged: its checksum is wrong/);
  });

  it('of a future version', async () => {
    const bad = victim();
    writeFileSync(bad.manifest, readFileSync(bad.manifest, 'utf8').replace('"version": 1', '"version": 9'));
    await expectRefusal(bad.name, /manifest\.json has format version 9, and this program reads versions up to 2\. Update Nearcopy, or build the index again\./);
  });

  it('of another engine: refused by who looks things up, read by who does not', async () => {
    const { name } = await otherEngine();
    await expectRefusal(name, /was built by engine "nearcopy-tokens-0\/old", and this is "nearcopy-tokens-.*"\. Build the index again with this program\./);
    await expectRefusal(name, /was built by engine "nearcopy-tokens-0\/old"/, (index) => nearcopy(['index', 'add', index, 'kit'], { cwd }));
    expect(await succeed(['index', 'list', name], { cwd })).toContain('kit');
    expect(await succeed(['index', 'verify', name], { cwd })).toBe(`${name} is sound\n`);
    await succeed(['index', 'build', '-o', name, 'kit'], { cwd });
    expect((await scanWith(name)).code).toBe(1);
  });

  it('with a member missing', async () => {
    for (const part of ['segment', 'catalogue'] as const) {
      const bad = victim();
      rmSync(bad[part]);
      await expectRefusal(bad.name, /bad\d+\.ncx\/\S+ is missing\. Restore it from a copy, or build the index again\./);
    }
  });

  it('that is empty, or is a folder of something else', async () => {
    mkdirSync(space.at('empty.ncx'));
    for (const folder of ['empty.ncx', 'kit']) await expectRefusal(folder, /has no manifest\.json: it is not an index, or its build did not finish\. Build it again\./);
    space.write('json.ncx/manifest.json', '{"name": "a web app"}');
    await expectRefusal('json.ncx', /json\.ncx\/manifest\.json is not the manifest of a Nearcopy index\./);
  });

  it('with the segment of another index', async () => {
    space.work('other', { name: 'other', license: 'MIT' }, { 'words.js': variantText(js, 'unrelated') });
    await succeed(['index', 'build', '-o', 'other.ncx', 'other'], { cwd });
    const bad = victim();
    cpSync(join(space.at('other.ncx'), readdirSync(space.at('other.ncx')).find((name) => name.endsWith('.segment'))!), bad.segment);
    await expectRefusal(bad.name, /is (damaged|cut short)/);
  });

  it('that is damaged is replaced by a new build', async () => {
    const bad = victim();
    truncateSync(bad.manifest, 10);
    await succeed(['index', 'build', '-o', bad.name, 'kit'], { cwd });
    expect(await succeed(['index', 'verify', bad.name], { cwd })).toBe(`${bad.name} is sound\n`);
  });
});

describe.concurrent('an index file', () => {
  it.each([
    ['empty', new Uint8Array(0), /is empty\. Restore it from a copy/],
    ['a PNG', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), /is not a file of a Nearcopy index\. Name the folder or the exported file of an index\./],
    ['a text', Buffer.from('This is no index, but a text of some length.\n'), /is not a file of a Nearcopy index/],
    ['a text of five bytes', Buffer.from('index'), /is cut short: it has only 5 bytes/],
    ['a program', Buffer.from(variantText(js, 'original')), /is not a file of a Nearcopy index/],
  ])('that is %s', async (name, bytes, message) => {
    const file = `file-${name.replaceAll(' ', '-')}.ncx`;
    space.write(file, bytes);
    await expectRefusal(file, message);
    await expectRefusal(file, message, (index) => nearcopy(['index', 'list', index], { cwd }));
  });

  it('that is truncated, at any place', async () => {
    const size = readFileSync(space.at('good-file.ncx')).length;
    for (const length of [1, 15, 17, 23, 100, Math.floor(size / 2), size - 1]) {
      const bad = victimFile();
      truncateSync(bad.path, length);
      await expectRefusal(bad.name, /bad\d+\.ncx is cut short: .*\. Restore it from a copy, or build the index again\./);
    }
  });

  it('with a byte too many', async () => {
    const bad = victimFile();
    writeFileSync(bad.path, Buffer.concat([readFileSync(bad.path), Buffer.from([0])]));
    await expectRefusal(bad.name, /is damaged: it has 1 bytes too many/);
  });

  it('with a flipped bit: found by verify, and no scan makes anything of it', async () => {
    const size = readFileSync(space.at('good-file.ncx')).length;
    for (let n = 0; n < 12; n++) {
      const bad = victimFile();
      flipBit(bad.path, Math.floor((size * (n + 0.5)) / 12));
      const verified = await nearcopy(['index', 'verify', bad.name], { cwd });
      expect([0, 2]).toContain(verified.code); // a bit in the padding between members harms nothing
      const scanned = await scanWith(bad.name);
      if (scanned.code === 2) expect(scanned.stderr).toMatch(/bad\d+\.ncx/);
      else expect([scanned.code, scanned.stdout.includes('packIntervals')]).toEqual([1, true]);
      expect(scanned.stderr).not.toMatch(/\n\s+at /);
    }
  });

  it('of a future version', async () => {
    // The manifest within says it first where the header's checksum is right.
    const bad = victimFile();
    const bytes = readFileSync(bad.path);
    bytes[8] = 9;
    writeFileSync(bad.path, bytes);
    await expectRefusal(bad.name, /its header has a wrong checksum|has format version 9/);
  });
});

describe.concurrent('a scan of many files, on threads', () => {
  it('says the same of a bad index, with the same exit code', async () => {
    for (let n = 0; n < 20; n++) space.write(`crowd/f${n}.js`, variantText(js, 'renamed'));
    const bad = victim();
    truncateSync(bad.segment, 0);
    const crowd = (index: string) => nearcopy(['scan', '-i', index, 'crowd'], { cwd });
    await expectRefusal(bad.name, /\S+\.segment is empty/, crowd);
    await expectRefusal('nowhere.ncx', /There is no index nowhere\.ncx/, crowd);
    await expectRefusal((await otherEngine()).name, /was built by engine/, crowd);
  });
});

/** A sound index that says another engine built it: the good one with its manifest written anew. */
async function otherEngine(): Promise<{ name: string }> {
  const { parseManifest, serialiseManifest } = await import('../../src/core/index/manifest.ts');
  const { name, manifest } = victim();
  writeFileSync(manifest, serialiseManifest({ ...parseManifest(readFileSync(manifest), 'manifest.json'), engine: 'nearcopy-tokens-0/old' }));
  return { name };
}
