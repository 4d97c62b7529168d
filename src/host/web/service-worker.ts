import { engineName } from '../engine-parts.ts';
import { openIndexBytes } from '../open-index-bytes.ts';
import { createDocumentService } from '../service/document-service.ts';
import type { CheckService, IndexPlace } from '../service/protocol.ts';
import { serve, type Channel } from '../service/remote.ts';
import { isAboutGrammar, type GrammarAnswer, type GrammarRequest } from './service-channel.ts';

// The web worker that checks the open documents of an editor in a browser. It asks the extension for the files of grammars.

/** What a dedicated worker has of the browser. */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  readonly performance: { now(): number; readonly memory?: { readonly usedJSHeapSize: number } };
}

const scope = globalThis as unknown as WorkerScope;
/** How long one parse may take. */
const PARSE_BUDGET = 10_000;

const awaited = new Map<string, (answer: GrammarAnswer) => void>();
const channel: Channel = {
  post: (message) => scope.postMessage(message),
  listen: (listener) => scope.addEventListener('message', ({ data }) => {
    if (isAboutGrammar(data)) awaited.get(data.grammar)?.(data as GrammarAnswer);
    else listener(data);
  }),
};

const grammar = async (file: string): Promise<Uint8Array> => {
  const answer = await new Promise<GrammarAnswer>((resolve) => {
    const before = awaited.get(file);
    awaited.set(file, (given) => {
      before?.(given);
      resolve(given);
    });
    if (!before) channel.post({ grammar: file } satisfies GrammarRequest);
  });
  awaited.delete(file);
  if ('problem' in answer) throw new Error(`the grammar file ${file} could not be loaded (${answer.problem}): install Nearcopy again`);
  return answer.bytes;
};

serve<CheckService>(channel, createDocumentService({
  grammar,
  now: () => scope.performance.now(),
  parseBudget: PARSE_BUDGET,
  heapBytes: () => scope.performance.memory?.usedJSHeapSize ?? 0,
  async openIndex({ name, at }: IndexPlace) {
    if (typeof at === 'string') throw new Error(`${name} lies at ${at}, where a browser can't read.`);
    return openIndexBytes(name, at, await engineName({ grammar }));
  },
}));
