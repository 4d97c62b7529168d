import assert from 'node:assert/strict';

export const title = 'Opens a copy, sees the warning, reads why, and looks at what can be done';

export async function run(person, step) {
  await step('opens a file with copied lines', async () => {
    await person.open('copies/javascript/renamed.js');
    await person.extensionReady();
  });
  await step('sees the wavy line', () => person.squiggle());
  await step('reads it in the Problems panel', async () => {
    const rows = await person.problems('Probably copied from');
    assert.ok(rows.some((row) => row.includes('sample-works 1.2.0 (MIT)') && row.includes('packIntervals')), rows.join('\n'));
    await person.shootThemes('problems');
    await person.press('Control+j');
  });
  await step('reads the hover', async () => {
    await person.open('copies/javascript/renamed.js');
    await person.goTo(5, 8);
    const text = await person.hover('not a legal verdict');
    assert.match(text, /sample-works 1\.2\.0/);
    assert.match(text, /lanes tracks/);
    await person.shootThemes('hover');
    await person.press('Escape');
  });
  await step('looks at the quick fixes', async () => {
    await person.goTo(5, 8);
    const titles = await person.quickFixes();
    for (const wanted of [/Attribute this code/, /Compare with the original/, /Take this code out/, /Ignore this match/, /is our own code/]) assert.ok(titles.some((one) => wanted.test(one)), `${wanted} of ${titles.join('\n')}`);
    await person.shootThemes('quick-fixes');
    await person.press('Escape');
  });
  await step('looks at the menu of the editor', async () => {
    await person.text.click({ button: 'right', position: { x: 200, y: 60 } });
    await person.page.locator('.monaco-menu .action-item', { hasText: 'Nearcopy' }).first().hover();
    await person.page.locator('.monaco-submenu .action-item', { hasText: 'Scan File' }).waitFor();
    await person.shoot('editor-menu-dark');
    await person.press('Escape', 'Escape');
  });
  await step('takes the code out, which ends the warning', async () => {
    await person.open('copies/javascript/renamed.js');
    await person.goTo(5, 8);
    await person.quickFixes();
    await person.choose('Take this code out');
    await person.noSquiggle();
    await person.save();
    assert.doesNotMatch(person.read('copies/javascript/renamed.js'), /layOutShifts\(/);
  });
}
