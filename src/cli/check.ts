import type { Command } from 'commander';
import { fstatSync } from 'node:fs';
import { decodeText, tooLargeReason } from '../core/tokens/screen.ts';
import { createJudge } from '../host/node/judge.ts';
import { policyFor } from '../host/node/scan.ts';
import { openWorkshop } from '../host/node/workshop.ts';
import { defaultPolicy, expectedAtMostOf } from '../policy/policy.ts';
import { addCheckOptions, evidenceChoice, policyOf, printReport, type CheckOptions } from './check-options.ts';
import { compileGrammarsQuickly } from './quick-grammars.ts';
import { withDetail } from './report-output.ts';
import { UsageError } from './usage-error.ts';
import { expectOutput } from './write-output.ts';

interface StdinOptions extends CheckOptions {
  readonly language: string;
  readonly path: string;
}

/** `nearcopy check --index X.ncx --language typescript < snippet` */
export function addCheckCommand(program: Command): void {
  addCheckOptions(program.command('check'))
    .description('look for copies in code from standard input, such as an answer of an assistant')
    .requiredOption('-l, --language <id>', 'its language, as VS Code calls it')
    .option('--path <path>', 'what to call it in the report; it is judged as if it stood there', 'stdin')
    .action(check);
}

async function check(options: StdinOptions): Promise<void> {
  compileGrammarsQuickly();
  const started = performance.now();
  await expectOutput(options.output);
  const policyFile = await policyOf(options, () => policyFor([options.path]));
  const policy = policyFile?.policy ?? defaultPolicy;
  const shop = await openWorkshop({ kind: 'check', indexes: options.index, keyFiles: options.keyFile, expectedAtMost: expectedAtMostOf(policy, evidenceChoice(options)), withDetail: withDetail(options) });
  try {
    const bytes = await standardInput();
    const result = await shop.check({ path: options.path, bytes, language: options.language, isNamed: true });
    const done = result.kind === 'done';
    const text = done ? decodeText(bytes)?.text ?? null : null;
    const judge = createJudge([options.path], policyFile);
    const report = {
      version: 1 as const,
      stats: { files: done ? 1 : 0, functions: done ? result.functions : 0, milliseconds: Math.round(performance.now() - started) },
      ...await judge(options.path, text, done ? result.findings : []),
      stale: [],
      skipped: done ? [] : [{ file: options.path, reason: result.reason }],
    };
    await printReport(report, options, { scanned: [options.path], textOf: () => text, policy });
  } finally {
    shop.close();
  }
}

/** What comes on standard input, up to where it is too large to be checked. */
async function standardInput(): Promise<Uint8Array> {
  if (fstatSync(0).isDirectory()) throw new UsageError('standard input is a folder. Give the code itself, or scan the folder');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Uint8Array);
    size += (chunk as Uint8Array).length;
    if (tooLargeReason(size) !== null) break;
  }
  return new Uint8Array(Buffer.concat(chunks));
}
