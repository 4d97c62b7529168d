import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const title = 'Builds an index from a folder, adds to it, finds with it, and takes a work out again';
export const settings = { 'nearcopy.starterIndex': 'never' };

/** Two projects, of which one holds the original of a copy in the workspace. */
function projects(folder) {
  for (const [name, license, files] of [['lane-packer', 'GPL-3.0-only', ['javascript']], ['shift-planner', 'Apache-2.0', ['python', 'java']]]) {
    const path = join(folder, name);
    mkdirSync(path);
    writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '2.0.0', license }));
    for (const language of files) cpSync(join(folder, 'originals', language), join(path, language), { recursive: true });
  }
}

export async function run(person, step) {
  const { page } = person;
  const tree = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Indexes' }) });
  const row = (text) => tree.locator('.monaco-list-row', { hasText: text }).first();
  await step('sees that there is no index', async () => {
    projects(person.folder);
    await person.open('copies/javascript/renamed.js');
    await person.extensionReady();
    await page.locator('.statusbar-item', { hasText: 'Nearcopy: no index' }).waitFor();
    await person.openContainer('Nearcopy');
    await tree.locator('.monaco-button', { hasText: 'Build Index from Folder' }).waitFor();
    await person.shootThemes('no-index');
  });
  await step('asks the status item what to do', async () => {
    await person.statusItem.click();
    assert.match((await person.choices())[0], /Build an index from a folder/);
    await person.shootThemes('menu-no-index');
    await person.pick('Build an index from a folder');
  });
  await step('builds an index', async () => {
    await page.waitForTimeout(1000);
    await person.shoot('build-folder-dark');
    await person.answerFileDialog(`${join(person.folder, 'lane-packer')}/`);
    await person.waitForInput('lane-packer');
    await person.shoot('build-name-dark');
    await person.answer('our/own');
    await page.locator('.quick-input-message', { hasText: 'Use letters' }).waitFor();
    await person.answer('our own');
    assert.match(await person.message('new.'), /lane-packer 2\.0\.0 \(GPL-3\.0-only\): \d+ functions? new\./);
    await person.shootThemes('build-end');
    await person.answerMessage('new.', 'Show Indexes');
  });
  await step('the open file is checked against it at once', async () => {
    await person.squiggle();
    assert.ok((await person.problems('Probably copied from lane-packer')).length > 0);
    await person.press('Control+j');
  });
  await step('adds another project', async () => {
    await row('our own').hover();
    await row('our own').click({ button: 'right' });
    await page.locator('.monaco-menu .action-item', { hasText: 'Add to Index' }).first().waitFor();
    await person.shoot('index-menu-dark');
    await page.locator('.monaco-menu .action-item', { hasText: 'Add to Index' }).first().click();
    await person.choices();
    await person.shoot('add-kind-dark');
    await person.pick('Folder');
    await page.waitForTimeout(1000);
    await person.answerFileDialog(`${join(person.folder, 'shift-planner')}/`);
    await person.message('shift-planner 2.0.0');
    await person.closeMessages();
  });
  await step('looks at the works by licence', async () => {
    await row('our own').click();
    await row('ermissive').click();
    await row('trong copyleft').click();
    await row('shift-planner 2.0.0').waitFor();
    await row('lane-packer 2.0.0').waitFor();
    await person.shootThemes('indexes');
  });
  await step('verifies it', async () => {
    await person.command('Nearcopy: Verify Index');
    await person.pickIfAsked('our own');
    await person.message('our own.ncx is whole');
    await person.closeMessages();
  });
  await step('takes a work out', async () => {
    await person.command('Nearcopy: Remove Work from Index');
    await person.pickIfAsked('our own');
    await person.pick('lane-packer 2.0.0');
    await page.locator('.quick-input-count', { hasText: '1 Selected' }).waitFor();
    await person.shoot('remove-work-dark');
    await person.press('Enter');
    await page.locator('.monaco-dialog-box', { hasText: 'Remove lane-packer 2.0.0' }).waitFor();
    await person.shoot('remove-work-question-dark');
    await person.answerDialog('Remove');
    await row('lane-packer 2.0.0').waitFor({ state: 'hidden' });
    await row('1 work').waitFor();
  });
  await step('and its findings are gone', async () => {
    await person.open('copies/javascript/renamed.js');
    await person.noSquiggle();
  });
}
