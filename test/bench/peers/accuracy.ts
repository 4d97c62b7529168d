import { table } from '../table.ts';
import { COPIES, NEGATIVES, type Case } from './cases.ts';
import { compareOurs, type Program } from './ours.ts';
import type { Peer } from './peer.ts';

/** What one program made of the cases: for each level how many it reported, of how many it could read. */
export interface Verdicts {
  readonly program: string;
  /** Share of the suspect that must be the original's to count as reported; null for what decides by itself. */
  readonly share: number | null;
  readonly levels: Readonly<Record<string, { readonly reported: number; readonly of: number }>>;
}

/** Any overlap that a peer reports counts, and then only a quarter or half of the suspect or more: as one would use its output to find copies. */
const SHARES = [0, 0.25, 0.5];

/** Gives each program every case with the one original to compare with; ours has `background` indexes besides. Prints a table. */
export function compareAccuracy(ours: Program, peers: readonly Peer[], cases: readonly Case[], background: readonly string[]): Verdicts[] {
  const verdicts: Verdicts[] = [{ program: 'Nearcopy', share: null, levels: levelsOf(cases, compareOurs(ours, cases, background), 0) }];
  for (const peer of peers) {
    const scores = peer.compare(cases);
    for (const share of SHARES) verdicts.push({ program: peer.name, share, levels: levelsOf(cases, scores, share) });
  }
  const columns = [...COPIES, ...NEGATIVES].filter((level) => cases.some((one) => one.level === level));
  const cell = (levels: Verdicts['levels'], level: string): string => {
    const { reported, of } = levels[level] ?? { reported: 0, of: 0 };
    return of === 0 ? '-' : `${((reported / of) * 100).toFixed(0)}% of ${of}`;
  };
  console.log(`${table(['reported as copies', 'of the suspect', ...columns], verdicts.map(({ program, share, levels }) => [program, share === null ? '' : share === 0 ? 'any' : `${share * 100}%`, ...columns.map((level) => cell(levels, level))]))}\n`);
  return verdicts;
}

function levelsOf(cases: readonly Case[], scores: readonly (number | null)[], share: number): Verdicts['levels'] {
  const levels: Record<string, { reported: number; of: number }> = {};
  cases.forEach(({ level }, at) => {
    const score = scores[at];
    if (score === null) return;
    const own = (levels[level] ??= { reported: 0, of: 0 });
    own.of++;
    if (score > 0 && score >= share) own.reported++;
  });
  return levels;
}
