import type { Command } from 'commander';
import { buffer } from 'node:stream/consumers';
import { openWorkshop } from '../host/node/workshop.ts';
import { decodeText } from '../core/tokens/screen.ts';
import { addCheckOptions, expectedAtMost, judged, makeReport, printReport, type CheckOptions } from './check-options.ts';

interface StdinOptions extends CheckOptions {
  readonly language: string;
  readonly path: string;
}

/** `nearcopy check --index X.ncx --language typescript < snippet` */
export function addCheckCommand(program: Command): void {
  addCheckOptions(program.command('check'))
    .description('look for copies in code from standard input, such as an answer of an assistant')
    .requiredOption('-l, --language <id>', 'its language, as VS Code calls it')
    .option('--path <path>', 'what to call it in the report', 'stdin')
    .action(check);
}

async function check(options: StdinOptions): Promise<void> {
  const started = performance.now();
  const shop = await openWorkshop({ kind: 'check', indexes: options.index, expectedAtMost: expectedAtMost(options) });
  try {
    const bytes = new Uint8Array(await buffer(process.stdin));
    const result = await shop.check({ path: options.path, bytes, language: options.language, isNamed: true });
    const done = result.kind === 'done';
    const report = makeReport(done ? judged(result.findings) : [], done ? [] : [{ file: options.path, reason: result.reason }], { files: done ? 1 : 0, functions: done ? result.functions : 0, started });
    printReport(report, options, () => decodeText(bytes)?.text ?? null);
  } finally {
    shop.close();
  }
}
