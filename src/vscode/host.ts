import type { Uri } from 'vscode';
import type { IndexPlace } from '../host/service/protocol.ts';
import type { ServiceChannel } from '../host/service/service-thread.ts';
import type { TaskRunner } from '../host/service/tasks.ts';

/** What differs between a machine with files and threads and a browser. */
export interface ExtensionHost {
  readonly kind: 'node' | 'web';
  /** Starts the thread that checks documents. */
  startService(): ServiceChannel;
  /** Scans and changes of indexes, which want a file system; null in a browser. */
  readonly tasks: TaskRunner | null;
  /** Where the service finds an index: its path, or its bytes. Rejects with a message for the user. */
  indexPlace(name: string, uri: Uri): Promise<IndexPlace>;
}
