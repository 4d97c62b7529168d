// The same suites in the web worker's extension host: all in one bundle, with mocha's build for browsers.
import 'mocha/mocha';
import { mochaOptions, summary } from './support/mocha-run.ts';

interface BrowserMocha {
  setup(options: Mocha.MochaOptions): void;
  run(done: (failures: number) => void): Mocha.Runner;
}

/** `load` brings in the suites, which call the functions that `setup` puts in place. */
export async function runSuites(load: () => void): Promise<void> {
  const host = globalThis as unknown as { mocha: BrowserMocha; location?: object };
  host.location ??= { search: '', href: '', pathname: '' }; // mocha.run() looks there for options
  host.mocha.setup(mochaOptions);
  load();
  return summary((done) => host.mocha.run(done));
}
