import { engineName } from '../engine-parts.ts';
import { createDocumentService } from '../service/document-service.ts';
import type { CheckService, IndexPlace } from '../service/protocol.ts';
import { serve, type Channel } from '../service/remote.ts';
import { IndexCopies } from './index-copies.ts';
import { openCopiedIndex } from './open-copied-index.ts';
import { oneAtATime, privateFolder } from './private-folder.ts';
import { isAboutFile, type FileAnswer, type FileRequest, type WantedFile } from './service-channel.ts';

// The web worker that checks the open documents of an editor in a browser. It asks the extension for the files of grammars and indexes.

/** What a dedicated worker has of the browser. */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  readonly performance: { now(): number; readonly memory?: { readonly usedJSHeapSize: number } };
}

const scope = globalThis as unknown as WorkerScope;
/** How long one parse may take. */
const PARSE_BUDGET = 10_000;
/** The folder of the copies of indexes, and what is locked while it is changed. */
const COPIES = 'nearcopy-indexes';

const awaited = new Map<number, (answer: FileAnswer) => void>();
let requests = 0;
const channel: Channel = {
  post: (message) => scope.postMessage(message),
  listen: (listener) => scope.addEventListener('message', ({ data }) => {
    if (!isAboutFile(data)) return listener(data);
    awaited.get(data.request)?.(data as FileAnswer);
    awaited.delete(data.request);
  }),
};

async function fetchFile(wanted: WantedFile, problem: (reason: string) => string): Promise<Uint8Array> {
  const answer = await new Promise<FileAnswer>((resolve) => {
    const request = requests++;
    awaited.set(request, resolve);
    channel.post({ request, wanted } satisfies FileRequest);
  });
  if ('problem' in answer) throw new Error(problem(answer.problem));
  return answer.bytes;
}

const grammar = (file: string): Promise<Uint8Array> => fetchFile({ grammar: file }, (reason) => `the grammar file ${file} could not be loaded (${reason}): install Nearcopy again`);
const copies = new IndexCopies(privateFolder(COPIES));

serve<CheckService>(channel, createDocumentService({
  grammar,
  now: () => scope.performance.now(),
  parseBudget: PARSE_BUDGET,
  heapBytes: () => scope.performance.memory?.usedJSHeapSize ?? 0,
  async openIndex({ name, at }: IndexPlace) {
    if (typeof at === 'string' || 'files' in at) throw new Error(`${name} has no address in the editor, and a browser can't read it otherwise.`);
    const engine = await engineName({ grammar });
    const fetch = (index: string, file: string) => fetchFile({ index, file }, (reason) => `${file === '' ? name : `${name}/${file}`} can't be read: ${reason}`);
    const index = await oneAtATime(COPIES, () => openCopiedIndex(name, at, { copies, fetch, engine }));
    return { index, inMemory: copies.takeTrouble() };
  },
  whenAllOpen: () => oneAtATime(COPIES, () => copies.tidy()),
  indexTraffic: () => copies.traffic,
}));
