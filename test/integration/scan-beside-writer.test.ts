import { cpSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as scan from '../../src/host/node/scan.ts';
import { bundled } from './support/bundled.ts';
import { succeed, timeless } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

// A scan whose index changes between the moment when its remembered results are opened and the moment when its threads open the index.

const space = new Workspace();
let scanPaths: typeof scan.scanPaths;
afterAll(() => space.dispose());

beforeAll(async () => {
  ({ scanPaths } = await bundled<typeof scan>('host/node/scan.ts', space.at('dist')));
  space.write('one/lanes.js', variantText(caseOf('javascript'), 'original'));
  space.write('two/lanes.py', variantText(caseOf('python'), 'original'));
  await succeed(['index', 'build', '-o', 'one.ncx', '--license', 'MIT', 'one'], { cwd: space.path });
  await succeed(['index', 'build', '-o', 'both.ncx', '--license', 'MIT', 'one'], { cwd: space.path });
  await succeed(['index', 'add', 'both.ncx', '--license', 'MIT', 'two'], { cwd: space.path });
});

const putInPlace = (index: string) => {
  rmSync(space.at('kit.ncx'), { recursive: true, force: true });
  cpSync(space.at(index), space.at('kit.ncx'), { recursive: true });
};

/** Is asked of each file during the walk. */
class Asked extends Set<string> {
  readonly #isAsked: () => void;
  constructor(isAsked: () => void) {
    super();
    this.#isAsked = isAsked;
  }
  override has(): boolean {
    this.#isAsked();
    return true;
  }
}

describe.each([['a few files, in its own thread', 1], ['many files, in threads', 20]])('a scan of %s', (_, copies) => {
  it('remembers nothing that another index has told it', async () => {
    for (let n = 0; n < copies; n++) {
      space.write(`repo${copies}/${n}.js`, `// ${n}\n${variantText(caseOf('javascript'), 'renamed')}`);
      space.write(`repo${copies}/${n}.py`, `# ${n}\n${variantText(caseOf('python'), 'renamed')}`);
    }
    const request = { paths: [`repo${copies}`], cwd: space.path, indexes: [space.at('kit.ncx')], policy: null, cache: space.at(`cache${copies}`) };
    putInPlace('one.ncx');
    const before = await scanPaths({ ...request, cache: null });
    expect(before.findings).toHaveLength(copies);
    expect((await scanPaths({ ...request, only: new Asked(() => putInPlace('both.ncx')) })).findings).toHaveLength(2 * copies);
    putInPlace('one.ncx');
    expect(timeless(await scanPaths(request))).toEqual(timeless(before));
  });
});
