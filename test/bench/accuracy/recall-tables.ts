import { BANDS } from '../../../src/mutation/bands.ts';
import { OPERATORS } from '../../../src/mutation/operators.ts';
import { recallOf, type RecallRow } from '../../../src/mutation/recall.ts';
import { OUTCOMES } from '../../../src/mutation/trial.ts';
import { table } from '../table.ts';

/** One row an operator and rate, one column a language: recall in percent. */
export function operatorTable(rows: readonly RecallRow[], languages: readonly string[]): string {
  return table(['recall, % found', ...languages.map(shortName), 'all', '95%', 'mutants'], variants(rows).map(({ label, own }) => {
    const all = recallOf(own);
    return [label, ...languages.map((language) => percent(own.filter((row) => row.language === language))), percent(own), `${(100 * all.low).toFixed(1)}-${(100 * all.high).toFixed(1)}`, String(all.of)];
  }));
}

/** One row an operator and rate, one column a size band. */
export function bandTable(rows: readonly RecallRow[]): string {
  return table(['by tokens', ...BANDS.map(({ name }) => name)], variants(rows).map(({ label, own }) => [label, ...BANDS.map(({ name }) => percent(own.filter(({ band }) => band === name)))]));
}

/** One row an operator and rate: which stage lost the misses, in percent of all mutants, and how often the operator could be applied. */
export function stageTable(rows: readonly RecallRow[]): string {
  return table(['lost by, %', ...OUTCOMES.slice(1), 'applicable', 'rejected'], variants(rows).map(({ label, own }) => {
    const { of } = recallOf(own);
    const none = own.reduce((sum, { inapplicable }) => sum + inapplicable, 0);
    const rejected = own.reduce((sum, row) => sum + row.rejected, 0);
    return [label, ...OUTCOMES.slice(1).map((outcome) => share(own.reduce((sum, { outcomes }) => sum + outcomes[outcome], 0), of)), share(of + rejected, of + rejected + none), share(rejected, of + rejected)];
  }));
}

/** One row a language: how many of the sampled functions hold enough to be found under other names at all, by size. */
export function reachTable(units: readonly { readonly language: string; readonly band: string; readonly units: number; readonly reachable: number }[], languages: readonly string[]): string {
  return table(['reachable, %', ...BANDS.map(({ name }) => name)], languages.map((language) => [language, ...BANDS.map(({ name }) => {
    const own = units.filter((one) => one.language === language && one.band === name);
    return share(own.reduce((sum, { reachable }) => sum + reachable, 0), own.reduce((sum, one) => sum + one.units, 0));
  })]));
}

function variants(rows: readonly RecallRow[]): { label: string; own: RecallRow[] }[] {
  return (Object.keys(OPERATORS) as (keyof typeof OPERATORS)[]).flatMap((operator) => [...(OPERATORS[operator].rates ?? [null])].map((rate) => ({
    label: rate === null ? operator : `${operator} ${rate * 100}%`,
    own: rows.filter((row) => row.operator === operator && row.rate === rate),
  }))).filter(({ own }) => own.length > 0);
}

const percent = (rows: readonly RecallRow[]): string => {
  const { found, of } = recallOf(rows);
  return share(found, of);
};

const share = (part: number, whole: number): string => (whole === 0 ? '-' : ((100 * part) / whole).toFixed(1));
const shortName = (language: string): string => language.slice(0, 6);
