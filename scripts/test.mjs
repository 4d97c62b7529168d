// npm test: installs and builds what is missing, then runs the tests. The last line is always `N passed, N failed`.
//   npm test                    what takes seconds, and the suite inside the extension host of a real VS Code
//   npm run test:all            also test/long, the suite in the web worker's extension host, and test/drive
//   npm test -- test/unit -t x  further arguments go to vitest, and nothing else runs
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setup } from './setup.mjs';
import { node, secondsSince } from './steps.mjs';

const all = process.argv.includes('--all');
const passOn = process.argv.slice(2).filter((argument) => argument !== '--all');

const { passed, failed } = prepare() ? sum(suites().map(([name, run]) => timed(name, run))) : { passed: 0, failed: 1 };
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function prepare() {
  return step('install', setup) && step('build', () => node('esbuild.mjs').ok);
}

function suites() {
  const units = [all ? 'test, with test/long' : 'test', vitest];
  if (passOn.length > 0) return [units];
  const editor = ['test in the extension host', () => inEditor('run-tests.mjs')];
  if (!all) return [units, editor];
  return [units, editor, ['test in the web worker extension host', () => inEditor('run-tests.mjs', '--web')], ['test as a person', drive]];
}

function vitest() {
  return withReport((report) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { ok } = node('node_modules/vitest/vitest.mjs', ['run', ...reporters, ...passOn], { env: { ...process.env, NEARCOPY_TESTS: all ? 'all' : '' } });
    return counts(report, ok);
  });
}

/** A file that fails outside of its tests (it doesn't load, a hook throws) counts as one failure, as does any other fault. */
function counts(report, ok) {
  const result = read(report);
  if (!result) return { passed: 0, failed: 1 }; // vitest ended before it could report; what it said stands above
  const brokenFiles = result.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'));
  const failed = result.numFailedTests + brokenFiles.length;
  return { passed: result.numPassedTests, failed: ok ? failed : Math.max(failed, 1) };
}

function inEditor(script, ...args) {
  return withReport((report) => {
    const { ok } = node(`scripts/editor/${script}`, [...args, `--result=${report}`]);
    const { passed, failed } = read(report) ?? { passed: 0, failed: 1 };
    return { passed, failed: ok ? failed : Math.max(failed, 1) };
  });
}

function drive() {
  return node('scripts/package.mjs').ok ? inEditor('drive.mjs') : { passed: 0, failed: 1 };
}

function withReport(run) {
  const folder = mkdtempSync(join(tmpdir(), 'nearcopy-test-'));
  try {
    return run(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return undefined;
  }
}

function sum(results) {
  return results.reduce((total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }), { passed: 0, failed: 0 });
}

function step(name, action) {
  const ok = timed(name, action);
  if (!ok) console.log(`  ${name} failed`);
  return ok;
}

function timed(name, action) {
  console.log(`> ${name}`);
  const start = performance.now();
  const result = action();
  console.log(`  done in ${secondsSince(start)}`);
  return result;
}
