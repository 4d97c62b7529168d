// npm run verify: everything that a change must pass, each step with its time. All steps run, so that one look tells all.
import { setup } from './setup.mjs';
import { captured, node, secondsSince } from './steps.mjs';

const vitest = (args) => node('node_modules/vitest/vitest.mjs', ['run', '--reporter=dot', ...args], captured);

const steps = [
  ['build', () => node('esbuild.mjs', [], captured)],
  ['types', () => node('node_modules/typescript/bin/tsc', ['--noEmit'], captured)],
  ['texts', () => node('scripts/l10n.mjs', [], captured)],
  ['lint', () => node('node_modules/eslint/bin/eslint.js', ['.'], captured)],
  ['layering', () => vitest(['test/unit/rooms.test.ts'])],
  ['tests', () => vitest([])],
  ['bundle size', () => node('scripts/bundle-size.mjs', [], captured)],
];

if (!setup()) process.exit(1);
const failed = [];
const start = performance.now();
for (const [name, action] of steps) {
  process.stdout.write(`> ${name.padEnd(12)}`);
  const begun = performance.now();
  const { ok, output } = action();
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${secondsSince(begun).padStart(8)}`);
  if (!ok) failed.push(name);
  if (!ok || name === 'bundle size') console.log(output.trimEnd().replaceAll(/^/gm, '    '));
}
const verdict = failed.length === 0 ? `all ${steps.length} steps passed` : `${failed.length} of ${steps.length} steps failed: ${failed.join(', ')}`;
console.log(`${verdict}, in ${secondsSince(start)}`);
process.exitCode = failed.length === 0 ? 0 : 1;
