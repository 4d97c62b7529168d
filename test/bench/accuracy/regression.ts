import { recallOf, type RecallRow } from '../../../src/mutation/recall.ts';

/** What a later run is compared with: the rows of an earlier one, with the same sample and seed. */
export interface Baseline {
  readonly sample: number;
  readonly seed: string;
  readonly rows: readonly RecallRow[];
}

/** A language that finds less than it did. Shares from 0 to 1. */
export interface Fall {
  readonly language: string;
  readonly before: number;
  readonly now: number;
  /** The lower end of the 95% interval of the share before. */
  readonly least: number;
}

/** The languages whose recall over all mutants fell below the interval that it had. What only one of the runs has is left out. */
export function fallsOf(baseline: Pick<Baseline, 'rows'>, rows: readonly RecallRow[]): Fall[] {
  const keyOf = ({ language, operator, rate, band }: RecallRow): string => [language, operator, rate, band].join();
  const before = new Map(baseline.rows.map((row) => [keyOf(row), row]));
  const common = rows.filter((row) => before.has(keyOf(row)));
  return [...new Set(common.map(({ language }) => language))].flatMap((language): Fall[] => {
    const now = common.filter((row) => row.language === language);
    const was = recallOf(now.map((row) => before.get(keyOf(row))!));
    const is = recallOf(now);
    return is.share < was.low ? [{ language, before: was.share, now: is.share, least: was.low }] : [];
  });
}
