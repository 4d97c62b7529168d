import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { CLI, nearcopy, start, outcomeOf, succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { contentsOf, Workspace } from './support/workspace.ts';

// What the file system refuses: reading, writing, room.

const space = new Workspace();
const cwd = space.path;
const js = caseOf('javascript');
afterAll(() => space.dispose());

beforeAll(async () => {
  space.work('kit', { name: 'kit', license: 'MIT' }, { 'lanes.js': variantText(js, 'original') });
  await succeed(['index', 'build', '-o', 'kit.ncx', 'kit'], { cwd });
});

/** Runs as somebody without rights: as `nobody` where the tests run as root, to whom all is allowed, else as ourselves. */
const isRoot = process.getuid?.() === 0;
const asNobody = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
const canBeNobody = !isRoot || spawnSync('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', 'true']).status === 0;
if (!canBeNobody) console.warn('skipped: permission tests, because the tests run as root and there is no setpriv to become somebody else');

describe.skipIf(!canBeNobody)('without permission', () => {
  const cli = space.at('dist/cli.js');
  const run = (...args: string[]) => nearcopy(args, { cwd, cli, through: asNobody });

  beforeAll(() => {
    // The checkout may lie where nobody else may go.
    cpSync(dirname(CLI), space.at('dist'), { recursive: true, filter: (path) => !path.includes('/tools') });
    chmodSync(cwd, 0o755);
    for (const name of ['open', 'shut', 'source']) space.write(`tree/${name}/copy.js`, variantText(js, 'renamed'));
    space.write('tree/open/private.js', variantText(js, 'renamed'));
    chmodSync(space.at('tree/open/private.js'), 0o000);
    chmodSync(space.at('tree/shut'), 0o000);
  });
  afterAll(() => chmodSync(space.at('tree/shut'), 0o755));

  it('a scan leaves out the folder and the file with a reason, and goes on', async () => {
    const { code, stdout } = await run('scan', '-i', 'kit.ncx', '--format', 'json', 'tree');
    const report = JSON.parse(stdout) as Report;
    expect(code).toBe(1);
    expect(report.skipped).toEqual([{ file: 'tree/open/private.js', reason: 'permission denied' }, { file: 'tree/shut', reason: 'permission denied' }]);
    expect(report.findings.map(({ file }) => file)).toEqual(['tree/open/copy.js', 'tree/source/copy.js']);
  });

  it('a scan of just that folder or just that file says so', async () => {
    for (const path of ['tree/shut', 'tree/shut/copy.js', 'tree/open/private.js']) {
      const { code, stderr } = await run('scan', '-i', 'kit.ncx', path);
      expect([code, stderr]).toEqual([2, `nearcopy: ${path}: permission denied. Check the path.\n`]);
    }
  });

  it('an index that may not be read says so', async () => {
    await succeed(['index', 'export', 'kit.ncx', '--single', 'private.ncx'], { cwd });
    chmodSync(space.at('private.ncx'), 0o000);
    const { code, stderr } = await run('scan', '-i', 'private.ncx', 'tree/open/copy.js');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^nearcopy: .*private\.ncx.*permission denied|^nearcopy: EACCES: permission denied, open '.*private\.ncx'\n$/)]);
  });

  it('a build of a source leaves out what may not be read, and tells how much', async () => {
    mkdirSync(space.at('inbox'));
    chmodSync(space.at('inbox'), 0o777);
    const { code, stdout } = await run('index', 'build', '-o', 'inbox/tree.ncx', 'tree');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^tree \(NOASSERTION\): 2 files, 1 new function; skipped 2 permission denied\n$/)]);
    const refused = await run('index', 'build', '-o', 'inbox/shut.ncx', 'tree/shut');
    expect([refused.code, refused.stderr]).toEqual([2, 'nearcopy: tree/shut: permission denied. Check that you may read it.\n']);
  });

  it('an index that may not be written stays as it is, and the message names it', async () => {
    const before = contentsOf(space.at('kit.ncx'));
    for (const args of [['index', 'add', 'kit.ncx', 'tree/open'], ['index', 'remove', 'kit.ncx', 'kit'], ['index', 'build', '-o', 'kit.ncx', 'tree/open'], ['index', 'build', '-o', 'new.ncx', 'tree/open'], ['index', 'export', 'kit.ncx', '--single', 'new.ncx']]) {
      const { code, stdout, stderr } = await run(...args);
      expect(stderr, args.join(' ')).toMatch(/^nearcopy: .*permission denied.*(kit|new)\.ncx.*\n$|^nearcopy: .*(kit|new)\.ncx.*permission denied.*\n$/);
      expect([code, stdout]).toEqual([2, '']);
    }
    expect(contentsOf(space.at('kit.ncx'))).toEqual(before);
    expect(existsSync(space.at('new.ncx'))).toBe(false);
  });

  it('an index that may only be read is scanned with', async () => {
    const { code } = await run('scan', '-i', 'kit.ncx', 'tree/open/copy.js');
    expect(code).toBe(1);
  });
});

