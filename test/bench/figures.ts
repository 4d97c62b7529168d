import type { Rounds, Times } from './rounds.ts';
import { bytesIn, functionsIn } from './samples.ts';
import { STAGES, type Counts, type Stage, type Subject } from './stages.ts';

/** What was measured of one stage. */
export interface StageFigures {
  /** Microseconds a function: median, least and most of the rounds. */
  readonly microseconds: Times;
  /** Megabytes (10^6) of source a second, by the median; null where the stage works on a part of the source. */
  readonly megabytesPerSecond: number | null;
  /** Its time over that of the parse alone, for the same functions. */
  readonly overParse: number;
}

/** What was measured of one language. */
export interface LanguageFigures {
  readonly language: string;
  /** Of the half that is checked. */
  readonly files: number;
  readonly functions: number;
  readonly megabytes: number;
  readonly lines: number;
  /** Findings and alignments for 1,000 functions: what the time of the alignment depends on. */
  readonly findingsPer1000: number;
  readonly alignmentsPer1000: number;
  readonly keysPerFunction: number;
  readonly stages: Readonly<Record<Stage, StageFigures>>;
  readonly scanOverParse: number;
  /** Megabytes (10^6) of source a second through walk, tokens and fingerprints together. */
  readonly walkTokensFingerprintsMBs: number;
  readonly heapWalkOverCursor: number;
  readonly minhashOverJavaScript: number;
  /** From the same arrays of tokens. */
  readonly minhashOverNpm: number;
  /** From the same shingles. */
  readonly kernelOverNpm: number;
  readonly bytesPerFunction: number;
  readonly queryMicroseconds: number;
  readonly alignMicroseconds: number;
  readonly scanMicrosecondsPer1000Lines: number;
}

export function figuresOf({ samples, rounds, compared, counts }: Subject): LanguageFigures {
  const { checked, indexed } = samples;
  const functions = functionsIn(checked);
  const lines = checked.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  const basis = (stage: Stage): { functions: number; bytes: number | null } => {
    if (stage.startsWith('signature')) return { functions: compared.length, bytes: null };
    if (stage === 'entry' || stage === 'indexWrite') return { functions: functionsIn(indexed), bytes: bytesIn(indexed) };
    return { functions, bytes: bytesIn(checked) };
  };
  const parse = rounds.of('parse').median / functions;
  const stages = Object.fromEntries((Object.keys(STAGES) as Stage[]).map((stage) => [stage, stageFigures(rounds, stage, basis(stage), parse)])) as Record<Stage, StageFigures>;
  return {
    language: samples.language.data.id,
    files: checked.length,
    functions,
    megabytes: bytesIn(checked) / 1e6,
    lines,
    ...rates(counts, functions),
    stages,
    scanOverParse: rounds.ratio('scan', 'parse'),
    walkTokensFingerprintsMBs: bytesIn(checked) / (rounds.of('heapWalk').median + rounds.of('tokenize').median + rounds.of('fingerprint').median),
    heapWalkOverCursor: rounds.ratio('cursorWalk', 'heapWalk'),
    minhashOverJavaScript: rounds.ratio('signatureJavaScript', 'signature'),
    minhashOverNpm: rounds.ratio('signatureOfTokensNpm', 'signatureOfTokens'),
    kernelOverNpm: rounds.ratio('signatureNpm', 'signature'),
    bytesPerFunction: counts.indexBytes / functionsIn(indexed),
    queryMicroseconds: stages.lookUp.microseconds.median,
    alignMicroseconds: stages.align.microseconds.median,
    scanMicrosecondsPer1000Lines: (rounds.of('scan').median / lines) * 1000,
  };
}

/** The worst language of each figure: greater speed-ups are better, and smaller times and sizes. */
export function worstOf(languages: readonly LanguageFigures[]) {
  const least = (of: (figures: LanguageFigures) => number): number => Math.min(...languages.map(of));
  const most = (of: (figures: LanguageFigures) => number): number => Math.max(...languages.map(of));
  return {
    scanOverParse: most((figures) => figures.scanOverParse),
    walkTokensFingerprintsMBs: least((figures) => figures.walkTokensFingerprintsMBs),
    minhashOverNpm: least((figures) => figures.minhashOverNpm),
    kernelOverNpm: least((figures) => figures.kernelOverNpm),
    minhashOverJavaScript: least((figures) => figures.minhashOverJavaScript),
    heapWalkOverCursor: least((figures) => figures.heapWalkOverCursor),
    /** Of small indexes of one language each. */
    languageBytesPerFunction: most((figures) => figures.bytesPerFunction),
    queryMicroseconds: most((figures) => figures.queryMicroseconds),
    alignMicroseconds: most((figures) => figures.alignMicroseconds),
    scanMicrosecondsPer1000Lines: most((figures) => figures.scanMicrosecondsPer1000Lines),
  };
}

function stageFigures(rounds: Rounds<Stage>, stage: Stage, { functions, bytes }: { functions: number; bytes: number | null }, parse: number): StageFigures {
  const { median, least, most } = rounds.of(stage);
  return {
    microseconds: { median: median / functions, least: least / functions, most: most / functions },
    megabytesPerSecond: bytes === null ? null : bytes / median,
    overParse: median / functions / parse,
  };
}

const rates = ({ findings, aligned, keys }: Counts, functions: number) => ({
  findingsPer1000: (findings / functions) * 1000,
  alignmentsPer1000: (aligned / functions) * 1000,
  keysPerFunction: keys / functions,
});
