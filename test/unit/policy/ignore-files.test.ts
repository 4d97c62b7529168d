import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ignoreRules, isIgnoredByFiles } from '../../../src/policy/ignore-files.ts';
import { walkForScan } from '../../../src/sources/walk-for-scan.ts';

/** By folder, what its ignore files say. */
type Files = Readonly<Record<string, string>>;

const leavesOut = (files: Files, path: string): boolean => isIgnoredByFiles(path, (folder) => (files[folder] === undefined ? null : ignoreRules([files[folder]])));

describe('ignore files of folders', () => {
  it('hold for what lies below them', () => {
    expect(leavesOut({ '': '*.min.js\n' }, 'a/b.min.js')).toBe(true);
    expect(leavesOut({ a: '/b.js\n' }, 'a/b.js')).toBe(true);
    expect(leavesOut({ a: '/b.js\n' }, 'b.js')).toBe(false);
  });

  it('are overruled by inner ones, but not in a folder that is left out', () => {
    const files: Files = { '': '*.js\nout/\n', src: '!kept.js\n', out: '!kept.js\n' };
    expect(leavesOut(files, 'src/kept.js')).toBe(false);
    expect(leavesOut(files, 'src/other.js')).toBe(true);
    expect(leavesOut(files, 'out/kept.js')).toBe(true);
  });

  it('may begin with a byte order mark', () => expect(leavesOut({ '': '\uFEFFout/\n' }, 'out/a.js')).toBe(true));
});

describe('the editor and a scan', () => {
  let folder: string;
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('leave out the same files', async () => {
    folder = mkdtempSync(join(tmpdir(), 'nearcopy-test-'));
    const rules: Files = { '': 'build/\n*.gen.js\n/top.js\nlib/*\n!lib/own/\n', a: '!b.gen.js\nbuild/*\n', 'a/c': '!c.gen.js\n*.txt\n', 'lib/own': 'x.js\n' };
    const paths = ['top.js', 'a/top.js', 'build/x.js', 'a/build/x.js', 'a/b.gen.js', 'a/c/c.gen.js', 'a/c/d.gen.js', 'a/c/e.js', 'lib/x.js', 'lib/own/x.js', 'lib/own/y.js', 'lib/other/z.js'];
    mkdirSync(join(folder, '.git'));
    for (const path of paths) write(path, 'x');
    for (const [at, text] of Object.entries(rules)) write(join(at, '.gitignore'), text);
    const scanned = new Set<string>();
    for await (const found of walkForScan([folder], { cwd: folder })) if (found.kind === 'file') scanned.add(found.path);
    expect(paths.filter((path) => !leavesOut(rules, path))).toEqual(paths.filter((path) => scanned.has(path)));
    expect(scanned.has('a/b.gen.js')).toBe(true);
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
