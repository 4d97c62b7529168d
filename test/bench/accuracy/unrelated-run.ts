import { functionsOf } from '../../../src/core/engine.ts';
import type { Analyser } from '../../../src/syntax/analyser.ts';
import { classOf, type Alarm, type ClassifiedAlarm } from './alarm-classes.ts';
import { readFile, type Library } from './library.ts';
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
  files: number;
  functions: number;
  /** Files with a content that the index has: not looked up. */
  known: number;
  readonly alarms: Alarm[];
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
      result.functions += functionsOf(read.tokens);
      const findings = library.engine.check({ path, text: read.text, tokens: read.tokens }, { expectedAtMost: options.expectedAtMost });
      for (const { startLine, endLine, match, kind, evidenceBits, expectedByChance, idiom = false } of findings) {
        const places = { file: `${project.name}/${path}:${startLine}-${endLine}`, match: `${match.work}/${match.path}:${match.startLine}-${match.endLine}` };
        const alarm: Alarm = { language: result.language, ...places, kind, bits: evidenceBits, expected: expectedByChance, idiom, class: classOf(places, options.classes) };
        result.alarms.push(alarm);
        options.onAlarm?.(alarm, read.text.split('\n').slice(startLine - 1, endLine).join('\n'));
      }
    }
  }
  return [...results.values()];
}

const empty = (language: string): UnrelatedLanguage => ({ language, files: 0, functions: 0, known: 0, alarms: [] });
