import * as vscode from 'vscode';
import { IGNORE_FILES, ignoreRules, isIgnoredByFiles } from '../policy/ignore-files.ts';
import { readText } from './documents.ts';
import { exists } from './indexes.ts';

type Rules = ReturnType<typeof ignoreRules>;

/** What .gitignore and .nearcopyignore leave out, from the root of the repository down to a file. They are read once, and again when one changes. */
export class IgnoreFiles implements vscode.Disposable {
  readonly #rules = new Map<string, Promise<Rules | null>>();
  readonly #roots = new Map<string, Promise<vscode.Uri>>();
  readonly #watcher = vscode.workspace.createFileSystemWatcher(`**/{${IGNORE_FILES.join(',')}}`);
  readonly #subscriptions: vscode.Disposable[];

  constructor() {
    const forget = (): void => this.forget();
    this.#subscriptions = [this.#watcher, this.#watcher.onDidChange(forget), this.#watcher.onDidCreate(forget), this.#watcher.onDidDelete(forget)];
  }

  /** Reads them again when next asked: a scan doesn't wait for the file system to tell of a change. */
  forget(): void {
    this.#rules.clear();
    this.#roots.clear();
  }

  /** Of a file in no workspace folder nothing is said. */
  async leaveOut(uri: vscode.Uri): Promise<boolean> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder) return false;
    const root = await this.#rootOf(folder.uri);
    const path = uri.path.slice(root.path.replace(/\/$/, '').length + 1);
    const folders = ['', ...path.split('/').slice(0, -1).map((_, at, parts) => parts.slice(0, at + 1).join('/'))];
    const rules = new Map(await Promise.all(folders.map(async (name) => [name, await this.#rulesOf(name === '' ? root : vscode.Uri.joinPath(root, name))] as const)));
    return isIgnoredByFiles(path, (name) => rules.get(name) ?? null);
  }

  #rulesOf(folder: vscode.Uri): Promise<Rules | null> {
    return remembered(this.#rules, folder, async () => {
      const texts = await Promise.all(IGNORE_FILES.map((name) => readText(vscode.Uri.joinPath(folder, name)).catch(() => null)));
      const found = texts.filter((text) => text !== null);
      return found.length === 0 ? null : ignoreRules(found);
    });
  }

  /** The root of the repository that a workspace folder lies in, or the folder where it lies in none. */
  #rootOf(folder: vscode.Uri): Promise<vscode.Uri> {
    return remembered(this.#roots, folder, async () => {
      for (let at = folder; ; at = vscode.Uri.joinPath(at, '..')) {
        if (await exists(vscode.Uri.joinPath(at, '.git'))) return at;
        if (at.path === '/' || /^\/[a-z]:\/?$/i.test(at.path)) return folder;
      }
    });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

function remembered<Value>(known: Map<string, Promise<Value>>, uri: vscode.Uri, read: () => Promise<Value>): Promise<Value> {
  const key = uri.toString();
  let value = known.get(key);
  if (!value) known.set(key, (value = read()));
  return value;
}
