import * as vscode from 'vscode';
import { textIdentity } from '../core/tokens/text-identity.ts';
import { messageOf } from '../host/failure.ts';
import type { CheckedDocument, CheckResult, CheckService } from '../host/service/protocol.ts';
import { NO_TIMES } from '../host/service/service-thread.ts';
import { currentText, isShown, pathOf } from './documents.ts';
import { isAmong, type FileFindings, type FindingStore } from './finding-store.ts';
import type { Judging } from './judging.ts';
import { movedLines, movesLines, type LineChange } from './moved-lines.ts';

/** A text to check: an open document, or the content of a file that isn't open; read when its turn comes. */
export interface CheckRequest {
  readonly uri: vscode.Uri;
  readonly languageId?: string;
  /** The user asked for this very file. */
  readonly isNamed?: boolean;
  /** Somebody looks at it: it goes before others. */
  readonly isUrgent?: boolean;
  /** Nothing is done where the text is the one that was checked last: VS Code tells of a save twice, as such and as a change on disk. */
  readonly onlyIfNew?: boolean;
}

export interface CheckOutcome {
  readonly uri: vscode.Uri;
  readonly skipped: string | null;
  /** Units that were looked at. */
  readonly functions: number;
  readonly times: CheckResult['times'];
}

/** Checks one text after the other and hands the findings to the store. A text that is asked for again while it waits is checked once. */
export class Checker implements vscode.Disposable {
  readonly #service: CheckService;
  readonly #store: FindingStore;
  readonly #judging: Judging;
  readonly #waiting = new Map<string, CheckRequest>();
  /** The text that each was checked with last, the latest at the end. */
  readonly #checked = new Map<string, string>();
  /** Changes of the text that is being checked, since it was read; of none once it has gone. */
  readonly #since = new Map<string, LineChange[]>();
  readonly #done = new vscode.EventEmitter<CheckOutcome>();
  readonly #busy = new vscode.EventEmitter<boolean>();
  readonly onDidCheck = this.#done.event;
  readonly onDidChangeBusy = this.#busy.event;
  #running: Promise<void> | undefined;
  #isDisposed = false;

  constructor(service: CheckService, store: FindingStore, judging: Judging) {
    this.#service = service;
    this.#store = store;
    this.#judging = judging;
  }

  get isBusy(): boolean {
    return this.#running !== undefined;
  }

  request(request: CheckRequest): void {
    if (this.#isDisposed) return;
    const key = request.uri.toString();
    const known = this.#waiting.get(key);
    this.#waiting.set(key, known ? { ...request, isNamed: request.isNamed || known.isNamed || false, isUrgent: request.isUrgent || known.isUrgent || false, onlyIfNew: (request.onlyIfNew && known.onlyIfNew) || false } : request);
    this.#running ??= this.#run();
  }

  /** Resolves when nothing waits or is under way. */
  async whenIdle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** Findings stay on their code while it moves, until the next check. */
  changed(uri: vscode.Uri, changes: readonly LineChange[]): void {
    this.#since.get(uri.toString())?.push(...changes);
    const file = this.#store.get(uri);
    // Most typing moves no line, and nobody need be told.
    if (file && changes.some(movesLines)) this.#store.set([moved(file, changes)]);
  }

  /** The document is closed: its trees are not needed any more. */
  async closed(uri: vscode.Uri): Promise<void> {
    await this.#service.close(uri.toString());
  }

  /** Files have gone, and with a folder what was in it: nothing is known of them any more, whatever a check that is under way finds. */
  forget(uris: readonly vscode.Uri[]): void {
    for (const known of [this.#checked, this.#since]) for (const key of known.keys()) if (isAmong(key, uris)) known.delete(key);
    this.#store.delete(uris);
  }

  /** Judges all findings again: the policy has changed. */
  async judgeAgain(): Promise<void> {
    for (const { uri } of this.#store.files) await this.#judgeAgain(uri);
  }

  /** Begins again where the findings have moved, or are others, by the time that they are judged. */
  async #judgeAgain(uri: vscode.Uri): Promise<void> {
    for (let file = this.#store.get(uri); file; ) {
      const text = await currentText(uri);
      if (text === undefined) return;
      const judged = await this.#judging.judge(uri, file.found, text);
      const now = this.#store.get(uri);
      if (now === file) return this.#store.set([{ ...file, ...judged }]);
      file = now;
    }
  }

  async #run(): Promise<void> {
    this.#busy.fire(true);
    await Promise.resolve(); // several requests of one event are one batch
    for (let request = this.#next(); request; request = this.#next()) {
      const outcome = await this.#check(request).catch((error: unknown): CheckOutcome | null => ({ uri: request!.uri, skipped: messageOf(error), functions: 0, times: NO_TIMES }));
      if (outcome) this.#done.fire(outcome);
    }
    this.#running = undefined;
    this.#busy.fire(false);
  }

  #remember(key: string, identity: string): void {
    this.#checked.delete(key);
    this.#checked.set(key, identity);
    for (const oldest of this.#checked.keys()) {
      if (this.#checked.size <= MOST_REMEMBERED) break;
      this.#checked.delete(oldest);
    }
  }

  #next(): CheckRequest | undefined {
    const requests = [...this.#waiting.values()];
    const next = requests.find(({ isUrgent }) => isUrgent) ?? requests[0];
    if (next) this.#waiting.delete(next.uri.toString());
    return this.#isDisposed ? undefined : next;
  }

  /** Null where there was nothing to do. */
  async #check({ uri, languageId, isNamed, onlyIfNew }: CheckRequest): Promise<CheckOutcome | null> {
    const text = await currentText(uri);
    const key = uri.toString();
    if (text === undefined) {
      this.forget([uri]);
      return gone(uri);
    }
    const identity = textIdentity(text);
    if (onlyIfNew && this.#checked.get(key) === identity) return null;
    const changes: LineChange[] = [];
    this.#since.set(key, changes);
    try {
      const document: CheckedDocument = { id: key, path: pathOf(uri), text, ...(languageId === undefined ? {} : { language: languageId }), ...(isNamed ? { isNamed } : {}) };
      const { findings, skipped, functions, times } = await this.#service.check(document);
      const judged = await this.#judging.judge(uri, findings, text);
      if (!this.#since.has(key)) return gone(uri);
      this.#remember(key, identity);
      this.#store.set([moved({ uri, found: findings, ...judged, text: identity }, changes)]);
      return { uri, skipped, functions, times };
    } finally {
      this.#since.delete(key);
      // Nobody edits what no tab shows: its tree is of no use.
      if (!isShown(uri)) await this.#service.close(key);
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#waiting.clear();
    this.#done.dispose();
    this.#busy.dispose();
  }
}

const MOST_REMEMBERED = 1000;

const gone = (uri: vscode.Uri): CheckOutcome => ({ uri, skipped: 'it has gone', functions: 0, times: NO_TIMES });

/** What is known of a file, on the lines where it is after changes. */
function moved(file: FileFindings, changes: readonly LineChange[]): FileFindings {
  const all = <Item extends { startLine: number; endLine: number }>(items: readonly Item[]): Item[] => items.flatMap((item) => movedLines(item, changes) ?? []);
  return { ...file, found: all(file.found), findings: all(file.findings), quiet: all(file.quiet) };
}
