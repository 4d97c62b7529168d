import type { Report } from '../core/report.ts';
import { reportPage } from '../host/node/report-page.ts';
import { defaultLevel } from '../policy/levels.ts';
import { expectedAtMostOf, type Policy } from '../policy/policy.ts';
import { renderJson } from '../report/json.ts';
import { renderSarif } from '../report/sarif.ts';
import { renderText, type TextOptions } from '../report/text.ts';
import type { CheckOptions } from './check-options.ts';
import { useColor } from './use-color.ts';
import { VERSION } from './version.ts';
import { writeOutput } from './write-output.ts';

export interface OutputInput {
  /** What was checked, as the user named it. */
  readonly scanned: readonly string[];
  /** The text of a checked file; null where it isn't to be had. */
  readonly textOf: (file: string) => string | null;
  readonly policy: Policy;
}

/** Whether the report that was asked for shows where the evidence stands. */
export const withDetail = ({ format }: CheckOptions): boolean => format === 'html';

/** Whether what is found is to be printed while it is found: the other formats, and files, are whole or not at all. */
export const isPrintedAsFound = ({ format, output }: CheckOptions): boolean => format === 'text' && output === undefined;

/** How the text report is to look. */
export function textOptions({ output, color, verbose = false }: CheckOptions, source: OutputInput['textOf']): TextOptions {
  const isFile = output !== undefined;
  return { color: !isFile && useColor(process.stdout, color), width: (isFile ? undefined : process.stdout.columns) ?? 100, verbose, source };
}

/** Writes a report in the format that was asked for, to the file that was named or to standard output. */
export async function writeReport(report: Report, options: CheckOptions, input: OutputInput): Promise<void> {
  await writeOutput(`${(await rendered(report, options, input)).trimEnd()}\n`, options.output);
}

async function rendered(report: Report, options: CheckOptions, { scanned, textOf, policy }: OutputInput): Promise<string> {
  if (options.format === 'json') return renderJson(report);
  if (options.format === 'sarif') return renderSarif(report, { toolVersion: VERSION });
  if (options.format === 'html') {
    const { index: indexes, sources } = options;
    return reportPage(report, { toolVersion: VERSION, scanned, scannedAt: new Date(), indexes, level: levelInWords(options, policy), sources, textOf });
  }
  return renderText(report, textOptions(options, textOf));
}

function levelInWords({ level, expectedAtMost }: CheckOptions, policy: Policy): string {
  const times = `expected by chance at most ${expectedAtMostOf(policy, { level, expectedAtMost })} times`;
  const isNumber = expectedAtMost !== undefined || (level === undefined && policy.expectedAtMost !== null);
  return isNumber ? times : `level ${level ?? policy.level ?? defaultLevel}: ${times}`;
}
