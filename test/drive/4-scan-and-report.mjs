import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const title = 'Scans the workspace, cancels, scans again, sorts what was found, and exports it';

const FILES = 1500;

/** Enough honest code that a scan takes a while. */
export function prepare({ workspace }) {
  const folder = join(workspace, 'many');
  mkdirSync(folder);
  for (let n = 0; n < FILES; n++) writeFileSync(join(folder, `file-${n}.js`), Array.from({ length: 12 }, (_, k) => honest(n, k)).join('\n'));
}

const honest = (n, k) => `export function step${n}_${k}(left, right) {
  const seen = [];
  for (let i = ${k}; i < left.length + ${n}; i += ${(k % 3) + 1}) {
    if (left[i] ${['>', '<', '!=='][n % 3]} ${n + k} && right.has(left[i])) seen.push(left[i] ${['*', '+', '-', '%'][k % 4]} ${n});
    else seen.push(right.get(i) ?? ${k});
  }
  return ${k % 2 ? 'seen.filter((one) => one !== null)' : 'seen.map((one, at) => one + at)'};
}
`;

export async function run(person, step) {
  const { page } = person;
  const findings = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Findings' }) }).locator('.monaco-list-row');
  await step('opens a file, and the Findings view', async () => {
    await person.open('src/tally.js');
    await person.extensionReady();
    await person.openContainer('Nearcopy');
    await page.locator('.pane-body', { hasText: 'No copied code has been found so far' }).waitFor();
    await person.shootThemes('views-empty');
  });
  await step('scans, and cancels half-way', async () => {
    await person.command('Nearcopy: Scan Workspace');
    await person.message(/Scanning: \d+ of 1,5\d\d files/);
    await person.shoot('scanning-dark');
    await person.answerMessage('Scanning', 'Cancel');
    await page.locator('.notification-toast', { hasText: 'Scanning' }).waitFor({ state: 'hidden' });
    await page.waitForTimeout(1500);
    assert.equal(await person.messageCount(), 0, 'who cancels wants no message');
  });
  await step('scans to the end', async () => {
    await person.command('Nearcopy: Scan Workspace');
    assert.match(await person.message('findings in'), /\d+ findings in 1,5\d\d files/);
    await person.shootThemes('scan-end');
    await person.answerMessage('findings in', 'Show Findings');
  });
  await step('scans once more: results are remembered', async () => {
    const start = performance.now();
    await person.command('Nearcopy: Scan Workspace');
    await person.message('findings in');
    console.log(`      the second scan took ${((performance.now() - start) / 1000).toFixed(1)} s`);
    await person.closeMessages();
  });
  await step('looks at the findings by file, by work and by licence', async () => {
    assert.ok((await person.treeRows('Findings')).some((row) => row.includes('edited.c')));
    await person.shootThemes('findings-by-file');
    for (const [grouping, shown] of [['Work', 'sample-works'], ['Licence', 'MIT']]) {
      await person.command('Nearcopy: Group Findings By');
      await person.pick(grouping);
      await findings.filter({ hasText: shown }).first().waitFor();
      await person.shoot(`findings-by-${grouping.toLowerCase()}-dark`);
    }
    await person.command('Nearcopy: Group Findings By');
    await person.pick('File');
  });
  await step('filters', async () => {
    await person.command('Nearcopy: Filter Findings');
    await page.waitForTimeout(500);
    await person.shoot('filter-dark');
    await person.answer('python');
    await page.locator('.pane-body .message', { hasText: 'of' }).first().waitFor();
    await findings.filter({ hasText: 'edited.c' }).first().waitFor({ state: 'hidden' });
    await findings.filter({ hasText: 'edited.py' }).first().waitFor();
    await person.shoot('findings-filtered-dark');
    await person.command('Nearcopy: Clear Filter');
    await findings.filter({ hasText: 'edited.c' }).first().waitFor();
  });
  await step('opens a finding, and its menu', async () => {
    await findings.filter({ hasText: 'edited.c' }).first().click();
    await findings.filter({ hasText: 'sample-works' }).first().click();
    await person.squiggle();
    await findings.filter({ hasText: 'sample-works' }).first().click({ button: 'right' });
    await page.locator('.monaco-menu .action-item', { hasText: 'Show Evidence' }).first().waitFor();
    await person.shoot('finding-menu-dark');
    await person.press('Escape');
  });
  await step('finds them again after a reload of the window', async () => {
    await page.waitForTimeout(2000); // they are kept a moment after they were found
    await person.reload();
    await person.extensionReady();
    await findings.filter({ hasText: 'edited.c' }).first().waitFor({ timeout: 60_000 });
  });
  await step('scans, and exports the report as HTML and as SARIF', async () => {
    await person.command('Nearcopy: Scan Workspace');
    await person.message('findings in');
    await person.answerMessage('findings in', 'Export Report');
    await page.waitForTimeout(500);
    await person.shootThemes('export-format');
    await person.pick('HTML');
    await person.answerFileDialog();
    await person.message('The report is in');
    await person.closeMessages();
    await person.command('Nearcopy: Export Report');
    await person.pick('SARIF');
    await person.answerFileDialog();
    await person.message('The report is in');
    const sarif = JSON.parse(person.read('nearcopy-report.sarif'));
    assert.ok(sarif.runs[0].results.length > 0);
  });
  await step('reads the report in a browser', async () => {
    const file = join(person.workspace, 'nearcopy-report.html');
    assert.ok(existsSync(file));
    await person.shootPage(`file://${file}`, 'report');
  });
}
