import { parentPort, workerData } from 'node:worker_threads';
import type { IndexFile } from '../../core/index/contract.ts';
import { failureOf } from '../failure.ts';
import type { Request, Response } from './worker-thread.ts';
import { openWorkshop, type Purpose } from './workshop.ts';

// The thread that does jobs: opens a workshop for its purpose and answers one request after the other.

const port = parentPort!;
const workshop = openWorkshop(workerData as Purpose);
// A workshop that can't be opened is told with the first answer, not as a crash of the thread.
workshop.catch(() => undefined);

// One after the other: were they begun together, the first answer would wait for the parse of all of them, and their tokens with it.
let last: Promise<void> = Promise.resolve();
port.on('message', (request: Request) => void (last = last.then(() => answer(request))));

async function answer({ id, job }: Request): Promise<void> {
  const send = (response: Response, transfer: ArrayBuffer[] = []): void => port.postMessage(response, transfer);
  try {
    const shop = await workshop;
    const result = shop.purpose.kind === 'index' ? await shop.index(job) : await shop.check(job);
    send({ id, memory: shop.memory(), done: { result, contents: shop.contents } }, result.kind === 'done' && 'file' in result ? buffersOf(result.file) : []);
  } catch (error) {
    send({ id, error: failureOf(error) });
  }
}

/** Buffers that can change hands instead of being copied. */
function buffersOf(file: IndexFile): ArrayBuffer[] {
  const buffers = [file.codes, file.links, file.textHashes, file.firstLines, file.lastLines, file.keys, file.keyUnits].map((array) => array.buffer as ArrayBuffer);
  return [...new Set(buffers)];
}
