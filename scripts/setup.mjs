// Brings node_modules up to the lock file where it isn't. Uses Node's own modules only, so that it runs on a fresh clone.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm, root } from './steps.mjs';

/** Whether what the lock file names is installed now. Says what it does, and why where it can't. */
export function setup() {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace('>=', '');
  if (older(process.versions.node, wanted)) return failed(`this is Node.js ${process.versions.node}, and Nearcopy needs ${wanted} or newer`);

  // npm has no quick way to ask whether node_modules fits the lock file; the hash of the last lock file installed tells.
  const stamp = join(root, 'node_modules', '.nearcopy-lock');
  const text = readFileSync(join(root, 'package-lock.json'));
  const lock = createHash('sha256').update(text).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return true;
  if (isInstalled(JSON.parse(text.toString()))) {
    writeFileSync(stamp, lock);
    return true;
  }

  console.error('nearcopy: installing what package-lock.json names into node_modules (half a minute the first time)');
  const done = npm(['ci', '--include=dev', '--no-progress', '--loglevel=error'], { stdio: ['ignore', 2, 2] });
  if (done.status === null) return failed(`${done.output}. Install Node.js with npm`);
  if (!done.ok) return failed('npm ci failed, and its message stands above. If it speaks of the network: check the proxy and `npm config get registry`');
  writeFileSync(stamp, lock);
  return true;
}

/** Whether somebody has called npm already: it keeps a list of what it put there. */
function isInstalled({ packages }) {
  const list = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const there = JSON.parse(readFileSync(list, 'utf8')).packages;
  return Object.entries(packages).every(([path, { version, optional }]) => path === '' || (path in there ? there[path].version === version : optional === true));
}

function older(version, than) {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  return a[0] !== b[0] ? a[0] < b[0] : a[1] < (b[1] ?? 0);
}

function failed(reason) {
  console.error(`nearcopy: ${reason}.`);
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = setup() ? 0 : 1;
