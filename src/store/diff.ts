import type { WorkFile } from '../core/index/contract.ts';
import type { OpenedIndex } from '../core/index/opened-index.ts';
import type { CatalogueInput } from '../core/index/catalogue-writer.ts';
import { compareText, workKey, type WorkLabels } from '../core/index/work-identity.ts';
import { isSamePackage, type SelectableWork } from './work-selector.ts';

/** What sets one index apart from another, by their works. Lists are sorted by name and version. */
export interface IndexDiff {
  readonly added: readonly WorkSummary[];
  readonly removed: readonly WorkSummary[];
  readonly changed: readonly WorkChange[];
  /** Works that are the same in both. */
  readonly same: number;
}

export interface WorkSummary extends SelectableWork {
  /** How many files it has. */
  readonly files: number;
}

/** A work of both indexes that is not the same in them. */
export interface WorkChange {
  readonly before: SelectableWork;
  readonly after: SelectableWork;
  /** Labels that differ, such as version or licence. */
  readonly labels: readonly { readonly label: keyof WorkLabels; readonly before: string | null; readonly after: string | null }[];
  readonly files: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
    /** Files whose own licence differs. */
    readonly relicensed: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[];
  };
}

/** Compares the works of two indexes; they need not be of one engine. */
export function diffIndexes(before: OpenedIndex, after: OpenedIndex): IndexDiff {
  const [left, right] = [before, after].map(({ catalogue }) => catalogue.inputs().sort(byName));
  const [leftNames, rightNames] = [byWorkName(left!), byWorkName(right!)];
  const pairs = [...leftNames].flatMap(([name, works]) => pairWorks(works, rightNames.get(name) ?? []));
  const [pairedLeft, pairedRight] = [new Set(pairs.map(([work]) => work)), new Set(pairs.map(([, work]) => work))];
  const changes = pairs.map(([x, y]) => changeOf(x, y));
  const changed = changes.filter((change) => change !== null).sort((a, b) => byName(a.after, b.after));
  return {
    added: right!.filter((work) => !pairedRight.has(work)).map(summary),
    removed: left!.filter((work) => !pairedLeft.has(work)).map(summary),
    changed,
    same: changes.length - changed.length,
  };
}

type Pair = readonly [CatalogueInput, CatalogueInput];

/** Of the works of one name, those that stand for one another: the same ones; then those of one name and version; then those of one package, where each side has one left. */
function pairWorks(left: readonly CatalogueInput[], right: readonly CatalogueInput[]): Pair[] {
  const pairs: Pair[] = [];
  let [restLeft, restRight] = [left, right];
  const isSame = (x: CatalogueInput, y: CatalogueInput): boolean => workKey(x) === workKey(y);
  const isRelease = (x: CatalogueInput, y: CatalogueInput): boolean => isSamePackage(x.labels, y.labels) && x.labels.version === y.labels.version;
  const isPackage = (x: CatalogueInput, y: CatalogueInput): boolean => isSamePackage(x.labels, y.labels);
  for (const matches of [isSame, isRelease, isPackage]) {
    const found = restLeft.flatMap((work): Pair[] => {
      const others = restRight.filter((other) => matches(work, other));
      const rivals = restLeft.filter((other) => others.length === 1 && matches(other, others[0]!));
      return others.length === 1 && rivals.length === 1 ? [[work, others[0]!]] : [];
    });
    const taken = new Set(found.flat());
    pairs.push(...found);
    restLeft = restLeft.filter((work) => !taken.has(work));
    restRight = restRight.filter((work) => !taken.has(work));
  }
  return pairs;
}

const LABELS = ['version', 'license', 'licenseSource', 'purl', 'copyright', 'url', 'date'] as const satisfies readonly (keyof WorkLabels)[];

/** Null where nothing differs. */
function changeOf(before: CatalogueInput, after: CatalogueInput): WorkChange | null {
  const labels = LABELS.map((label) => ({ label, before: labelText(before.labels[label]), after: labelText(after.labels[label]) })).filter((change) => change.before !== change.after);
  const [old, now] = [byPath(before.files), byPath(after.files)];
  const shared = [...now.values()].flatMap((file) => (old.has(file.path) ? [{ file, was: old.get(file.path)! }] : []));
  const files = {
    added: [...now.keys()].filter((path) => !old.has(path)),
    removed: [...old.keys()].filter((path) => !now.has(path)),
    changed: shared.filter(({ file, was }) => file.content !== was.content).map(({ file }) => file.path),
    relicensed: shared.filter(({ file, was }) => file.license !== was.license).map(({ file, was }) => ({ path: file.path, before: was.license, after: file.license })),
  };
  const isChanged = labels.length > 0 || Object.values(files).some((list) => list.length > 0);
  return isChanged ? { before: selectable(before), after: selectable(after), labels, files } : null;
}

const labelText = (value: string | readonly string[] | null): string | null => (typeof value === 'string' || value === null ? value : value.join('\n'));
function byWorkName(works: readonly CatalogueInput[]): Map<string, CatalogueInput[]> {
  const names = new Map<string, CatalogueInput[]>();
  for (const work of works) names.set(work.labels.name, [...(names.get(work.labels.name) ?? []), work]);
  return names;
}

const byPath = (files: readonly WorkFile[]): Map<string, WorkFile> => new Map(files.map((file) => [file.path, file]));
const selectable = ({ id, labels }: CatalogueInput): SelectableWork => ({ id, labels });
const summary = ({ id, labels, files }: CatalogueInput): WorkSummary => ({ id, labels, files: files.length });
const byName = (a: SelectableWork, b: SelectableWork): number => compareText(a.labels.name, b.labels.name) || compareText(a.labels.version ?? '', b.labels.version ?? '') || compareText(a.id, b.id);
