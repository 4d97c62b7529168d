import assert from 'node:assert/strict';

export const title = 'Looks at the evidence, and at the original beside the copy';

export async function run(person, step) {
  await step('opens a copy', async () => {
    await person.open('copies/javascript/renamed.js');
    await person.extensionReady();
    await person.squiggle();
    await person.goTo(5, 8);
  });
  await step('shows the evidence', async () => {
    await person.command('Nearcopy: Show Evidence');
    const page = await person.webView();
    await page.locator('h1').waitFor();
    assert.match(await page.locator('h1').innerText(), /Probably copied from sample-works 1\.2\.0 \(MIT\)/);
    assert.match(await page.locator('body').innerText(), /a reason to look, not a legal verdict/);
    await person.shootThemes('evidence');
  });
  await step('compares with the original', async () => {
    await person.open('copies/javascript/renamed.js');
    await person.goTo(5, 8);
    await person.command('Nearcopy: Compare with Original');
    await person.page.locator('.monaco-diff-editor').first().waitFor();
    await person.page.waitForTimeout(1000);
    await person.shootThemes('compare');
  });
}
