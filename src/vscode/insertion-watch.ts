import type * as vscode from 'vscode';

/** What one change put in: line breaks more than before, and characters other than space at its edges. */
export interface Insertion {
  readonly breaks: number;
  readonly length: number;
}

/**
 * Tells typing from code that arrives in one piece or in a quick stream: pasted, accepted from an assistant, or written by an agent.
 * VS Code doesn't say where a change comes from, only whether it is an undo or redo; its size and pace must tell.
 */
export class InsertionWatch implements vscode.Disposable {
  readonly #arrived: (document: vscode.TextDocument, isPaste: boolean) => void;
  readonly #streams = new WeakMap<vscode.TextDocument, Stream>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  /** `isPaste`: it was announced as a paste. */
  constructor(arrived: (document: vscode.TextDocument, isPaste: boolean) => void) {
    this.#arrived = arrived;
  }

  expectPaste(document: vscode.TextDocument): void {
    this.#stream(document).pasteUntil = Date.now() + PASTE_WITHIN;
  }

  changed(document: vscode.TextDocument, insertions: readonly Insertion[], isUndo: boolean): void {
    const stream = this.#stream(document);
    const now = Date.now();
    const isPaste = stream.pasteUntil > now && insertions.some(({ length }) => length >= SHORTEST_PASTE);
    if (now - stream.last > PAUSE) [stream.breaks, stream.length] = [0, 0];
    stream.last = now;
    for (const { breaks, length } of insertions) {
      stream.breaks += Math.max(0, breaks);
      stream.length += length;
    }
    const atOnce = insertions.some(({ breaks, length }) => breaks >= LINES_AT_ONCE && length >= LENGTH_AT_ONCE);
    const streamed = stream.breaks >= LINES_STREAMED && stream.length >= LENGTH_STREAMED;
    if (isUndo || !(isPaste || atOnce || streamed)) return;
    stream.pasteUntil = 0;
    if (stream.timer) this.#cancel(stream.timer);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      stream.timer = undefined;
      [stream.breaks, stream.length] = [0, 0];
      if (!document.isClosed) this.#arrived(document, isPaste);
    }, SETTLE);
    stream.timer = timer;
    this.#timers.add(timer);
  }

  dispose(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #cancel(timer: ReturnType<typeof setTimeout>): void {
    clearTimeout(timer);
    this.#timers.delete(timer);
  }

  #stream(document: vscode.TextDocument): Stream {
    let stream = this.#streams.get(document);
    if (!stream) this.#streams.set(document, (stream = { breaks: 0, length: 0, last: 0, pasteUntil: 0, timer: undefined }));
    return stream;
  }
}

interface Stream {
  breaks: number;
  length: number;
  /** Milliseconds. */
  last: number;
  pasteUntil: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Milliseconds after which a paste that was announced has not come. */
const PASTE_WITHIN = 2000;
/** Characters of the shortest paste worth a check. */
const SHORTEST_PASTE = 20;
const LINES_AT_ONCE = 2;
const LENGTH_AT_ONCE = 40;
/** So much within pauses of less than this many milliseconds is faster than anybody types. */
const PAUSE = 400;
const LINES_STREAMED = 5;
const LENGTH_STREAMED = 150;
/** Milliseconds without a change after which the code is taken to have arrived. */
const SETTLE = 200;
