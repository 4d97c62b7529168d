import { printable } from './cells.ts';
import { count, licenceName, workName } from './phrases.ts';
import type { IndexDiff, WorkChange, WorkSummary } from '../store/diff.ts';
import type { WorkLabels } from '../core/index/work-identity.ts';

/** Paths that are listed for each kind of change, unless all are wanted. */
const SHOWN = 10;

/** What changed between two indexes, a line for each work, with its files below. */
export function diffText(diff: IndexDiff, { all = false }: { readonly all?: boolean } = {}): string {
  const lines = [
    ...diff.added.map((work) => `+ ${summaryOf(work)}`),
    ...diff.removed.map((work) => `- ${summaryOf(work)}`),
    ...diff.changed.flatMap((change) => [`~ ${nameOf(change)}`, ...detailsOf(change, all ? Infinity : SHOWN).map((line) => `    ${line}`)]),
  ];
  const total = `${count(diff.added.length, 'work')} added, ${diff.removed.length} removed, ${diff.changed.length} changed, ${diff.same} the same`;
  return [...lines, total].map(printable).join('\n');
}

const summaryOf = ({ labels, files }: WorkSummary): string => `${workName({ work: labels.name, version: labels.version })} (${licenceName(labels.license)}, ${count(files, 'file')})`;

function nameOf({ before, after }: WorkChange): string {
  const from = workName({ work: before.labels.name, version: before.labels.version });
  return before.labels.version === after.labels.version ? from : `${from} -> ${after.labels.version ?? 'no version'}`;
}

function detailsOf({ labels, files }: WorkChange, shown: number): string[] {
  const list = (what: string, paths: readonly string[]): string[] => {
    if (paths.length === 0) return [];
    const rest = paths.length > shown ? ` and ${paths.length - shown} more` : '';
    return [`${count(paths.length, 'file')} ${what}: ${paths.slice(0, shown).join(', ')}${rest}`];
  };
  return [
    // The line above says the version, and a purl repeats it.
    ...labels.filter(({ label }) => label !== 'version' && !(label === 'purl' && labels.some((other) => other.label === 'version'))).map(({ label, before, after }) => `${names[label] ?? label}: ${oneLine(before)} -> ${oneLine(after)}`),
    ...list('added', files.added),
    ...list('removed', files.removed),
    ...list('changed', files.changed),
    ...list('with another licence', files.relicensed.map(({ path, before, after }) => `${path} (${before ?? "the work's"} -> ${after ?? "the work's"})`)),
  ];
}

const names: Partial<Record<keyof WorkLabels, string>> = { license: 'licence', licenseSource: 'licence found in', url: 'homepage' };
const oneLine = (value: string | null): string => (value === null || value === '' ? 'none' : value.replaceAll('\n', '; '));
