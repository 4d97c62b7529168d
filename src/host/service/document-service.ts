import { createEngine, functionsOf, type Engine } from '../../core/engine.ts';
import { IndexError } from '../../core/index/errors.ts';
import { compareFiles, type ComparedFile } from '../../core/match/compare.ts';
import { placedInOriginal } from '../../core/match/evidence-detail.ts';
import { uniformModel, type FamilyModel } from '../../core/match/family-model.ts';
import { SpanCache } from '../../core/match/span-cache.ts';
import { screen } from '../../core/tokens/screen.ts';
import type { TokenFile } from '../../core/tokens/token-file.ts';
import type { StoredIndex } from '../../store/open.ts';
import { createAnalyser, isRefusal, type Analyser, type FollowedAnalysis } from '../../syntax/analyser.ts';
import { loadKernel } from '../../syntax/kernel.ts';
import type { Language } from '../../syntax/languages.ts';
import type { SyntaxHost } from '../../syntax/syntax.ts';
import { FamilyModels } from '../family-models.ts';
import { messageOf } from '../failure.ts';
import { explain } from './explain.ts';
import { StageClock } from './stage-clock.ts';
import type { CheckedDocument, CheckResult, CheckService, EvidenceRequest, IndexPlace, IndexState, IndexTraffic, ServiceFigures, ServiceSetup, ServiceState, Snippet } from './protocol.ts';

/** What the service needs of the machine that it runs on. */
export interface ServiceHost extends SyntaxHost {
  /** Opens an index. Throws an error whose message stands on its own. `inMemory`: why it is held in memory as a whole. */
  readonly openIndex: (place: IndexPlace) => Promise<{ readonly index: StoredIndex; readonly inMemory?: string | null }>;
  /** Is called when all indexes of a set-up are open. */
  readonly whenAllOpen?: () => Promise<void>;
  readonly heapBytes: () => number;
  readonly indexTraffic?: () => IndexTraffic;
}

/** The check service of one thread. Calls must not overlap: the parser and the buffers of the engine serve one at a time. */
export async function createDocumentService(host: ServiceHost): Promise<CheckService> {
  const analyser = await createAnalyser(host);
  const models = new FamilyModels(host);
  const kernel = loadKernel();
  const documents = new Documents(analyser);
  let indexes: readonly StoredIndex[] = [];
  let expectedAtMost = 0;
  let engine = newEngine();

  function newEngine(): Engine {
    return createEngine({ kernel, indexes, models, fallbackModel: uniformModel });
  }
  const model = (family: string): FamilyModel => models.get(family) ?? uniformModel(family);

  async function check(document: CheckedDocument, withDetail = false): Promise<CheckResult> {
    const clock = new StageClock(host.now);
    const read = await documents.read(document);
    clock.analysed();
    if ('skipped' in read) return { findings: [], functions: 0, skipped: read.skipped, times: clock.times() };
    const { tokens, text, cache } = read;
    await models.ready(tokens.family);
    const findings = engine.check({ path: document.path, text, tokens }, { expectedAtMost, cache, withDetail, trace: clock });
    return { findings, functions: functionsOf(tokens), skipped: null, times: clock.times() };
  }

  return {
    async setUp(setup: ServiceSetup): Promise<ServiceState> {
      for (const index of indexes) index.close();
      indexes = [];
      documents.forgetFindings();
      const opened: StoredIndex[] = [];
      const states: IndexState[] = [];
      for (const place of setup.indexes) {
        try {
          const { index, inMemory } = await host.openIndex(place);
          opened.push(index);
          const { works, functions, bytes } = index.stats;
          states.push({ name: place.name, works, functions, bytes, isKeyed: index.manifest.key !== null, ...(inMemory ? { inMemory } : {}) });
        } catch (error) {
          states.push({ name: place.name, problem: messageOf(error), code: error instanceof IndexError ? error.code : null });
        }
      }
      // What could not be opened now may be there another time.
      if (opened.length === setup.indexes.length) await host.whenAllOpen?.();
      [indexes, expectedAtMost] = [opened, setup.expectedAtMost];
      engine = newEngine();
      const languages = analyser.languages.all.map(({ data: { id, name, extensions, aliases, comment } }) => ({ id, name, extensions, aliases, comment }));
      return { indexes: states, languages };
    },
    check: (document) => check(document),
    close: async (id) => documents.close(id),
    async evidence({ document, key, startLine, original }: EvidenceRequest) {
      const { findings } = await check(document, true);
      const same = findings.filter((finding) => finding.key === key);
      const nearest = same.sort((a, b) => Math.abs(a.startLine - startLine) - Math.abs(b.startLine - startLine))[0];
      if (!nearest?.detail) return nearest ?? null;
      const source = original ?? nearest.detail.source;
      const language = documents.languages({ path: nearest.match.path });
      const tokens = source === null ? null : await analyser.analyse(source, language);
      return tokens === null || isRefusal(tokens) ? nearest : { ...nearest, detail: { ...placedInOriginal(nearest.detail, tokens), source } };
    },
    async explain({ document, from, to }) {
      const read = await documents.read(document);
      if ('skipped' in read) return { skipped: read.skipped, expectedAtMost, units: [] };
      await models.ready(read.tokens.family);
      return explain({ engine, tokens: read.tokens, text: read.text, path: document.path, from, to, expectedAtMost });
    },
    async compare(a: Snippet, b: Snippet) {
      const [left, right] = [await readSnippet(a), await readSnippet(b)];
      if ('problem' in left) return left;
      if ('problem' in right) return right;
      if (left.tokens.family !== right.tokens.family) return { problem: `${a.name} is ${left.tokens.language} and ${b.name} is ${right.tokens.language}: only languages of one family can be compared.` };
      await models.ready(left.tokens.family);
      const { a: p, b: q, ...comparison } = compareFiles(left, right, model(left.tokens.family));
      return { comparison: { ...comparison, a: { name: p.name, text: p.text }, b: { name: q.name, text: q.text } } };
    },
    async figures(): Promise<ServiceFigures> {
      return { documents: documents.count, walks: await analyser.syntax.walks(), parserBytes: analyser.syntax.memory(), heapBytes: host.heapBytes(), indexes: host.indexTraffic?.() ?? null };
    },
  };

  async function readSnippet({ name, text, language }: Snippet): Promise<ComparedFile | { problem: string }> {
    const candidates = documents.languages({ path: name, ...(language === undefined ? {} : { language }) });
    if (candidates.length === 0) return { problem: `${name}: its language is not known.` };
    const tokens = await analyser.analyse(text, candidates);
    return isRefusal(tokens) ? { problem: `${name} can't be compared: ${tokens.reason}.` } : { name, text, tokens };
  }
}