describe('where a folder should be and is none', () => {
  it('the message names the place', async () => {
    space.write('plain', 'a file');
    for (const [args, message] of [
      [['index', 'build', '-o', 'plain/x.ncx', 'kit'], /plain\/x\.ncx|not a directory/i],
      [['index', 'build', '-o', 'plain', 'kit'], /plain is a file\. Name a folder for the index, or remove the file\./],
      [['index', 'export', 'kit.ncx', '--single', 'plain/x.ncx'], /plain\/x\.ncx/],
      [['index', 'export', 'kit.ncx', '--single', 'kit'], /kit is a folder\. Name a file for the exported index\./],
      [['scan', '-i', 'plain/x.ncx', 'kit'], /plain\/x\.ncx/],
      [['index', 'build', '-o', 'y.ncx', 'plain/x'], /plain\/x: not a folder/],
    ] as const) {
      const { code, stderr } = await nearcopy(args, { cwd });
      expect(stderr, args.join(' ')).toMatch(message);
      expect(code).toBe(2);
    }
  });
});

const small = space.at('small');
mkdirSync(small);
const isSmall = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=80k', 'tmpfs', small]).status === 0;
if (!isSmall) console.warn('skipped: a full disk, because this process may not mount a small file system to fill');
afterAll(() => isSmall && spawnSync('umount', [small]));

describe.skipIf(!isSmall)('on a full disk', () => {
  beforeAll(() => {
    for (let n = 0; n < 40; n++) {
      const own = Array.from({ length: 12 }, (_, k) => variantText(js, 'original').replaceAll('lane', `lane${n}x${k}`).replaceAll('+= 1', `+= ${n * 12 + k}`)).join('\n');
      space.write(`big/f${n}.js`, own);
    }
  });

  it('a build ends with exit code 2 and leaves nothing', async () => {
    const { code, stdout, stderr } = await nearcopy(['index', 'build', '-o', 'small/big.ncx', 'big'], { cwd });
    expect(stderr).toMatch(/^nearcopy: .*no space left/i);
    expect([code, stdout]).toEqual([2, '']);
    expect(readdirSync(small)).toEqual([]);
  });

  it('add and export leave the old index as it was', async () => {
    await succeed(['index', 'build', '-o', 'small/kit.ncx', 'kit'], { cwd });
    await succeed(['index', 'build', '-o', 'big.ncx', 'big'], { cwd });
    const before = contentsOf(space.at('small/kit.ncx'));
    for (const args of [['index', 'add', 'small/kit.ncx', 'big'], ['index', 'export', 'big.ncx', '--single', 'small/one.ncx'], ['index', 'merge', 'small/kit.ncx', 'big.ncx', '-o', 'small/kit.ncx']]) {
      const { code, stderr } = await nearcopy(args, { cwd });
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^nearcopy: .*no space left/i)]);
      expect(contentsOf(space.at('small/kit.ncx'))).toEqual(before);
      expect(readdirSync(small)).toEqual(['kit.ncx']);
    }
    expect(await succeed(['index', 'verify', 'small/kit.ncx'], { cwd })).toBe('small/kit.ncx is sound\n');
  });
});

describe('a closed pipe', () => {
  it('ends a scan quietly', async () => {
    for (let n = 0; n < 8; n++) space.write(`many/f${n}.js`, variantText(js, 'renamed'));
    const child = start(['scan', '-i', 'kit.ncx', 'many'], { cwd });
    child.stdout!.destroy();
    const { stderr } = await outcomeOf(child);
    expect(stderr).toBe('');
  });
});
