// npm run package: builds and packs the extension into nearcopy.vsix, with the starter index where index/starter.ncx exists.
//   npm run package -- --without-starter
// A warning of vsce is a failure: what it warns of, people see in the marketplace.
import { cpSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setup } from './setup.mjs';
import { captured, node, root } from './steps.mjs';

const MOST_BYTES = 15_000_000;
const built = join(root, 'index/starter.ncx');
const shipped = join(root, 'dist/starter.ncx');
const output = join(root, 'nearcopy.vsix');

process.exitCode = main() ? 0 : 1;

function main() {
  if (!setup() || !node('esbuild.mjs').ok) return false;
  rmSync(shipped, { recursive: true, force: true });
  const bare = pack();
  if (bare === null) return false;
  console.log(`nearcopy.vsix without the starter index: ${kB(bare)} of at most ${kB(MOST_BYTES)}`);
  if (bare > MOST_BYTES) return failed('the package is too large');
  if (process.argv.includes('--without-starter') || !existsSync(built)) return true;
  const tried = node('dist/cli.js', ['scan', '--no-cache', '--index', built, join(root, 'esbuild.mjs')], captured);
  if (tried.status !== 0 && tried.status !== 1) return failed(`index/starter.ncx is left out, since this engine can't read it: ${tried.output.trim()} npm run index:starter builds it, --without-starter packs without it`);
  cpSync(built, shipped, { recursive: true });
  const whole = pack();
  if (whole === null) return false;
  console.log(`nearcopy.vsix with the starter index: ${kB(whole)}, of which the index is ${kB(whole - bare)}`);
  return true;
}

/** The size of the package in bytes, or null where vsce failed or warned. */
function pack() {
  // Dependencies are in the bundles.
  const { ok, output: said } = node('node_modules/@vscode/vsce/vsce', ['package', '--no-dependencies', '-o', output], captured);
  if (ok && !/warning/i.test(said)) return statSync(output).size;
  console.log(said);
  failed('vsce failed or warned: see above');
  return null;
}

function failed(reason) {
  console.error(`nearcopy: ${reason}.`);
  return false;
}

function kB(bytes) {
  return `${Math.ceil(bytes / 1000).toLocaleString('en')} kB`;
}
