import { afterAll, beforeAll, expect, it } from 'vitest';
import { caseOf, variantText } from '../integration/support/copies.ts';
import { killedAtRandom } from '../integration/support/interruption.ts';
import { Workspace } from '../integration/support/workspace.ts';

const space = new Workspace();
const js = caseOf('javascript');
afterAll(() => space.dispose());

beforeAll(() => {
  space.work('kit', { name: 'kit', license: 'MIT' }, { 'lanes.js': variantText(js, 'original') });
  space.write('asked.js', variantText(js, 'renamed'));
  for (let n = 0; n < 150; n++) space.write(`long/f${n}.js`, variantText(js, 'original').replaceAll('lane', `lane${n}`).replaceAll('+= 1', `+= ${n}`));
});

it('100 writers that are killed at random moments leave the old index or the new one', async () => {
  const { states } = await killedAtRandom(space, { times: 100, seed: 4 });
  console.info(`old ${states.filter((state) => state === 'old').length}, new ${states.filter((state) => state === 'new').length}`);
  expect(states).toHaveLength(100);
  expect(states).toContain('old');
}, 900_000);
