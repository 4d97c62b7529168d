import type { Finding } from '../../core/report.ts';
import { evidenceStrength } from '../evidence.ts';
import { licenceName, workName } from '../phrases.ts';
import type { SeverityCounts } from './bar-chart.ts';

/** The findings that share something: a work, a licence family, a range of bits. */
export interface Tally {
  readonly label: string;
  readonly findings: readonly Finding[];
}

/** By work and licence, the one with most findings first. */
export function byWork(findings: readonly Finding[]): Tally[] {
  const groups = grouped(findings, ({ match }) => `${workName(match)}\n${match.license}`);
  const label = ([{ match }]: readonly Finding[]) => `${workName(match)} (${licenceName(match.license)})`;
  return mostFirst([...groups.values()].map((group) => ({ label: label(group), findings: group })));
}

/** By the family of the licence, as `name` calls it. */
export function byFamily(findings: readonly Finding[], name: (family: Finding['match']['licenseFamily']) => string): Tally[] {
  const groups = grouped(findings, ({ match }) => match.licenseFamily);
  return mostFirst([...groups].map(([family, group]) => ({ label: name(family), findings: group })));
}

/** By evidence, in steps that double. Steps between the weakest and the strongest finding are there even where they are empty. */
export function byBits(findings: readonly Finding[]): Tally[] {
  const step = ({ evidenceBits }: Finding) => Math.max(FIRST, Math.min(LAST, Math.floor(Math.log2(Math.max(1, evidenceBits)))));
  const steps = findings.map(step);
  const [low, high] = [Math.min(...steps), Math.max(...steps)];
  return Array.from({ length: findings.length === 0 ? 0 : high - low + 1 }, (_, i): Tally => {
    const at = low + i;
    const label = at === FIRST ? `below ${2 ** (at + 1)} bits` : at === LAST ? `${2 ** at} bits or more` : `${2 ** at} to ${2 ** (at + 1)} bits`;
    return { label, findings: findings.filter((_finding, n) => steps[n] === at) };
  });
}

export function severityCounts(findings: readonly Finding[]): SeverityCounts {
  const counts = { error: 0, warning: 0, information: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** Distinct files, and lines in them that findings cover. */
export function reach(findings: readonly Finding[]): { readonly files: number; readonly lines: number } {
  const lines = new Set(findings.flatMap(({ file, startLine, endLine }) => Array.from({ length: endLine - startLine + 1 }, (_, i) => `${startLine + i} ${file}`)));
  return { files: new Set(findings.map(({ file }) => file)).size, lines: lines.size };
}

/** The words for the strength of the findings, the strongest first: '3 very strong, 1 fair'. */
export function strengths(findings: readonly Finding[]): string {
  const groups = grouped(findings, ({ evidenceBits, expectedByChance }) => evidenceStrength(evidenceBits, expectedByChance));
  return (['very strong', 'strong', 'fair', 'weak'] as const).flatMap((strength) => (groups.has(strength) ? [`${groups.get(strength)!.length} ${strength}`] : [])).join(', ');
}

export function grouped<Key>(findings: readonly Finding[], keyOf: (finding: Finding) => Key): Map<Key, Finding[]> {
  const groups = new Map<Key, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return groups;
}

function mostFirst(tallies: readonly Tally[]): Tally[] {
  return [...tallies].sort((a, b) => b.findings.length - a.findings.length || compare(a.label, b.label));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Powers of two: below 64 bits hardly anything is reported, above 2048 a difference says nothing. */
const FIRST = 5;
const LAST = 11;
