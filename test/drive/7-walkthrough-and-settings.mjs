import assert from 'node:assert/strict';

export const title = 'Gets started with the walkthrough, looks at the settings, and switches off and on';

export async function run(person, step) {
  const { page } = person;
  const guide = page.locator('.gettingStartedContainer');
  await step('opens the walkthrough', async () => {
    await person.open('src/tally.js');
    await person.extensionReady();
    await person.command('Nearcopy: Get Started');
    await guide.getByText('Get Started with Nearcopy').first().waitFor();
    await page.waitForTimeout(1500); // its pictures
    await person.shootThemes('walkthrough');
  });
  await step('opens the sample file, which ends in a real finding', async () => {
    await guide.getByRole('button', { name: 'Open Sample File' }).first().click();
    await page.locator('.tab.active[data-resource-name="load-trucks.js"]').waitFor();
    await person.squiggle();
    await page.waitForTimeout(1000);
    await person.shootThemes('sample');
    await guide.locator('.codicon-getting-started-step-checked').first().waitFor();
  });
  for (const name of ['Look at the evidence', 'Choose what to compare with', 'Say what matters']) {
    await step(`reads the step "${name}"`, async () => {
      await guide.locator('.getting-started-step', { hasText: name }).first().click();
      await page.waitForTimeout(800);
      await person.shoot(`walkthrough-${name.split(' ')[0].toLowerCase()}-dark`);
    });
  }
  await step('shows the evidence from its step', async () => {
    await guide.locator('.getting-started-step', { hasText: 'Look at the evidence' }).first().click();
    await guide.getByRole('button', { name: 'Show Evidence' }).first().click();
    const view = await person.webView();
    await view.getByText('Probably copied from').first().waitFor();
    await person.shoot('walkthrough-evidence-dark');
  });
  await step('looks at the settings', async () => {
    await person.command('View: Close All Editors');
    await person.press('Control+,');
    const search = page.locator('.settings-editor .suggest-input-container').first();
    await search.waitFor();
    await search.click();
    await person.type('@ext:nearcopy.nearcopy');
    await page.locator('.settings-editor .setting-item-contents', { hasText: 'Look for copied code' }).first().waitFor();
    await page.waitForTimeout(1500);
    await person.shootThemes('settings');
    for (let i = 1; i <= 3; i++) {
      await page.locator('.settings-editor .settings-tree-container').hover();
      for (let turn = 0; turn < 8; turn++) await page.mouse.wheel(0, 120);
      await page.waitForTimeout(600);
      await person.shoot(`settings-${i}-dark`);
    }
    while (await page.locator('.settings-editor').isVisible()) {
      await person.press('Escape'); // first the suggestions, then the settings, which lie over the window
      await page.waitForTimeout(500);
    }
  });
  await step('switches off and on by the status item', async () => {
    await person.open('copies/javascript/renamed.js');
    await person.squiggle();
    await person.statusItem.click();
    assert.ok((await person.choices()).some((row) => row.includes('Turn off')));
    await person.shootThemes('menu');
    await person.pick('Turn off');
    await person.noSquiggle();
    await page.locator('.statusbar-item', { hasText: 'Nearcopy off' }).waitFor();
    await person.shoot('off-dark');
    await person.statusItem.click();
    await person.pick('Turn on');
    await person.squiggle();
  });
  await step('finds the commands in the palette', async () => {
    await person.press('F1');
    await person.waitForInput('>');
    await person.type('Nearcopy: ');
    await person.choices();
    await page.waitForTimeout(500);
    await person.shootThemes('palette');
    await person.press('Escape');
  });
}
