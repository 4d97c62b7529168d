import { afterAll, beforeAll, expect, it } from 'vitest';
import { succeed } from '../integration/support/cli.ts';
import { caseOf, variantText } from '../integration/support/copies.ts';
import { killChanges, killSummary, type Kill, type Operation } from '../integration/support/killing.ts';
import { Workspace } from '../integration/support/workspace.ts';

// The promise of index/FORMAT.md, section 7: killed at any time, a writer leaves the old index or the new one.

const space = new Workspace();
const js = caseOf('javascript');
afterAll(() => space.dispose());

/** A work of so many files that a change of it takes a while to write. */
function work(name: string, version: string, files: number): void {
  const texts = Array.from({ length: files }, (_, n) => [`f${n}.js`, variantText(js, 'original').replaceAll('lane', `${name}${version}${n}`).replaceAll('+= 1', `+= ${n}`)] as const);
  space.work(`${name}${version}`, { name, version: `${version}.0.0`, license: 'MIT' }, Object.fromEntries(texts));
}

beforeAll(async () => {
  const index = (...args: string[]) => succeed(['index', ...args], { cwd: space.path });
  work('base', '1', 40);
  work('more', '1', 20);
  work('more', '2', 20);
  await index('build', '-o', 'base.ncx', 'base1');
  await index('build', '-o', 'more.ncx', 'more1');
  await index('merge', 'base.ncx', 'more.ncx', '-o', 'both.ncx');
}, 300_000);

const operations: readonly Operation[] = [
  { name: 'add', before: space.at('base.ncx'), args: (target) => ['index', 'add', target, 'more1', '--workers', '1'] },
  { name: 'update', before: space.at('both.ncx'), args: (target) => ['index', 'update', target, 'more2', '--workers', '1'] },
  { name: 'remove', before: space.at('both.ncx'), args: (target) => ['index', 'remove', target, 'more'] },
  { name: 'merge', before: space.at('base.ncx'), args: (target) => ['index', 'merge', target, 'more.ncx', '-o', target] },
];

it('200 writers that are killed in the middle of add, update, remove and merge leave the old index or the new one', async () => {
  let state = 4;
  const random = (): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 2 ** 32;
  const kills: Kill[] = [];
  for (const operation of operations) kills.push(...await killChanges(space.path, operation, 200 / operations.length, random));
  console.info(killSummary(kills));
  expect(kills).toHaveLength(200);
  // They hit all that a writer does, most of them where it counts.
  expect(new Set(kills.map((kill) => kill.stage))).toEqual(new Set(['locked', 'writing', 'published', 'done']));
  expect(kills.filter((kill) => kill.stage === 'writing').length).toBeGreaterThan(40);
  expect(new Set(kills.map((kill) => kill.state))).toEqual(new Set(['old', 'new']));
}, 1_800_000);
