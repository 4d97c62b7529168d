// npm test: installs and builds what is missing, then runs the tests. The last line is always `N passed, N failed`.
//   npm test                    what takes seconds
//   npm run test:all            also test/long
//   npm test -- test/unit -t x  further arguments go to vitest
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setup } from './setup.mjs';
import { node, secondsSince } from './steps.mjs';

const all = process.argv.includes('--all');
const passOn = process.argv.slice(2).filter((argument) => argument !== '--all');

const { passed, failed } = prepare() ? runTests() : { passed: 0, failed: 1 };
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function prepare() {
  return step('install', setup) && step('build', () => node('esbuild.mjs').ok);
}

function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'nearcopy-test-'));
  const report = join(folder, 'report.json');
  try {
    console.log(all ? '> test, with test/long' : '> test');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { ok } = node('node_modules/vitest/vitest.mjs', ['run', ...reporters, ...passOn], { env: { ...process.env, NEARCOPY_TESTS: all ? 'all' : '' } });
    return counts(report, ok);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that fails outside of its tests (it doesn't load, a hook throws) counts as one failure, as does any other fault. */
function counts(report, ok) {
  let result;
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 }; // vitest ended before it could report; what it said stands above
  }
  const brokenFiles = result.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'));
  const failed = result.numFailedTests + brokenFiles.length;
  return { passed: result.numPassedTests, failed: ok ? failed : Math.max(failed, 1) };
}

function step(name, action) {
  console.log(`> ${name}`);
  const start = performance.now();
  const ok = action();
  console.log(ok ? `  done in ${secondsSince(start)}` : `  ${name} failed`);
  return ok;
}
