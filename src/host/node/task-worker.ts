import { parentPort, workerData } from 'node:worker_threads';
import { failureOf, type Failure } from '../failure.ts';
import type { TaskKind, TaskProgress, Tasks } from '../service/tasks.ts';
import { markedIndexFiles } from './index-files.ts';
import { tasks, type TaskContext } from './tasks.ts';

/** What a task says to whoever runs it. */
export type TaskMessage =
  | { readonly progress: TaskProgress }
  | { readonly result: unknown }
  | { readonly error: Failure };

/** What the thread is told. */
export interface TaskData {
  readonly kind: TaskKind;
  readonly request: Tasks[TaskKind]['request'];
  /** What the tokens of its locks begin with: letters and digits. */
  readonly lockMark: string;
}

// The thread of one task.

const port = parentPort!;
const { kind, request, lockMark } = workerData as TaskData;
const aborter = new AbortController();
port.on('message', () => aborter.abort());
const say = (message: TaskMessage): void => port.postMessage(message);

// Each kind fits its own request; the compiler can't follow that through the table.
const task = tasks[kind] as (request: unknown, context: TaskContext) => Promise<unknown>;
task(request, { signal: aborter.signal, onProgress: rarely((progress) => say({ progress })), files: markedIndexFiles(lockMark) })
  .then((result) => say({ result }), (error: unknown) => say({ error: failureOf(error) }))
  .finally(() => port.close());

/** At most so many calls a second go through, but for those with findings: a person can't read more, and the editor has other things to do. */
function rarely(call: (progress: TaskProgress) => void): (progress: TaskProgress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (!progress.found) {
      if (now - last < BETWEEN) return;
      last = now;
    }
    call(progress);
  };
}

/** Milliseconds. */
const BETWEEN = 100;
