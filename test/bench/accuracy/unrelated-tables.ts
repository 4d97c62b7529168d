import { table } from '../table.ts';
import { ALARM_CLASSES, type Alarm } from './alarm-classes.ts';
import type { UnrelatedLanguage } from './unrelated-run.ts';

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
