import type { Trace } from '../../../src/core/match/trace.ts';
import { functionsOf } from '../../../src/core/engine.ts';
import { LineTable } from '../../../src/core/tokens/line-table.ts';
import type { Analyser } from '../../../src/syntax/analyser.ts';
import { classOf, type Alarm, type ClassifiedAlarm } from './alarm-classes.ts';
import { orderOf, readFile, type Library, type ReadFile } from './library.ts';
import type { Project } from './projects.ts';

export interface UnrelatedOptions {
  readonly languages: readonly string[];
  readonly expectedAtMost: number;
  readonly classes: readonly ClassifiedAlarm[];
  readonly onProject?: (name: string) => void;
  readonly onAlarm?: (alarm: Alarm, lines: string) => void;
}

/** What unrelated code of one language shows. */
export interface UnrelatedLanguage {
  readonly language: string;
  /** As its files say; null without one. */
  family: string | null;
  files: number;
  functions: number;
  /** Files with a content that the index has: not looked up. */
  known: number;
  readonly alarms: Alarm[];
  /** Units and windows that were looked up, and for each the least expectation of its matches, in two halves by file. */
  readonly halves: readonly [Half, Half];
}

export interface Half {
  queries: number;
  /** E of the best match of each query that has one. */
  readonly expected: number[];
}

/** Looks whole projects up that are not in the library. Equal files are looked up once. */
export async function runUnrelated(analyser: Analyser, library: Library, projects: readonly Project[], options: UnrelatedOptions): Promise<UnrelatedLanguage[]> {
  const results = new Map(options.languages.map((language) => [language, empty(language)]));
  const seen = new Set<string>();
  for (const project of projects) {
    options.onProject?.(project.name);
    for (const { path, file } of project.files) {
      const read = await readFile(analyser, path, file, options.languages);
      const result = read && results.get(read.tokens.language);
      if (!read || !result || read.isGenerated || seen.has(read.content)) continue;
      seen.add(read.content);
      if (library.index.has(read.content)) {
        result.known++;
        continue;
      }
      result.files++;
      result.family = read.tokens.family;
      result.functions += functionsOf(read.tokens);
      const best = new Map<string, number>();
      const trace: Trace = {
        span: ({ start, end }) => void best.set(`${start}-${end}`, Infinity),
        alignment: ({ start, end }, _, evidence, expected) => {
          if (evidence) best.set(`${start}-${end}`, Math.min(expected, best.get(`${start}-${end}`) ?? Infinity));
        },
      };
      const findings = library.engine.check({ path, text: read.text, tokens: read.tokens }, { expectedAtMost: WEAKEST, trace }).filter(({ expectedByChance }) => expectedByChance <= options.expectedAtMost);
      const half = result.halves[parseInt(orderOf(read.content).slice(-1), 16) & 1];
      half.queries += best.size;
      const isExplained: ((span: string) => boolean)[] = [];
      for (const { startLine, endLine, match, kind, evidenceBits, expectedByChance, idiom = false } of findings) {
        const places = { file: `${project.name}/${path}:${startLine}-${endLine}`, match: `${match.work}/${match.path}:${match.startLine}-${match.endLine}` };
        const alarm: Alarm = { language: result.language, ...places, kind, bits: evidenceBits, expected: expectedByChance, idiom, class: classOf(places, options.classes) };
        result.alarms.push(alarm);
        if (alarm.class !== null && alarm.class !== 'chance') isExplained.push(overlapping(read, startLine, endLine));
        options.onAlarm?.(alarm, read.text.split('\n').slice(startLine - 1, endLine).join('\n'));
      }
      // What somebody has found to be more than chance says nothing about chance.
      for (const [span, expected] of best) if (expected < Infinity && !isExplained.some((explains) => explains(span))) half.expected.push(expected);
    }
  }
  return [...results.values()];
}

/** Tells of spans, as `start-end` in tokens, whether they reach into lines. */
function overlapping({ tokens, text }: ReadFile, startLine: number, endLine: number): (span: string) => boolean {
  const lines = new LineTable(text);
  return (span) => {
    const [start, end] = span.split('-').map(Number);
    return lines.rowOf(tokens.starts[start]) + 1 <= endLine && lines.rowOf(tokens.ends[end - 1]) + 1 >= startLine;
  };
}

/** Matches that chance explains more often are not counted: the engine doesn't weigh them. */
const WEAKEST = 10;

const empty = (language: string): UnrelatedLanguage => ({ language, family: null, files: 0, functions: 0, known: 0, alarms: [], halves: [{ queries: 0, expected: [] }, { queries: 0, expected: [] }] });
