#!/usr/bin/env node
// Installs nearcopy.vsix into a fresh VS Code and uses it as a person does: the scenarios of test/drive, one after the other.
//   node scripts/editor/drive.mjs [--only=TEXT] [--vsix=FILE] [--result=FILE]
// `--only` takes the scenarios whose file or title holds the text. Pictures go to .work/shots.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, secondsSince } from '../steps.mjs';
import { installEditor } from './install.mjs';
import { Person, THEMES } from './person.mjs';
import { startEditor } from './start-editor.mjs';
import { makeTestWorkspace } from './test-workspace.mjs';

const folder = join(root, 'test/drive');
const valueOf = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const vsix = resolve(valueOf('vsix') ?? join(root, 'nearcopy.vsix'));

const counted = { passed: 0, failed: 0 };
if (!existsSync(vsix)) console.log(`${vsix} is missing: make it with npm run package`);
if (!existsSync(vsix) || !installEditor()) counted.failed++;
else await driveAll();
if (valueOf('result')) writeFileSync(valueOf('result'), JSON.stringify(counted));
console.log(`${counted.passed} passed, ${counted.failed} failed`);
process.exitCode = counted.failed === 0 ? 0 : 1;

async function driveAll() {
  const only = valueOf('only') ?? '';
  const scenarios = await Promise.all(readdirSync(folder).filter((file) => file.endsWith('.mjs')).sort()
    .map(async (file) => ({ file, ...(await import(pathToFileURL(join(folder, file)).href)) })));
  const chosen = scenarios.filter(({ file, title }) => file.includes(only) || title.includes(only));
  if (chosen.length === 0) throw new Error(`no scenario of test/drive holds "${only}"`);
  for (const scenario of chosen) await drive(scenario);
}

/** Each has a server, a window and a workspace of its own, so that none stands on what another left. */
async function drive({ file, title, settings, trusted = true, prepare, run }) {
  const start = performance.now();
  console.log(`\n  ${title}`);
  const { folder, workspace, index, remove } = makeTestWorkspace();
  prepare?.({ workspace });
  const own = typeof settings === 'function' ? settings({ index }) : settings ?? { 'nearcopy.indexes': [index] };
  const editor = await startEditor({ vsix: [vsix], settings: { 'workbench.colorTheme': THEMES.dark.name, ...own }, trusted });
  const page = await editor.context.newPage();
  const person = new Person({ page, editor, folder, workspace, index });
  const step = async (name, action) => {
    const begun = performance.now();
    const result = await action();
    console.log(`    ${name} (${secondsSince(begun)})`);
    return result;
  };
  try {
    await step('opens the window', () => person.openWindow());
    await run(person, step);
    const outside = editor.outsideRequests();
    if (outside.length > 0) throw new Error(`requests to other machines: ${[...new Set(outside)].join(', ')}`);
    counted.passed++;
    console.log(`    ok, and no request left the machine (${secondsSince(start)})`);
  } catch (error) {
    counted.failed++;
    const picture = `failed-${file.replace('.mjs', '')}`;
    await person.shoot(picture).catch(() => undefined);
    console.log(`    FAILED (${secondsSince(start)}), the window as it was: .work/shots/${picture}.png\n${error.stack}`);
  } finally {
    await editor.stop();
    remove();
  }
}
