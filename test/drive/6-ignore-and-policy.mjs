import assert from 'node:assert/strict';

export const title = 'Ignores a match with a reason, reviews the policy, and takes the ignore back';

export async function run(person, step) {
  const { page } = person;
  await step('opens a copy', async () => {
    await person.open('copies/javascript/renamed.js');
    await person.extensionReady();
    await person.squiggle();
  });
  await step('ignores it', async () => {
    await person.goTo(5, 8);
    await person.quickFixes();
    await person.choose('Ignore this match');
    await person.waitForInput('');
    await person.answer(' ');
    await page.locator('.quick-input-message', { hasText: 'A reason is needed' }).waitFor();
    await person.shootThemes('ignore-reason');
    await person.answer('We wrote both, see the minutes of May');
    await person.noSquiggle();
    assert.match(person.read('.nearcopy/policy.json'), /"reason": "We wrote both, see the minutes of May"/);
  });
  await step('reads the policy, which is completed and checked as it is typed', async () => {
    await person.command('Nearcopy: Open Policy');
    await page.locator('.tab.active[data-resource-name="policy.json"]').waitFor();
    await person.text.click({ position: { x: 300, y: 10 } });
    await person.press('Control+Home', 'End', 'Enter');
    await person.type('"se');
    const suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
    await suggestions.filter({ hasText: 'severity' }).first().waitFor();
    await page.waitForTimeout(500);
    await person.shootThemes('policy-completion');
    await person.press('Escape', 'Control+z', 'Control+z', 'Control+z');
    await person.command('File: Revert File');
    await page.locator('.tab.active:not(.dirty)').waitFor();
  });
  await step('takes the ignore back', async () => {
    await person.command('Nearcopy: Manage Ignored Findings');
    // Before it the rows of the palette are still there.
    await page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'sample-works' }).filter({ hasText: 'We wrote both' }).waitFor();
    await person.shootThemes('ignored');
    await person.pick('sample-works');
    await page.locator('.quick-input-count', { hasText: '1 Selected' }).waitFor();
    await person.press('Enter');
    await person.open('copies/javascript/renamed.js');
    await person.squiggle();
    assert.doesNotMatch(person.read('.nearcopy/policy.json'), /minutes of May/);
  });
  await step('says that it is his own code', async () => {
    await person.goTo(5, 8);
    await person.quickFixes();
    await person.choose('is our own code');
    await person.noSquiggle();
    assert.match(person.read('.nearcopy/policy.json'), /"ownWorks"/);
  });
  await step('is told of a mistake in the policy', async () => {
    const file = '.nearcopy/policy.json';
    person.write(file, '{\n  "severity": { "families": { "permissive": "loud" } }\n}\n');
    await person.open(file);
    await person.squiggle('error');
    await person.shoot('policy-mistake-dark');
  });
}
