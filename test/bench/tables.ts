import type { LanguageFigures } from './figures.ts';
import { STAGES, type Stage } from './stages.ts';
import { table } from './table.ts';

/** One row a language: how fast a scan is, and what that depends on. */
export function speedTable(languages: readonly LanguageFigures[]): string {
  const head = ['language', 'files', 'functions', 'MB', 'parse MB/s', 'scan MB/s', 'walk+tokens+keys MB/s', 'scan/parse', 'us/1000 lines', 'alignments/1000', 'findings/1000'];
  return table(head, languages.map((figures) => [
    figures.language,
    String(figures.files),
    String(figures.functions),
    figures.megabytes.toFixed(2),
    speed(figures.stages.parse.megabytesPerSecond),
    speed(figures.stages.scan.megabytesPerSecond),
    speed(figures.walkTokensFingerprintsMBs),
    figures.scanOverParse.toFixed(2),
    figures.scanMicrosecondsPer1000Lines.toFixed(0),
    figures.alignmentsPer1000.toFixed(0),
    figures.findingsPer1000.toFixed(0),
  ]));
}

/** One row a language: the parts that have a figure of their own to reach. Per 1,000 means 1,000 functions. */
export function partsTable(languages: readonly LanguageFigures[]): string {
  const head = ['language', 'cursor/heap walk', 'JS/kernel', 'npm/tokens', 'npm/kernel', 'keys/function', 'look up us', 'align us', 'bytes/function'];
  return table(head, languages.map((figures) => [
    figures.language,
    figures.heapWalkOverCursor.toFixed(1),
    figures.minhashOverJavaScript.toFixed(1),
    figures.minhashOverNpm.toFixed(0),
    figures.kernelOverNpm.toFixed(0),
    figures.keysPerFunction.toFixed(1),
    figures.queryMicroseconds.toFixed(1),
    figures.alignMicroseconds.toFixed(1),
    figures.bytesPerFunction.toFixed(0),
  ]));
}

/** One row a stage. */
export function stageTable(figures: LanguageFigures): string {
  return table([figures.language, 'us a function', 'least', 'most', 'MB/s', 'of the parse'], (Object.keys(STAGES) as Stage[]).map((stage) => {
    const { microseconds, megabytesPerSecond, overParse } = figures.stages[stage];
    return [STAGES[stage], microseconds.median.toFixed(1), microseconds.least.toFixed(1), microseconds.most.toFixed(1), speed(megabytesPerSecond), `${(overParse * 100).toFixed(0)}%`];
  }));
}

const speed = (megabytesPerSecond: number | null): string => (megabytesPerSecond === null ? '' : megabytesPerSecond.toFixed(megabytesPerSecond < 10 ? 2 : 0));
