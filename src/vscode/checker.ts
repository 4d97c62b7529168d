import * as vscode from 'vscode';
import { textIdentity } from '../core/tokens/text-identity.ts';
import type { CheckedDocument, CheckResult, CheckService } from '../host/service/protocol.ts';
import { isShown, pathOf } from './documents.ts';
import type { FindingStore } from './finding-store.ts';
import type { Judging } from './judging.ts';
import { movedLines, type LineChange } from './moved-lines.ts';

/** A text to check: an open document, or the content of a file that isn't open. */
export interface CheckRequest {
  readonly uri: vscode.Uri;
  readonly languageId?: string;
  /** Asked for when its turn comes; undefined where the document or the file has gone. */
  readonly text: () => Promise<string | undefined> | string | undefined;
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
  /** Changes of the text that is being checked, since it was read. */
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
    if (!file) return;
    const moved = <Item extends { startLine: number; endLine: number }>(items: readonly Item[]): Item[] => items.flatMap((item) => movedLines(item, changes) ?? []);
    this.#store.set([{ ...file, found: moved(file.found), findings: moved(file.findings), quiet: moved(file.quiet) }]);
  }

  /** The document is closed: its trees are not needed any more. */
  async closed(uri: vscode.Uri): Promise<void> {
    await this.#service.close(uri.toString());
  }

  /** Judges all findings again: the policy has changed. */
  async judgeAgain(): Promise<void> {
    for (const { uri } of this.#store.files) {
      const file = this.#store.get(uri);
      if (!file) continue;
      const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
      const text = document?.getText() ?? await readText(uri).catch(() => undefined);
      if (text !== undefined) this.#store.set([{ ...file, ...await this.#judging.judge(uri, file.found, text) }]);
    }
  }

  async #run(): Promise<void> {
    this.#busy.fire(true);
    await Promise.resolve(); // several requests of one event are one batch
    for (let request = this.#next(); request; request = this.#next()) {
      const outcome = await this.#check(request).catch((error: unknown): CheckOutcome | null => ({ uri: request!.uri, skipped: error instanceof Error ? error.message : String(error), functions: 0, times: { analyse: 0, match: 0 } }));
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
  async #check({ uri, languageId, text: read, isNamed, onlyIfNew }: CheckRequest): Promise<CheckOutcome | null> {
    const text = await read();
    const key = uri.toString();
    if (text === undefined) {
      this.#checked.delete(key);
      this.#store.delete([uri]);
      return { uri, skipped: 'it has gone', functions: 0, times: { analyse: 0, match: 0 } };
    }
    const identity = textIdentity(text);
    if (onlyIfNew && this.#checked.get(key) === identity) return null;
    this.#remember(key, identity);
    const changes: LineChange[] = [];
    this.#since.set(key, changes);
    try {
      const document: CheckedDocument = { id: key, path: pathOf(uri), text, ...(languageId === undefined ? {} : { language: languageId }), ...(isNamed ? { isNamed } : {}) };
      const { findings, skipped, functions, times } = await this.#service.check(document);
      const judged = await this.#judging.judge(uri, findings, text);
      const moved = <Item extends { startLine: number; endLine: number }>(items: readonly Item[]): Item[] => items.flatMap((item) => movedLines(item, changes) ?? []);
      this.#store.set([{ uri, found: moved(findings), findings: moved(judged.findings), quiet: moved(judged.quiet), text: identity }]);
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

/** The text of a file, in UTF-8 as VS Code's own file reading has it by default. Rejects where it can't be read. */
export async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: false }).decode(await vscode.workspace.fs.readFile(uri));
}
