import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { mochaOptions, summary } from './support/mocha-run.ts';

/** What VS Code calls in Node's extension host: runs the bundled suites beside this bundle. */
export async function run(): Promise<void> {
  const mocha = new Mocha(mochaOptions);
  for (const file of readdirSync(__dirname).sort()) if (file.endsWith('.test.cjs')) mocha.addFile(join(__dirname, file));
  return summary((done) => mocha.run(done));
}
