import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Report } from '../../../src/core/report.ts';
import type { Case } from './cases.ts';
import { run, type CommandLine } from './run.ts';

/** The command line that is measured. */
export interface Program {
  readonly cli: string;
  readonly version: string;
}

/** Exit code of a scan with findings. */
export const FOUND = [1];

/** A scan of a folder as a user runs it; what it remembers from the last one stands in the folder `cache`, and without one it remembers nothing. */
export const scanCommand = ({ cli }: Program, indexes: readonly string[], paths: readonly string[], cache: string | null = null): CommandLine => [process.execPath, cli, 'scan', ...(cache === null ? ['--no-cache'] : ['--cache', cache]), ...indexes.flatMap((index) => ['--index', index]), '--format', 'json', ...paths];

/** For each case 1 where it is reported as a copy of its original, or, if it is none, of anything; else 0. The originals lie in an index of their own beside `background`. */
export function compareOurs(program: Program, cases: readonly Case[], background: readonly string[]): number[] {
  const scratch = mkdtempSync(join(tmpdir(), 'nearcopy-ours-'));
  try {
    const index = join(scratch, 'originals.ncx');
    run([process.execPath, program.cli, 'index', 'build', '--output', index, '--name', 'originals', dirname(cases[0]!.original)]);
    const { findings } = JSON.parse(run(scanCommand(program, [index, ...background], [...new Set(cases.map(({ suspect }) => suspect))]), { cwd: '/', found: FOUND })) as Report;
    return cases.map(({ original, suspect, isCopy }) => {
      const own = findings.filter(({ file, severity }) => severity !== 'information' && `/${file}`.endsWith(suspect));
      return (isCopy ? own.some(({ match, alsoIn }) => match.path === basename(original) || alsoIn.some(({ work }) => work === 'originals')) : own.length > 0) ? 1 : 0;
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

export const programOf = (root: string): Program => ({ cli: join(root, 'dist/cli.js'), version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version });
