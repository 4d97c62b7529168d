import { fingerprint } from '../../../src/core/fingerprint/fingerprints.ts';
import { CandidateSearch } from '../../../src/core/match/candidates.ts';
import { spansOf, type Span } from '../../../src/core/match/spans.ts';
import { MIN_UNIT_TOKENS, type TokenFile } from '../../../src/core/tokens/token-file.ts';
import { createEngine, type Engine } from '../../../src/core/engine.ts';
import { uniformModel } from '../../../src/core/match/family-model.ts';
import { loadModels } from '../../../src/host/engine-parts.ts';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { defaultLevel, levels } from '../../../src/policy/levels.ts';
import { openIndex, type StoredIndex } from '../../../src/store/open.ts';
import { createAnalyser } from '../../../src/syntax/analyser.ts';
import { cpuMicroseconds } from '../clock.ts';
import { corpusFiles } from '../corpus.ts';
import { kernel } from '../minhash-lab.ts';
import { countedFiles, type Reads } from './counted-files.ts';
import { analyseFile, isHeldOut } from './scale-build.ts';

/** Queries of one index. A query looks one function up: all of its keys, votes, and regions of candidates. Microseconds of processor time. */
export interface QueryFigures {
  readonly p50: number;
  readonly p99: number;
  /** The same when nothing of the index has been read yet, with the checksums of all pages. */
  readonly firstP50: number;
  /** Positional reads, with the cache as it is and with next to none. */
  readonly reads: number;
  readonly readsWithoutCache: number;
  readonly bytesRead: number;
  /** The whole match of a function, with alignment and evidence. */
  readonly matchP50: number;
}

interface Query {
  readonly file: TokenFile;
  readonly text: string;
  readonly span: Span;
}

/** One index that is asked, and what its queries took. */
interface Subject {
  readonly index: StoredIndex;
  readonly bare: StoredIndex;
  readonly search: CandidateSearch;
  readonly bareSearch: CandidateSearch;
  readonly engine: Engine;
  readonly reads: Reads;
  readonly times: number[][];
  readonly matchTimes: number[];
  steadyReads: number;
  steadyBytes: number;
  bareReads: number;
}

/** Bytes that an index keeps which is to read each time anew: as few as it can. */
const NO_CACHE = 1;

/** Asks indexes of several sizes the same questions, in turns: functions of real files that none of them holds. */
export async function measureQueries(paths: readonly string[], corpus: string, options: { readonly queries: number; readonly rounds: number }): Promise<QueryFigures[]> {
  const queries = await queriesFrom(corpus, options.queries);
  const models = await loadModels(grammarFiles());
  const subjects = paths.map((path): Subject => {
    const { files, reads } = countedFiles();
    const index = openIndex(files, path);
    const engine = createEngine({ kernel, indexes: [index], models, fallbackModel: uniformModel });
    const bare = openIndex(files, path, { cacheBytes: NO_CACHE });
    return { index, bare, search: new CandidateSearch([index]), bareSearch: new CandidateSearch([bare]), engine, reads, times: queries.map(() => []), matchTimes: [], steadyReads: 0, steadyBytes: 0, bareReads: 0 };
  });
  try {
    warmUp(queries, subjects[0]!);
    for (let round = 0; round < options.rounds; round++) {
      queries.forEach((query, at) => {
        for (let turn = 0; turn < subjects.length; turn++) ask(subjects[(at + round + turn) % subjects.length]!, query, at);
      });
      if (round === 0) for (const subject of subjects) Object.assign(subject, { steadyReads: 0, steadyBytes: 0 });
    }
    for (const subject of subjects) for (const query of queries) {
      const before = subject.reads.count;
      lookUp(subject.bareSearch, query);
      subject.bareReads += subject.reads.count - before;
    }
    for (const query of wholeFiles(queries)) for (const subject of subjects) match(subject, query);
    const asked = queries.length * (options.rounds - 1);
    return subjects.map(({ times, matchTimes, steadyReads, steadyBytes, bareReads }) => {
      const steady = times.map(([, ...later]) => median(later)).sort((a, b) => a - b);
      return {
        p50: median(steady),
        p99: steady[Math.floor(steady.length * 0.99)]!,
        firstP50: median(times.map(([first]) => first!)),
        reads: steadyReads / asked,
        readsWithoutCache: bareReads / queries.length,
        bytesRead: steadyBytes / asked,
        matchP50: median(matchTimes),
      };
    });
  } finally {
    for (const { index, bare } of subjects) {
      index.close();
      bare.close();
    }
  }
}

async function queriesFrom(corpus: string, most: number): Promise<Query[]> {
  const analyser = await createAnalyser(grammarFiles());
  const queries: Query[] = [];
  for (const file of corpusFiles(corpus)) {
    if (queries.length >= most) break;
    const analysed = await analyseFile(analyser, file);
    if (analysed === null || !isHeldOut(analysed.content)) continue;
    const { tokens, text } = analysed;
    for (const span of spansOf(tokens)) if (span.isWhole && span.end - span.start >= MIN_UNIT_TOKENS) queries.push({ file: tokens, text, span });
  }
  analyser.dispose();
  if (queries.length === 0) throw new Error(`${corpus} is too small to hold files out for queries`);
  return queries.slice(0, most);
}

const lookUp = (search: CandidateSearch, { file, span }: Query): void => {
  search.begin().search(fingerprint(file, kernel), span, { keys: 0, unknown: 0, tooCommon: 0, units: 0 });
};

function ask(subject: Subject, { file, span }: Query, at: number): void {
  const fingerprints = fingerprint(file, kernel);
  const { count, bytes } = subject.reads;
  const started = cpuMicroseconds();
  subject.search.begin().search(fingerprints, span, { keys: 0, unknown: 0, tooCommon: 0, units: 0 });
  subject.times[at]!.push(cpuMicroseconds() - started);
  subject.steadyReads += subject.reads.count - count;
  subject.steadyBytes += subject.reads.bytes - bytes;
}

function match({ engine, matchTimes }: Subject, { file, text }: Query): void {
  const started = cpuMicroseconds();
  engine.check({ path: 'query', text, tokens: file }, levels[defaultLevel]);
  matchTimes.push((cpuMicroseconds() - started) / file.units.length);
}

/** One query of each file. */
const wholeFiles = (queries: readonly Query[]): Query[] => [...new Map(queries.map((query) => [query.file, query])).values()];

/** Compiles the code of a query on an index that keeps nothing. */
function warmUp(queries: readonly Query[], { bareSearch, reads }: Subject): void {
  for (const query of queries.slice(0, 300)) lookUp(bareSearch, query);
  Object.assign(reads, { count: 0, bytes: 0 });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
