// Installs a real VS Code for tests into .editor/: code-server from npm, which is VS Code with a browser for its window.
//   node scripts/editor/install.mjs
// What is done already is not done again, so a run that was cut off is carried on by the next.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm, root, run, secondsSince } from '../steps.mjs';
import { editorFolder, findChromium, serverNode, vscodeServer } from './places.mjs';
import { restoreStockApi } from './stock-api.mjs';

const wanted = join(root, 'scripts/editor/server');
const stamp = join(editorFolder, 'stages.json');
const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];

/** Each can be run again after it was cut off. */
const stages = [
  ['packages', () => {
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(wanted, file), join(editorFolder, file));
    // Without scripts: code-server's own would compile eight native modules, of which two are used.
    return inFolder(editorFolder, ['ci', '--ignore-scripts', ...quiet]);
  }],
  // `install`, as the lock file that comes with it doesn't name all that it needs.
  ['server', () => inFolder(vscodeServer, ['install', '--omit=dev', '--ignore-scripts', ...quiet])],
  ['native modules', () => inFolder(vscodeServer, ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog', ...quiet])],
  ['language services', () => inFolder(join(vscodeServer, 'extensions'), ['install', '--omit=dev', '--ignore-scripts', ...quiet])],
  ['stock API', () => restoreStockApi(vscodeServer)],
];

/** Whether the editor and a browser stand ready. Says what it does, and what to do where it can't. */
export function installEditor() {
  const chromium = installChromium();
  return installServer() && chromium;
}

function installServer() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return failed('the editor for tests is installed on Linux x64 only. Elsewhere run the suite in a desktop VS Code: VSCODE_DOWNLOAD=1 npx vscode-test');
  }
  const version = createHash('sha256').update(readFileSync(join(wanted, 'package-lock.json'))).digest('hex');
  let done = finishedStages(version);
  if (done.length === stages.length) return true;
  console.error(`nearcopy: installing VS Code for the tests into .editor, 0.8 GB (two minutes the first time)${done.length > 0 ? `, carrying on after: ${done.join(', ')}` : ''}`);
  if (done.length === 0) rmSync(editorFolder, { recursive: true, force: true });
  mkdirSync(editorFolder, { recursive: true });
  for (const [name, install] of stages) {
    if (done.includes(name)) continue;
    const start = performance.now();
    try {
      install();
    } catch (error) {
      return failed(`the editor for tests could not be installed (${name}): ${error.message}. Run it again with: node scripts/editor/install.mjs`);
    }
    done = [...done, name];
    writeFileSync(stamp, JSON.stringify({ version, done }));
    console.error(`  ${name.padEnd(18)} ${secondsSince(start)}`);
  }
  return true;
}

function finishedStages(version) {
  try {
    const stamped = JSON.parse(readFileSync(stamp, 'utf8'));
    return stamped.version === version ? stamped.done : [];
  } catch {
    return []; // nothing installed, or cut off in its first stage
  }
}

function inFolder(folder, args) {
  // The Node that the server runs on, with its own headers, so that nothing is fetched from elsewhere to compile with.
  const env = { ...process.env, PATH: `${join(serverNode, 'bin')}${delimiter}${process.env.PATH}`, npm_config_nodedir: serverNode, JOBS: '2' };
  const { ok, output } = npm([...args, '--omit-lockfile-registry-resolved'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  if (!ok) throw new Error(`npm ${args[0]} failed in ${folder}\n${output.trim().slice(-3000)}\n`);
}

function installChromium() {
  const found = findChromium();
  if (found && existsSync(found)) return true;
  if (found) return failed(`CHROMIUM names ${found}, which is not there`);
  const install = 'apt-get install --no-install-recommends chromium fonts-dejavu-core';
  const apt = existsSync('/usr/bin/apt-get');
  if (!apt || process.getuid?.() !== 0) return failed(`the editor tests need Chromium. Install it with: ${apt ? `sudo ${install}` : 'your package manager'}, or set CHROMIUM to the path of one`);
  console.error('nearcopy: installing Chromium for the editor tests with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const aptGet = (args) => run('apt-get', args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  aptGet(['update', '-q']); // where this fails, the lists that are there may still do
  const { output } = aptGet(['install', '-yq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
  return findChromium() ? true : failed(`Chromium could not be installed with: ${install}\n${output.trim().slice(-2000)}\n`);
}

function failed(reason) {
  console.error(`nearcopy: ${reason}.`);
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = installEditor() ? 0 : 1;
