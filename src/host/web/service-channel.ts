import type { ServiceChannel } from '../service/service-thread.ts';

/** A worker as browsers have it; without the DOM's types TypeScript knows none of it. */
interface BrowserWorker {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

interface Browser {
  readonly Worker: new (address: string) => BrowserWorker;
  readonly Blob: new (parts: readonly string[], options: { readonly type: string }) => object;
  readonly URL: { createObjectURL(blob: object): string; revokeObjectURL(address: string): void };
}

/** What the worker asks for before it can parse: a file of the folder of grammars, and the answer to that. */
export interface GrammarRequest {
  readonly grammar: string;
}
export type GrammarAnswer = GrammarRequest & ({ readonly bytes: Uint8Array } | { readonly problem: string });

export const isAboutGrammar = (message: unknown): message is GrammarRequest => (message as Partial<GrammarRequest>).grammar !== undefined;

/**
 * Starts a web worker from the text of a bundle: a worker's address must be of the page's own origin, and an extension's files
 * are not. Nor can a worker fetch such files everywhere, so `readGrammar` reads the grammars for it.
 */
export function startWebWorker(script: string, readGrammar: (file: string) => PromiseLike<Uint8Array>): ServiceChannel {
  const { Worker, Blob, URL } = globalThis as unknown as Browser;
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const worker = new Worker(address);
  const answer = (message: GrammarAnswer): void => worker.postMessage(message);
  worker.addEventListener('message', ({ data }) => {
    if (!isAboutGrammar(data)) return;
    const { grammar } = data;
    readGrammar(grammar).then((bytes) => answer({ grammar, bytes }), (error: unknown) => answer({ grammar, problem: String(error) }));
  });
  return {
    post: (message) => worker.postMessage(message),
    listen: (listener) => worker.addEventListener('message', ({ data }) => {
      if (!isAboutGrammar(data)) listener(data);
    }),
    onDeath: (listener) => worker.addEventListener('error', ({ message }) => listener(message ?? 'it ended')),
    end() {
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  };
}
