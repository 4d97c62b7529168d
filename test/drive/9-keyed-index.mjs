import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { captured, node } from '../../scripts/steps.mjs';

export const title = 'Is given a keyed index, and names the file with its secret';

let keyed;
export const settings = ({ index }) => {
  const folder = join(index, '../..');
  keyed = { path: join(folder, 'company.ncx'), key: join(folder, 'company.key') };
  writeFileSync(keyed.key, 'f'.repeat(64));
  const { ok, output } = node('dist/cli.js', ['index', 'build', '--keyed', keyed.key, '--name', 'company-code', '--work-version', '7', '--license', 'LicenseRef-Company', '-o', keyed.path, join(folder, 'originals')], captured);
  if (!ok) throw new Error(output);
  return { 'nearcopy.indexes': [keyed.path] };
};

export async function run(person, step) {
  const { page } = person;
  const row = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Indexes' }) }).locator('.monaco-list-row', { hasText: 'company' }).first();
  await step('sees that a secret is wanted', async () => {
    await person.open('copies/javascript/renamed.js');
    await person.extensionReady();
    await person.openContainer('Nearcopy');
    assert.match((await person.treeRows('Indexes')).join('\n'), /It is keyed/);
    await row.hover();
    await page.waitForTimeout(300);
    await person.shootThemes('keyed-without-key');
  });
  await step('names the file', async () => {
    await row.hover();
    await row.locator('.action-label.codicon-key').click();
    await page.waitForTimeout(1000);
    await person.answerFileDialog(keyed.key);
    await person.squiggle();
    assert.ok((await person.problems('Probably copied from company-code')).length > 0);
    await person.press('Control+j');
    await person.shoot('keyed-dark');
  });
}
