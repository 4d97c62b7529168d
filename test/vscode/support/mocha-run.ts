/// <reference types="mocha" />

/** Set by the bundler. */
declare const TEST_GREP: string;

/** The results go to the console, which the runner passes on: the web worker has no other way out. */
export const mochaOptions: Mocha.MochaOptions = {
  ui: 'tdd',
  timeout: 30_000,
  forbidOnly: true,
  ...(TEST_GREP ? { fgrep: TEST_GREP } : {}),
  reporter: class { constructor(runner: Mocha.Runner) { tell(runner); } } as unknown as Mocha.ReporterConstructor,
};

/** Rejects where a test failed, which VS Code turns into an exit code. */
export async function summary(start: (done: (failures: number) => void) => Mocha.Runner): Promise<void> {
  return new Promise((resolve, reject) => {
    const runner = start((failures) => {
      const { passes, pending } = runner.stats!;
      // A test that was left out proves nothing: it counts as failed.
      console.log(`@@result ${JSON.stringify({ passed: passes, failed: failures + pending })}`);
      if (failures + pending > 0) reject(new Error(`${failures} tests failed, ${pending} were left out`));
      else resolve();
    });
  });
}

function tell(runner: Mocha.Runner): void {
  runner.on('suite', (suite) => { if (suite.title) console.log(`\n  ${suite.title}`); });
  runner.on('pass', (test) => console.log(`    ok ${test.title} (${test.duration ?? 0} ms)`));
  runner.on('pending', (test) => console.log(`    LEFT OUT ${test.title}`));
  runner.on('fail', (test, error: Error) => console.log(`    FAILED ${test.fullTitle()}\n${error.stack ?? String(error)}`));
}
