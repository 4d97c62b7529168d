import assert from 'node:assert/strict';

export const title = 'Evaluates the accuracy on its own code, and takes the level that is recommended';

export async function run(person, step) {
  const { page } = person;
  await step('opens a file', async () => {
    await person.open('src/tally.js');
    await person.extensionReady();
  });
  await step('evaluates for a while, and cancels', async () => {
    await person.command('Nearcopy: Evaluate Accuracy');
    await person.pick('5 minutes');
    await person.message(/trying changed functions, \d+ of 300 seconds/);
    await person.shoot('evaluating-dark');
    await person.answerMessage('Evaluating accuracy', 'Cancel');
    await page.locator('.notification-toast', { hasText: 'Evaluating accuracy' }).waitFor({ state: 'hidden' });
    await page.waitForTimeout(1500);
    assert.equal(await person.messageCount(), 0, 'who cancels wants no message');
  });
  const view = await step('evaluates to the end', async () => {
    await person.command('Nearcopy: Evaluate Accuracy');
    await person.pick('1 minute');
    await page.locator('.tab', { hasText: 'Accuracy' }).waitFor({ timeout: 120_000 });
    const shown = await person.webView();
    await shown.locator('h1').waitFor();
    assert.match(await shown.locator('#in-use').innerText(), /In use: Normal\./);
    await person.shootThemes('evaluation');
    return shown;
  });
  await step('walks to a button with the keyboard, and uses the level', async () => {
    const strict = view.getByRole('button', { name: 'Use Strict' });
    await view.locator('body').click({ position: { x: 5, y: 5 } });
    await person.press('Tab');
    await person.press('Enter');
    await view.locator('#in-use', { hasText: 'In use: Strict.' }).waitFor();
    assert.equal(await strict.getAttribute('aria-pressed'), 'true');
    assert.match(await person.written('.vscode/settings.json'), /"nearcopy\.evidence\.level": "strict"/);
    await person.shoot('evaluation-strict-dark');
  });
  await step('sets a number, and goes back to a level, which wins over it', async () => {
    await person.set({ 'nearcopy.evidence.expectedAtMost': 0.01 });
    await view.locator('#in-use', { hasText: 'at most 0.01 times' }).waitFor();
    await view.getByRole('button', { name: 'Use Normal' }).click();
    await view.locator('#in-use', { hasText: 'In use: Normal.' }).waitFor();
    assert.match(await person.written('.vscode/settings.json'), /"nearcopy\.evidence\.expectedAtMost": null/);
  });
  await step('looks at the plots', async () => {
    for (const name of ['languages', 'language-javascript', 'changes']) {
      await view.locator(`#${name}`).evaluate((heading) => heading.scrollIntoView());
      await person.shootThemes(`evaluation-${name}`);
    }
  });
}
