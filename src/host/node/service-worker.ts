import { parentPort } from 'node:worker_threads';
import { engineName } from '../engine-parts.ts';
import { openIndexBytes } from '../open-index-bytes.ts';
import { createDocumentService } from '../service/document-service.ts';
import type { CheckService, IndexPlace } from '../service/protocol.ts';
import { serve } from '../service/remote.ts';
import { grammarFiles } from './grammar-files.ts';
import { openWithKeys } from './open-with-keys.ts';

// The thread that checks the open documents of an editor.

const port = parentPort!;
const files = grammarFiles();
serve<CheckService>({ post: (message) => port.postMessage(message), listen: (listener) => port.on('message', listener) }, createDocumentService({
  ...files,
  heapBytes: () => process.memoryUsage().heapUsed,
  async openIndex({ name, at, keyFiles = [] }: IndexPlace) {
    const engine = await engineName(files);
    if (typeof at === 'string') return { index: openWithKeys(at, engine, keyFiles) };
    if ('address' in at) throw new Error(`${name} lies at ${at.address}, where only a browser looks.`);
    return { index: openIndexBytes(name, at, engine) };
  },
}));
