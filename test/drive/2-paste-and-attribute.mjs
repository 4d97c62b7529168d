import assert from 'node:assert/strict';

export const title = 'Types honest code, pastes a copy with Ctrl+V, and attributes it with a quick fix';

export async function run(person, step) {
  await step('opens a file and types', async () => {
    await person.open('src/tally.js');
    await person.extensionReady();
    await person.press('Control+End', 'Enter');
    await person.type('const answer = 42;');
    await person.save();
    await person.noSquiggle();
  });
  await step('pastes code from elsewhere', async () => {
    await person.press('Escape', 'Enter'); // a suggestion, where there is one, is not meant
    await person.paste(person.read('copies/javascript/renamed.js').replace(/^const HOURS.*\n/, ''));
    await person.squiggle();
  });
  await step('chooses to attribute it', async () => {
    await person.goTo(14, 8);
    await person.quickFixes();
    await person.choose('Attribute this code to sample-works');
  });
  await step('saves, and finds origin and licence in the file and in the notices', async () => {
    await person.page.locator('.tab.active.dirty').waitFor();
    await person.save();
    assert.match(person.read('src/tally.js'), /\/\/ SPDX-License-Identifier: MIT\n/);
    assert.match(await person.written('THIRD-PARTY-NOTICES.md'), /## sample-works 1\.2\.0/);
    await person.squiggle('info');
    await person.shootThemes('attributed');
    await person.open('THIRD-PARTY-NOTICES.md');
    await person.shoot('notices-dark');
  });
}
