import { CandidateSearch } from '../../../src/core/match/candidates.ts';
import { BANDS } from '../../../src/core/fingerprint/bands.ts';
import type { FileFingerprints } from '../../../src/core/fingerprint/fingerprints.ts';
import { fmix32 } from '../../../src/core/fingerprint/hash.ts';
import { nodeIndexFiles } from '../../../src/host/node/index-files.ts';
import { openIndex } from '../../../src/store/open.ts';

/** What an open index costs a process that does nothing else. */
export interface OpenFigures {
  readonly milliseconds: number;
  /** Resident memory over that of the process before it opened the index: right after, and after many queries. */
  readonly residentBytes: number;
  readonly residentAfterQueriesBytes: number;
  readonly functions: number;
  readonly bytesPerFunction: number;
  readonly segments: number;
}

const OPENINGS = 9;
const QUERIES = 5000;
/** Local keys of a function, about. */
const LOCAL_KEYS = 16;

/** Measures this process: run it alone, with `--expose-gc`. */
export function measureOpening(path: string): OpenFigures {
  openIndex(nodeIndexFiles, path).close();
  const before = resident();
  const times: number[] = [];
  for (let i = 0; i < OPENINGS; i++) {
    const started = performance.now();
    openIndex(nodeIndexFiles, path).close();
    times.push(performance.now() - started);
  }
  const index = openIndex(nodeIndexFiles, path);
  const opened = resident();
  const search = new CandidateSearch([index]);
  for (let i = 0; i < QUERIES; i++) search.begin().search(randomQuery(i), { start: 0, end: 100, unit: 0, isWhole: true }, { keys: 0, unknown: 0, tooCommon: 0, units: 0 });
  const { functions, bytes } = index.stats;
  const figures = {
    milliseconds: times.sort((a, b) => a - b)[OPENINGS >> 1]!,
    residentBytes: opened - before,
    residentAfterQueriesBytes: resident() - before,
    functions,
    bytesPerFunction: bytes / functions,
    segments: index.segments.length,
  };
  index.close();
  return figures;

  /** Keys that hardly any function has: what is read is all over the index. */
  function randomQuery(seed: number): FileFingerprints {
    const random = (n: number): number => fmix32(fmix32(seed) ^ n);
    const localAt = Uint32Array.from({ length: LOCAL_KEYS }, (_, i) => i * 5);
    return { bands: Uint32Array.from({ length: BANDS }, (_, i) => random(i)), isBanded: Uint8Array.of(1), exact: Uint32Array.of(random(99)), ownTokens: Uint32Array.of(100), localKeys: localAt.map((at) => random(1000 + at)), localAt, localUnits: new Int32Array(LOCAL_KEYS) };
  }
}

function resident(): number {
  for (let i = 0; i < 3; i++) (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage.rss();
}
