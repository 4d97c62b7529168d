import type { BandName } from './bands.ts';
import type { OperatorName } from './operators.ts';
import { OUTCOMES, type Outcome } from './trial.ts';

/** The mutants of one language, operator, rate and band. */
export interface RecallRow {
  readonly language: string;
  readonly operator: OperatorName;
  readonly rate: number | null;
  readonly band: BandName;
  /** Mutants that were checked, by what became of them. */
  readonly outcomes: Record<Outcome, number>;
  /** Functions that the operator has nothing to change in, and mutants that didn't parse. */
  inapplicable: number;
  rejected: number;
}

export class RecallTally {
  readonly #rows = new Map<string, RecallRow>();

  row(language: string, operator: OperatorName, rate: number | null, band: BandName): RecallRow {
    const key = [language, operator, rate, band].join();
    let row = this.#rows.get(key);
    if (!row) this.#rows.set(key, (row = { language, operator, rate, band, outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>, inapplicable: 0, rejected: 0 }));
    return row;
  }

  get rows(): readonly RecallRow[] {
    return [...this.#rows.values()];
  }
}

/** Found ones of all, with the 95% interval (Wilson's) of the share. */
export interface Recall {
  readonly found: number;
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export function recallOf(rows: readonly Pick<RecallRow, 'outcomes'>[]): Recall {
  const found = rows.reduce((sum, { outcomes }) => sum + outcomes.found, 0);
  const of = rows.reduce((sum, { outcomes }) => sum + Object.values(outcomes).reduce((all, n) => all + n, 0), 0);
  return { found, of, share: of === 0 ? 0 : found / of, ...wilson(found, of) };
}

/** Wilson's 95% interval of a share. */
export function wilson(hits: number, of: number): { readonly low: number; readonly high: number } {
  if (of === 0) return { low: 0, high: 1 };
  const z = 1.96;
  const share = hits / of;
  const scale = 1 + (z * z) / of;
  const middle = (share + (z * z) / (2 * of)) / scale;
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / scale;
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
