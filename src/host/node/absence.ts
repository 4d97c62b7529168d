import type { Holder } from '../../core/index/contract.ts';
import type { PresentUnit } from '../../core/match/presence.ts';
import type { UnjudgedFinding } from '../../core/match/findings.ts';
import { tooLargeReason } from '../../core/tokens/screen.ts';
import type { Source } from '../../sources/source.ts';
import { loadLanguages } from './grammar-files.ts';
import { labelOf } from './work-label.ts';
import { openWorkshop } from './workshop.ts';

/** What of a source an index still holds. */
export interface SourcePresence extends Readonly<Lists> {
  /** Name and version of the source. */
  readonly label: string;
  /** Files in known languages, and functions in those that were fingerprinted again. */
  readonly files: number;
  readonly functions: number;
  /** Functions of which the index has only the structure, under other names: that says little. */
  readonly alike: number;
}

interface Lists {
  /** Files whose very content stands in the index, with all holders. */
  readonly contents: { readonly path: string; readonly holders: readonly Holder[] }[];
  /** Near-copies of its other files, with the work that is named first and the others that hold the same code. */
  readonly findings: UnjudgedFinding[];
  /** Functions that stand in the index as they are and in none of the above, small ones as a rule. */
  readonly units: (PresentUnit & { readonly path: string })[];
  readonly skipped: { readonly path: string; readonly reason: string }[];
}

/** Reads and fingerprints a source again, and looks for all of it in an index. `expectedAtMost` as for a check. Throws IndexError and SourceError. */
export async function presenceOf({ path, keyFile }: { readonly path: string; readonly keyFile: readonly string[] }, source: Source, expectedAtMost: number): Promise<SourcePresence> {
  const languages = await loadLanguages();
  const shop = await openWorkshop({ kind: 'check', indexes: [path], keyFiles: keyFile, expectedAtMost });
  const presence: Lists = { contents: [], findings: [], units: [], skipped: [] };
  let [files, functions, alike] = [0, 0, 0];
  try {
    for await (const file of source.files()) {
      if (languages.ofPath(file.path).length === 0) continue;
      const tooLarge = tooLargeReason(file.size);
      if (tooLarge !== null) {
        presence.skipped.push({ path: file.path, reason: tooLarge });
        continue;
      }
      files++;
      const bytes = await file.bytes();
      const result = await shop.presence({ path: file.path, bytes });
      if (result.kind === 'skipped') {
        presence.skipped.push({ path: file.path, reason: result.reason });
        continue;
      }
      if (result.holders.length > 0) presence.contents.push({ path: file.path, holders: result.holders });
      functions += result.functions;
      alike += result.units.alike;
      presence.findings.push(...result.findings);
      presence.units.push(...outside(result.units.equal, result.findings).map((unit) => ({ ...unit, path: file.path })));
    }
    presence.skipped.push(...source.problems);
    return { label: labelOf(source.facts), files, functions, alike, ...presence };
  } finally {
    shop.close();
  }
}

/** Units that no finding and no unit around them tells of. */
function outside(units: readonly PresentUnit[], findings: readonly UnjudgedFinding[]): PresentUnit[] {
  type Lines = { readonly startLine: number; readonly endLine: number };
  const holds = (a: Lines, b: Lines): boolean => a.startLine <= b.startLine && a.endLine >= b.endLine;
  return units.filter((unit, at) => !findings.some((finding) => holds(finding, unit)) && !units.some((other, place) => place < at && holds(other, unit)));
}
