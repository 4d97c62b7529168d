import { readFileSync } from 'node:fs';
import type { UnjudgedFinding } from '../../../src/core/match/findings.ts';

/** What somebody who looked at both sides said of an alarm. Only `chance` and what nobody has looked at are false. */
export const ALARM_CLASSES = ['real copy', 'common idiom', 'table or boilerplate', 'chance'] as const;
export type AlarmClass = (typeof ALARM_CLASSES)[number];

/** An alarm that was looked at. `file` and `match`: project, path and lines, as `npm/x@1.0.0/lib/a.js:10-20`. */
export interface ClassifiedAlarm {
  readonly language: string;
  readonly file: string;
  readonly match: string;
  readonly class: AlarmClass;
  readonly note: string;
}

/** A finding in unrelated code. */
export interface Alarm {
  readonly language: string;
  readonly file: string;
  readonly match: string;
  readonly kind: UnjudgedFinding['kind'];
  readonly bits: number;
  readonly expected: number;
  readonly idiom: boolean;
  /** Null where nobody has looked at it. */
  readonly class: AlarmClass | null;
}

/** Reads the file of classes. Throws an Error that names the entry where one is not as it should be. */
export function readAlarmClasses(file: string): ClassifiedAlarm[] {
  const entries = JSON.parse(readFileSync(file, 'utf8')) as ClassifiedAlarm[];
  for (const entry of entries) if (!ALARM_CLASSES.includes(entry.class) || !rangeOf(entry.file) || !rangeOf(entry.match)) throw new Error(`${file}: ${JSON.stringify(entry)} needs a class (${ALARM_CLASSES.join(', ')}) and places such as npm/x@1.0.0/a.js:1-9`);
  return entries;
}

/** What was said of an alarm: of the same lines, about a match in the same file. Lines may have shifted a little with the engine. */
export function classOf({ file, match }: Pick<Alarm, 'file' | 'match'>, known: readonly ClassifiedAlarm[]): AlarmClass | null {
  const [own, theirs] = [rangeOf(file)!, rangeOf(match)!];
  const entry = known.find((one) => meets(own, rangeOf(one.file)!) && rangeOf(one.match)!.path === theirs.path);
  return entry?.class ?? null;
}

interface Range {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

function rangeOf(place: string): Range | null {
  const parts = /^(.*):(\d+)-(\d+)$/.exec(place);
  return parts && { path: parts[1], from: Number(parts[2]), to: Number(parts[3]) };
}

const meets = (a: Range, b: Range): boolean => a.path === b.path && Math.min(a.to, b.to) - Math.max(a.from, b.from) + 1 >= 0.5 * Math.min(a.to - a.from + 1, b.to - b.from + 1);
