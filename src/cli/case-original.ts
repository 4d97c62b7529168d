import type { UnjudgedFinding } from '../core/match/findings.ts';
import { createEngine } from '../core/engine.ts';
import type { FamilyModel } from '../core/match/family-model.ts';
import type { TokenFile } from '../core/tokens/token-file.ts';
import type { CasePart } from '../mutation/reported-case.ts';
import { levels } from '../policy/levels.ts';
import { indexedFile, type IndexedFile } from '../store/indexed-file.ts';
import { listWorks } from '../store/describe.ts';
import type { StoredIndex } from '../store/open.ts';
import { describeWork, selectWork } from '../store/work-selector.ts';
import { loadKernel } from '../syntax/kernel.ts';
import { partAround, partAt, refuseLinesAfterCode, type Lines, type Place } from './case-place.ts';
import { UsageError } from './usage-error.ts';

/** The code of a place in a work of the indexes. Throws a `UsageError`, or an `IndexError` where the work is not one. */
export function partOfWork(indexes: readonly StoredIndex[], selector: string, place: Place): { readonly file: IndexedFile; readonly part: CasePart } {
  const work = selectWork(indexes.flatMap((index) => listWorks(index).map((own) => ({ ...own, index }))), selector);
  const { files } = work.index.catalogue.inputs().find(({ id, labels }) => id === work.id && labels.name === work.labels.name && labels.version === work.labels.version)!;
  const found = files.filter(({ path }) => path === place.path || path.endsWith(`/${place.path}`));
  const [exact = found.length === 1 ? found[0] : undefined] = found.filter(({ path }) => path === place.path);
  if (!exact) throw new UsageError(found.length === 0 ? `${describeWork(work)} has no file ${place.path}` : `${describeWork(work)} has several files ${place.path}: ${found.map(({ path }) => path).join(', ')}`);
  const file = indexedFile(work.index, exact.content)!;
  refuseLinesAfterCode(file, place);
  return { file, part: partAt(file, place) };
}

export interface CheckedCode {
  readonly place: Place;
  readonly text: string;
  readonly tokens: TokenFile;
  readonly file: IndexedFile;
}

/**
 * What a finding says is a copy, and what of: both sides in whole functions. Where several findings lie at the place the strongest counts, provided that it
 * names lines. Throws a `UsageError` where there is none.
 */
export function partsOfFinding(indexes: readonly StoredIndex[], { place, text, tokens, file }: CheckedCode, model: FamilyModel, expectedAtMost: number): { readonly checked: CasePart; readonly original: CasePart } {
  const engine = createEngine({ kernel: loadKernel(), indexes, models: new Map([[tokens.family, model]]), fallbackModel: () => model });
  const findings = engine.check({ path: place.path, text, tokens }, { expectedAtMost }).filter((finding) => place.lines === null || overlap(finding, place.lines));
  if (findings.length === 0) throw new UsageError(`nothing is found in ${place.written}.${expectedAtMost < levels.thorough.expectedAtMost ? ' A lower level may show it: --level thorough.' : ''} If a copy was missed, name its original: a file, or with --work the path in a work of the index.`);
  if (findings.length > 1 && place.lines === null) throw new UsageError(`${place.written} has ${findings.length} findings; say which:\n${findings.map((finding) => `  ${place.path}:${finding.startLine}  ${workOf(finding)}`).join('\n')}`);
  const { match, ...finding } = findings.sort((a, b) => a.expectedByChance - b.expectedByChance)[0];
  const original = indexes.map((index) => indexedFile(index, match.content)).find((found) => found !== null)!;
  return { checked: partAround(file, finding), original: partAround(original, match) };
}

const overlap = (a: Lines, b: Lines): boolean => a.startLine <= b.endLine && b.startLine <= a.endLine;
const workOf = ({ match: { work, version, path } }: UnjudgedFinding): string => `${[work, version].filter(Boolean).join(' ')}, ${path}`;
