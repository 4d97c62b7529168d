import * as vscode from 'vscode';
import type { UnjudgedFinding } from '../core/match/findings.ts';
import { textIdentity } from '../core/tokens/text-identity.ts';
import { documentOf, readText } from './documents.ts';
import type { FindingStore } from './finding-store.ts';
import type { Judging } from './judging.ts';

/** Keeps the findings of a workspace through a reload of the window. What no longer fits its text is forgotten. */
export class FindingMemory implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #store: FindingStore;
  readonly #isSecret: () => boolean;
  readonly #subscription: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `isSecret`: nothing shall be kept, since who keys an index doesn't want it told by what lies about. */
  constructor(state: vscode.Memento, store: FindingStore, isSecret: () => boolean) {
    [this.#state, this.#store, this.#isSecret] = [state, store, isSecret];
    this.#subscription = store.onDidChange(() => (this.#timer ??= setTimeout(() => void this.save(), DELAY)));
  }

  /** Puts the remembered findings back into the store. */
  async restore(judging: Judging): Promise<void> {
    for (const { uri: text, found, text: identity } of this.#state.get<readonly Remembered[]>(KEY, [])) {
      const uri = vscode.Uri.parse(text, true);
      const open = documentOf(uri);
      // VS Code keeps documents for a while after their tabs are closed: the file says more.
      const now = open?.isDirty || open?.isUntitled ? open.getText() : await readText(uri).catch(() => open?.getText());
      if (now === undefined || textIdentity(now) !== identity || this.#store.get(uri)) continue;
      this.#store.set([{ uri, found, text: identity, ...await judging.judge(uri, found, now) }]);
    }
  }

  async save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const remembered = this.#isSecret() ? undefined : this.#store.files.filter(({ uri }) => uri.scheme !== 'untitled').slice(0, MOST_FILES).map(({ uri, found, text }): Remembered => ({ uri: uri.toString(), found, text }));
    await this.#state.update(KEY, remembered);
  }

  dispose(): void {
    this.#subscription.dispose();
    if (this.#timer) void this.save();
  }
}

interface Remembered {
  readonly uri: string;
  readonly found: readonly UnjudgedFinding[];
  readonly text: string;
}

const KEY = 'findings.1';
const DELAY = 1000;
const MOST_FILES = 500;
