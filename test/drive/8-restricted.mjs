import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const title = 'Opens a folder of somebody else without trusting it: his settings name no index';
export const trusted = false;

/** A workspace that wants an index of its own to be opened. */
export function prepare({ workspace }) {
  mkdirSync(join(workspace, '.vscode'));
  writeFileSync(join(workspace, '.vscode/settings.json'), JSON.stringify({ 'nearcopy.indexes': ['./evil.ncx'], 'nearcopy.keyFiles': ['./evil.key'] }));
}

export async function run(person, step) {
  const { page } = person;
  await step('opens it without trusting it', async () => {
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  });
  await step('is told of copies all the same, by the index of his own settings', async () => {
    await person.open('copies/javascript/renamed.js');
    await person.extensionReady();
    await person.squiggle();
    await person.openContainer('Nearcopy');
    const rows = await person.treeRows('Indexes');
    assert.ok(rows.some((row) => row.includes('fixtures')) && !rows.some((row) => row.includes('evil')), rows.join('\n'));
    await person.shoot('restricted-dark');
  });
  await step('is not offered what needs git', async () => {
    await person.press('F1');
    await person.waitForInput('>');
    await person.type('Nearcopy: Scan');
    const rows = await person.choices();
    assert.ok(rows.some((row) => row.includes('Scan Workspace')) && !rows.some((row) => row.includes('Scan Changed')), rows.join('\n'));
    await person.press('Escape');
  });
}
