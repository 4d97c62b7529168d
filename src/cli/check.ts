import type { Command } from 'commander';
import { buffer } from 'node:stream/consumers';
import { decodeText } from '../core/tokens/screen.ts';
import { nodeFolders, slashed } from '../host/node/folders.ts';
import { openWorkshop } from '../host/node/workshop.ts';
import { createProjects } from '../host/project.ts';
import { judgeAll } from '../policy/judge.ts';
import { defaultPolicy, expectedAtMostOf } from '../policy/policy.ts';
import { findPolicyFile } from '../host/node/policy-file.ts';
import { addCheckOptions, evidenceChoice, policyOf, printReport, type CheckOptions } from './check-options.ts';
import { compileGrammarsQuickly } from './quick-grammars.ts';
import { withDetail } from './report-output.ts';

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
  const policyFile = await policyOf(options, () => findPolicyFile(process.cwd()));
  const policy = policyFile?.policy ?? defaultPolicy;
  const shop = await openWorkshop({ kind: 'check', indexes: options.index, keyFiles: options.keyFile, expectedAtMost: expectedAtMostOf(policy, evidenceChoice(options)), withDetail: withDetail(options) });
  try {
    const bytes = new Uint8Array(await buffer(process.stdin));
    const text = decodeText(bytes)?.text ?? null;
    const result = await shop.check({ path: options.path, bytes, language: options.language, isNamed: true });
    const done = result.kind === 'done';
    const around = await createProjects(nodeFolders, slashed(policyFile?.folder ?? '.')).around(slashed(options.path), text);
    const report = {
      version: 1 as const,
      stats: { files: done ? 1 : 0, functions: done ? result.functions : 0, milliseconds: Math.round(performance.now() - started) },
      ...judgeAll(done ? result.findings : [], () => ({ policy, ...around })),
      stale: [],
      skipped: done ? [] : [{ file: options.path, reason: result.reason }],
    };
    await printReport(report, options, { scanned: [options.path], textOf: () => text, policy });
  } finally {
    shop.close();
  }
}
