import { strengthFor } from '../../../src/core/match/expectation.ts';
import { countsAt, countsInLarger, expectedBy, fitChance, type ChanceFit } from '../../../src/mutation/calibration.ts';
import { table } from '../table.ts';
import { ALARM_CLASSES, type Alarm } from './alarm-classes.ts';
import type { Half, UnrelatedLanguage } from './unrelated-run.ts';

/** One row a language: alarms by what they are, and how many false ones there are to 1,000 functions. What only informs, as a common idiom, is counted by itself. */
export function alarmTable(results: readonly UnrelatedLanguage[]): string {
  const row = (name: string, own: readonly UnrelatedLanguage[]): string[] => {
    const functions = own.reduce((sum, one) => sum + one.functions, 0);
    const findings = own.flatMap((one) => one.alarms);
    const alarms = findings.filter(isLoud);
    const counts = ALARM_CLASSES.map((kind) => alarms.filter((alarm) => alarm.class === kind).length);
    const unclassified = alarms.filter((alarm) => alarm.class === null).length;
    const per1000 = (count: number): string => (functions === 0 ? '-' : ((1000 * count) / functions).toFixed(2));
    return [name, String(functions), String(findings.length), String(findings.length - alarms.length), ...counts.map(String), String(unclassified), per1000(alarms.length - counts[0]), per1000(alarms.filter(isFalse).length)];
  };
  return table(['alarms', 'functions', 'findings', 'as idiom', ...ALARM_CLASSES, 'not looked at', 'not copies/1000', 'false/1000'], [...results.filter(({ functions }) => functions > 0).map((one) => row(one.language, [one])), row('all', results)]);
}

/** What the engine itself calls a common idiom is shown as information: it alarms nobody. */
export const isLoud = ({ idiom }: Alarm): boolean => !idiom;

/** Chance, and what nobody has looked at. Idioms and tables are findings too, of code that is nobody's: they are counted beside it. */
export const isFalse = ({ class: kind }: Alarm): boolean => kind === null || kind === 'chance';

export interface Calibration {
  readonly language: string;
  readonly indexTokens: number;
  readonly fit: ChanceFit | null;
  /** By the engine's own expectation, on the half that is not fitted. */
  readonly counts: readonly { readonly threshold: number; readonly observed: number; readonly predicted: number; readonly byFit: number | null }[];
  /** The same in an index of a million functions, simulated. */
  readonly amongAMillion: readonly { readonly threshold: number; readonly observed: number; readonly predicted: number }[];
  readonly queries: number;
}

export const THRESHOLDS = [1, 0.3, 0.1, 0.03, 0.01, 0.002] as const;

const A_MILLION = 1e6;
/** Thresholds that are shown for an index of that size. */
const LARGE: readonly number[] = [1, 0.1, 0.01];

/** Fits one half and counts on the other. */
export function calibrationOf({ language, family, halves: [fitted, tested] }: UnrelatedLanguage, indexTokens: number, indexFunctions: number): Calibration {
  const strengths = (half: Half): number[] => half.expected.map((expected) => strengthFor(expected, indexTokens, family ?? language));
  const fit = fitChance({ queries: fitted.queries, strengths: strengths(fitted), indexTokens }, 0.05, 0.003);
  const ours = fit && strengths(tested).map((strength) => expectedBy(fit, strength, indexTokens));
  return {
    language, indexTokens, fit, queries: tested.queries,
    amongAMillion: countsInLarger(THRESHOLDS, tested.queries, tested.expected, Math.max(1, A_MILLION / indexFunctions)),
    counts: countsAt(THRESHOLDS, tested.queries, tested.expected).map((count) => ({ ...count, byFit: ours && ours.filter((expected) => expected <= count.threshold).length })),
  };
}

/** One row a language: observed over predicted at each threshold, as the engine expects it, and as the fit of the other half would. */
export function calibrationTable(calibrations: readonly Calibration[]): string {
  const over = (observed: number | null, predicted: number): string => (observed === null ? '-' : `${observed}/${predicted.toFixed(predicted < 10 ? 1 : 0)}`);
  return table(
    ['observed/predicted', 'queries', 'N', ...THRESHOLDS.map((threshold) => `E ${threshold}`), ...THRESHOLDS.map((threshold) => `fit ${threshold}`), ...LARGE.map((threshold) => `10^6: ${threshold}`), 'K', 'lambda', 'from-to bits'],
    calibrations.filter(({ queries }) => queries > 0).map(({ language, queries, indexTokens, fit, counts, amongAMillion }) => [
      language, String(queries), indexTokens.toExponential(1), ...counts.map(({ observed, predicted }) => over(observed, predicted)), ...counts.map(({ byFit, predicted }) => over(byFit, predicted)),
      ...amongAMillion.filter(({ threshold }) => LARGE.includes(threshold)).map(({ observed, predicted }) => over(Math.round(observed), predicted)),
      fit ? fit.k.toExponential(2) : '-', fit ? fit.lambda.toFixed(3) : '-', fit ? `${fit.from.toFixed(0)}-${fit.to.toFixed(0)} (${fit.matches})` : '-',
    ]),
  );
}
