import { messageOf } from '../failure.ts';
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

/** A file of the folder of grammars, or of an index; '' where the index is one file. */
export type WantedFile = { readonly grammar: string } | { readonly index: string; readonly file: string };

/** What the worker asks for, since it has no files, and the answer. */
export interface FileRequest {
  /** The number of the request. */
  readonly request: number;
  readonly wanted: WantedFile;
}
export type FileAnswer = Pick<FileRequest, 'request'> & ({ readonly bytes: Uint8Array } | { readonly problem: string });

export const isAboutFile = (message: unknown): message is FileRequest | FileAnswer => (message as Partial<FileRequest>).request !== undefined;

/**
 * Starts a web worker from the text of a bundle: a worker's address must be of the page's own origin, and an extension's files
 * are not. Nor can a worker fetch such files everywhere, so `readFile` reads for it.
 */
export function startWebWorker(script: string, readFile: (wanted: WantedFile) => PromiseLike<Uint8Array>): ServiceChannel {
  const { Worker, Blob, URL } = globalThis as unknown as Browser;
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const worker = new Worker(address);
  const answer = (message: FileAnswer): void => worker.postMessage(message);
  worker.addEventListener('message', ({ data }) => {
    if (!isAboutFile(data)) return;
    const { request, wanted } = data as FileRequest;
    readFile(wanted).then((bytes) => answer({ request, bytes }), (error: unknown) => answer({ request, problem: messageOf(error) }));
  });
  return {
    post: (message) => worker.postMessage(message),
    listen: (listener) => worker.addEventListener('message', ({ data }) => {
      if (!isAboutFile(data)) listener(data);
    }),
    onDeath: (listener) => worker.addEventListener('error', ({ message }) => listener(message ?? 'it ended')),
    end() {
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  };
}
