import type { Holder } from '../core/index/contract.ts';
import type { UnjudgedFinding } from '../core/match/findings.ts';
import { printable } from './cells.ts';
import { count, explainKind, originPlace, place, workName } from './phrases.ts';

/** What of one source is in an index, as the command prints it. */
export interface AbsenceReport {
  /** As the user wrote it. */
  readonly asked: string;
  /** Works of that name, each as a line that tells it apart. */
  readonly works: readonly string[];
  /** Null where what was asked for is a name only. */
  readonly code: PresentCode | null;
}

export interface PresentCode {
  readonly label: string;
  readonly files: number;
  readonly functions: number;
  readonly contents: readonly { readonly path: string; readonly holders: readonly Holder[] }[];
  readonly findings: readonly UnjudgedFinding[];
  readonly units: readonly { readonly path: string; readonly startLine: number; readonly endLine: number; readonly name: string | null; readonly holders: readonly Holder[] }[];
  readonly alike: number;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/** Whether an index has nothing of what was asked for. */
export const isAbsent = ({ works, code }: AbsenceReport): boolean => works.length === 0 && (code === null || partsOf(code) === 0);

/** What is still there, with who holds it. */
export function absenceText(index: string, report: AbsenceReport): string {
  const { asked, works, code } = report;
  const lines = works.map((work) => `work ${work} is still there`);
  if (code === null) return (lines.length === 0 ? [`${index} has no work ${asked} (looked for by its name only; for its code name a folder, a file, an archive or a package that is there)`] : lines).map(printable).join('\n');
  const looked = `${code.label}, ${count(code.files, 'file')}${code.functions > 0 ? `, ${count(code.functions, 'function')} fingerprinted again` : ''}`;
  const parts = partsOf(code);
  lines.push(parts === 0 ? `${index} has nothing of ${asked} (${looked})` : `${index} has ${count(parts, 'part')} of ${asked} (${looked})`);
  lines.push(...code.contents.map(({ path, holders }) => `  ${path}: the same file; ${heldBy(holders)}`));
  lines.push(...code.findings.map((finding) => `  ${place(finding.file, finding.startLine, finding.endLine)}: ${explainKind(finding.kind, finding.similarity, finding.renames.length)}; ${originOf(finding)}`));
  lines.push(...code.units.map(({ path, startLine, endLine, name, holders }) => `  ${place(path, startLine, endLine)}: ${name === null ? 'the same code' : `${name}, the same code`}; ${heldBy(holders)}`));
  if (code.alike > 0) lines.push(`  ${count(code.alike, 'function')} of the same structure as others there, under other names and too small to tell`);
  if (code.skipped.length > 0) lines.push(`  ${count(code.skipped.length, 'file')} could not be looked for: ${code.skipped.slice(0, 5).map(({ path, reason }) => `${path} (${reason})`).join(', ')}${code.skipped.length > 5 ? ' ...' : ''}`);
  return lines.map(printable).join('\n');
}

const partsOf = ({ contents, findings, units }: PresentCode): number => contents.length + findings.length + units.length;

/** How many holders are named. */
const SHOWN = 5;

function heldBy(holders: readonly Holder[]): string {
  const shown = holders.slice(0, SHOWN).map(({ work, path }) => `${workName({ work: work.name, version: work.version })} (${path})`);
  return `held by ${shown.join(', ')}${holders.length > SHOWN ? ` and ${holders.length - SHOWN} more` : ''}`;
}

function originOf({ match, alsoIn }: UnjudgedFinding): string {
  const others = alsoIn.length === 0 ? '' : `; also in ${alsoIn.slice(0, SHOWN).map(workName).join(', ')}${alsoIn.length > SHOWN ? ` and ${alsoIn.length - SHOWN} more` : ''}`;
  return `held by ${workName(match)} (${originPlace(match)})${others}`;
}
