import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';

// The thread of a task that changes an index, and that hears nothing while it does: it has the lock, and is at work for ever, or until it
// is done where the request says so.

const { request: { path, outcome }, lockMark } = workerData;
writeFileSync(`${path}/lock`, JSON.stringify({ pid: process.pid, host: hostname(), token: `${lockMark}abc123` }));
writeFileSync(`${path}/segment-0.tmp`, 'half of a segment');
parentPort.postMessage({ progress: { label: 'locked', done: 0 } });
if (outcome === 'crashes') throw new Error('out of memory');
if (outcome !== 'result') for (;;);
parentPort.once('message', () => {
  parentPort.postMessage({ result: ['alpha'] });
  parentPort.close();
});
