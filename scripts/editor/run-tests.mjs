#!/usr/bin/env node
// Runs the suite of test/vscode inside the extension host of a real VS Code.
//   node scripts/editor/run-tests.mjs [--web] [--grep=TEXT]    Node's extension host, or the web worker's
// It also stands in for the program of a desktop VS Code, as vscodeExecutablePath of @vscode/test-electron and in
// .vscode-test.mjs: then what to run is in the flags that these give to VS Code.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import { root, secondsSince } from '../steps.mjs';
import { bundleTests, testsPath } from './bundle-tests.mjs';
import { installEditor } from './install.mjs';
import { extensionId } from './places.mjs';
import { startEditor } from './start-editor.mjs';
import { makeTestWorkspace } from './test-workspace.mjs';

const TIMEOUT_SECONDS = Number(process.env.NEARCOPY_EDITOR_TIMEOUT ?? 900);
/** What VS Code writes in any window, and says nothing of a test. */
const NOISE = /^(Resolv(ing|ed) connection|Creating a socket|\[reconnection-grace|\[Service Worker|Ignoring fetching|Updating additional|\[AgentHost|\[AccountPolicyGate|Timed out waiting for authentication provider|Canceled: Canceled)/;
const pictures = join(root, '.work/shots');

const args = process.argv.slice(2);
const valuesOf = (name) => args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => arg.slice(name.length + 3));
const web = args.includes('--web');
const host = web ? 'web' : 'node';

process.exitCode = await main();

async function main() {
  if (!installEditor()) return report({ passed: 0, failed: 1 });
  const [givenTests] = valuesOf('extensionTestsPath');
  if (!givenTests) await bundleTests({ grep: valuesOf('grep')[0] });
  const extensions = valuesOf('extensionDevelopmentPath').map((path) => resolve(path));
  const folder = args.find((arg) => !arg.startsWith('-'));
  const fixture = folder ? undefined : makeTestWorkspace();
  try {
    return await runIn({
      extensions: extensions.length > 0 ? extensions : [root],
      tests: givenTests ? resolve(givenTests) : testsPath[host],
      folder: folder ? resolve(folder) : fixture.workspace,
      settings: fixture ? { 'nearcopy.indexes': [fixture.index] } : {},
    });
  } finally {
    fixture?.remove();
  }
}

async function runIn({ extensions, tests, folder, settings }) {
  const begun = performance.now();
  const editor = await startEditor({ smoke: true, settings: { ...settings, ...(web ? { 'remote.extensionKind': { [extensionId]: ['web'] } } : {}) } });
  try {
    const page = await editor.context.newPage();
    const counted = { passed: 0, failed: 0 };
    const exit = listen(page, counted);
    const address = (path) => `vscode-remote://${new URL(editor.base).host}${path}`;
    const payload = [...extensions.map((path) => ['extensionDevelopmentPath', address(path)]), ['extensionTestsPath', address(tests)]];
    await page.goto(`${editor.base}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
    const code = await exit;
    if (code !== 0) await explain(page, editor, code);
    const outside = editor.outsideRequests();
    if (outside.length > 0) console.log(`connections to other machines were asked for: ${[...new Set(outside)].join(', ')}`);
    console.log(`${host} extension host: exit code ${code}, ${secondsSince(begun)}`);
    // A host that ends badly has failed, whatever its tests said before.
    const broken = outside.length > 0 || (code !== 0 && counted.failed === 0) || (code === 0 && counted.passed === 0 && !valuesOf('extensionTestsPath').length);
    return report({ ...counted, failed: counted.failed + (broken ? 1 : 0) }, code);
  } finally {
    await editor.stop();
  }
}

/** Resolves to the exit code of the extension host. VS Code calls the two functions when it runs tests. */
function listen(page, counted) {
  let queue = Promise.resolve();
  const actions = {
    press: (keys) => page.keyboard.press(keys),
    type: (text) => page.keyboard.type(text),
    clip: (text) => page.evaluate((value) => navigator.clipboard.writeText(value), text),
    shot: (name) => {
      mkdirSync(pictures, { recursive: true });
      return page.screenshot({ path: join(pictures, `${name}-${host}.png`) });
    },
    result: (json) => Object.assign(counted, JSON.parse(json)),
  };
  return new Promise((done) => {
    const timer = setTimeout(() => done(`none after ${TIMEOUT_SECONDS} s`), TIMEOUT_SECONDS * 1000);
    void page.exposeFunction('codeAutomationLog', (_type, values) => {
      const line = format(...values);
      const [, name, argument] = /^@@(\w+) (.*)/s.exec(line) ?? [];
      const action = actions[name];
      if (action) queue = queue.then(() => action(argument)).catch((error) => console.log(`${line}: ${error.message}`));
      else if (process.env.VERBOSE || !NOISE.test(line)) console.log(line);
    });
    void page.exposeFunction('codeAutomationExit', (code) => {
      clearTimeout(timer);
      void queue.then(() => done(code));
    });
  });
}

async function explain(page, editor, code) {
  mkdirSync(pictures, { recursive: true });
  const picture = join(pictures, `failed-${host}.png`);
  await page.screenshot({ path: picture }).catch(() => undefined);
  if (existsSync(picture)) console.log(`the window as it was: ${picture}`);
  if (code !== 1 || process.env.VERBOSE) console.log(editor.serverLog().slice(-3000));
}

/** `--result=FILE` gets the counts too, for scripts/test.mjs. Returns the exit code. */
function report(counted, code = 1) {
  const [file] = valuesOf('result');
  if (file) writeFileSync(file, JSON.stringify(counted));
  console.log(`${counted.passed} passed, ${counted.failed} failed`);
  return counted.failed > 0 || code !== 0 ? 1 : 0;
}