interface Followed {
  readonly languages: string;
  readonly analysis: FollowedAnalysis;
  cache: SpanCache;
}

type Read = { readonly skipped: string } | { readonly tokens: TokenFile; readonly text: string; readonly cache: SpanCache };

/** The documents that are followed, the one that was read last at the end. */
class Documents {
  readonly #analyser: Analyser;
  readonly #open = new Map<string, Followed>();

  constructor(analyser: Analyser) {
    this.#analyser = analyser;
  }

  get count(): number {
    return this.#open.size;
  }

  /** A language that an editor names and that there is no data for is none; then the ending is asked. */
  languages({ path, language }: { readonly path: string; readonly language?: string }): readonly Language[] {
    const byPath = this.#analyser.languages.ofPath(path);
    const named = language === undefined ? undefined : this.#analyser.languages.named(language);
    return named && !byPath.includes(named) ? [named] : byPath;
  }

  async read(document: CheckedDocument): Promise<Read> {
    const languages = this.languages(document);
    if (languages.length === 0) return this.#skip(document.id, 'unknown language');
    const { path, text } = document;
    const screened = screen({ path, text });
    if (!screened.ok && !(document.isNamed && screened.reason === 'minified')) return this.#skip(document.id, screened.reason);
    if (screened.ok && screened.isGenerated && !document.isNamed) return this.#skip(document.id, 'generated');
    const followed = this.#follow(document.id, languages);
    const tokens = await followed.analysis.analyse(text);
    if (isRefusal(tokens)) return this.#skip(document.id, tokens.reason);
    return { tokens, text, cache: followed.cache };
  }

  close(id: string): void {
    this.#open.get(id)?.analysis.dispose();
    this.#open.delete(id);
  }

  /** Other indexes: what was found no longer counts. */
  forgetFindings(): void {
    for (const followed of this.#open.values()) followed.cache = new SpanCache();
  }

  #skip(id: string, skipped: string): Read {
    this.close(id);
    return { skipped };
  }

  #follow(id: string, languages: readonly Language[]): Followed {
    const names = languages.map(({ data }) => data.id).join(' ');
    let followed = this.#open.get(id);
    if (followed && followed.languages !== names) {
      followed.analysis.dispose();
      followed = undefined;
    }
    this.#open.delete(id);
    followed ??= { languages: names, analysis: this.#analyser.follow(languages), cache: new SpanCache() };
    this.#open.set(id, followed);
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= MOST_DOCUMENTS) break;
      this.close(oldest);
    }
    return followed;
  }
}

/** Trees take about a hundred bytes a node: so many documents are followed, the others are parsed anew. */
const MOST_DOCUMENTS = 40;
