import * as vscode from 'vscode';
import type { Checker } from './checker.ts';
import type { Config } from './config.ts';
import { documentOf, isEdited, isShown, urisOf, type CheckedDocuments } from './documents.ts';
import type { FindingStore } from './finding-store.ts';
import type { IgnoreFiles } from './ignore-files.ts';
import { InsertionWatch } from './insertion-watch.ts';
import type { IgnoredFiles } from './ignored-files.ts';
import { breaksIn, lineChanges } from './text-edits.ts';

export interface TriggerParts {
  readonly checker: Checker;
  readonly store: FindingStore;
  readonly documents: CheckedDocuments;
  readonly ignored: IgnoredFiles;
  readonly ignoreFiles: IgnoreFiles;
  readonly config: (scope?: vscode.ConfigurationScope) => Config;
}

/** Asks for checks when something happens that may have brought code in: opening, saving, pasting, generated code, changes on disk. */
export class Triggers implements vscode.Disposable {
  readonly #parts: TriggerParts;
  /** The settings are asked when code has arrived, not for each key that is pressed. */
  readonly #insertions = new InsertionWatch((document, isPaste) => {
    if (isPaste || this.#wants('checkOnInsert', document)) this.check(document);
  });
  readonly #subscriptions: vscode.Disposable[];

  constructor(parts: TriggerParts) {
    this.#parts = parts;
    const { workspace } = vscode;
    const watcher = workspace.createFileSystemWatcher('**/*');
    this.#subscriptions = [
      this.#insertions,
      workspace.onDidSaveTextDocument((document) => this.#wants('checkOnSave', document) && this.check(document)),
      workspace.onDidOpenTextDocument((document) => this.#wants('checkOnOpen', document) && this.check(document)),
      workspace.onDidCloseTextDocument((document) => this.#closed(document)),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.#closedTabs(closed)),
      workspace.onDidChangeTextDocument((event) => this.#changed(event)),
      workspace.onDidSaveNotebookDocument((notebook) => this.#checkCells(notebook, 'checkOnSave')),
      workspace.onDidOpenNotebookDocument((notebook) => this.#checkCells(notebook, 'checkOnOpen')),
      workspace.onDidDeleteFiles(({ files }) => parts.checker.forget(files)),
      workspace.onDidRenameFiles(({ files }) => parts.checker.forget(files.map(({ oldUri }) => oldUri))),
      watcher,
      watcher.onDidCreate((uri) => void this.#createdOnDisk(uri)),
      watcher.onDidChange((uri) => void this.#changedOnDisk(uri)),
      watcher.onDidDelete((uri) => parts.checker.forget([uri])),
    ];
  }

  /** A paste is coming into a document; the change that follows it is checked however short it is. */
  pasting(document: vscode.TextDocument): void {
    if (this.#wants('checkOnPaste', document)) this.#insertions.expectPaste(document);
  }

  /** All open documents, as when the indexes have changed. */
  checkOpen(): void {
    for (const document of vscode.workspace.textDocuments) if (this.#wants('checkOnOpen', document)) this.check(document);
  }

  /** Files with findings that nobody has open, when what they were compared with has changed. */
  checkFound(): void {
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    for (const { uri } of this.#parts.store.files) if (!open.has(uri.toString())) this.#parts.checker.request({ uri });
  }

  /** Asks for a check of a document, now or after the checks before it. */
  check(document: vscode.TextDocument, how: { readonly isNamed?: boolean; readonly onlyIfNew?: boolean } = {}): void {
    const { uri, languageId } = document;
    const isUrgent = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
    this.#parts.checker.request({ ...how, uri, languageId, isUrgent });
  }

  #wants(trigger: keyof Config & `checkOn${string}`, document: vscode.TextDocument): boolean {
    const config = this.#parts.config(document);
    return config.enabled && config[trigger] && this.#parts.documents.includes(document, config.languages) && !this.#parts.ignored.leavesOut(document.uri, config.exclude);
  }

  #changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    this.#parts.checker.changed(document.uri, lineChanges(contentChanges));
    if (!isEdited(document.uri)) return;
    this.#insertions.changed(document, contentChanges.map(({ text, range }) => ({ breaks: breaksIn(text) - (range.end.line - range.start.line), length: text.trim().length })), reason !== undefined);
  }

  #closed({ uri, isUntitled }: vscode.TextDocument): void {
    if (isUntitled || uri.scheme === 'vscode-notebook-cell') this.#parts.checker.forget([uri]);
    void this.#parts.checker.closed(uri);
  }

  /** VS Code keeps documents for a while after their tabs are closed; their trees are not worth that. */
  #closedTabs(closed: readonly vscode.Tab[]): void {
    for (const uri of closed.flatMap(urisOf)) {
      if (isShown(uri)) continue;
      for (const one of [uri, ...cellsOf(uri)]) void this.#parts.checker.closed(one);
    }
  }

  #checkCells(notebook: vscode.NotebookDocument, trigger: 'checkOnSave' | 'checkOnOpen'): void {
    for (const { kind, document } of notebook.getCells()) if (kind === vscode.NotebookCellKind.Code && this.#wants(trigger, document)) this.check(document);
  }

  /** Files that git, an agent or another program wrote. Open documents follow by themselves and are checked as documents. */
  async #changedOnDisk(uri: vscode.Uri): Promise<void> {
    const { config, documents, ignoreFiles, checker } = this.#parts;
    const { languages } = config(uri);
    if (!this.#followsOnDisk(uri) || !documents.includes({ uri, languageId: '' }, languages)) return;
    const open = documentOf(uri);
    if (open) {
      if (!open.isDirty) this.check(open, { onlyIfNew: true });
    } else if (!await ignoreFiles.leaveOut(uri)) checker.request({ uri, onlyIfNew: true });
  }

  /** Of a folder that comes with files in it only the folder itself may be told of. */
  async #createdOnDisk(uri: vscode.Uri): Promise<void> {
    const { documents, ignoreFiles } = this.#parts;
    if (documents.languageOf(uri)) return this.#changedOnDisk(uri);
    if (!this.#followsOnDisk(uri.with({ path: `${uri.path}/` })) || await ignoreFiles.leaveOut(uri) || !await isFolder(uri)) return;
    for (const file of await vscode.workspace.findFiles(new vscode.RelativePattern(uri, '**/*'), undefined, MOST_FILES)) await this.#changedOnDisk(file);
  }

  #followsOnDisk(uri: vscode.Uri): boolean {
    const { enabled, checkOnDiskChange, exclude } = this.#parts.config(uri);
    return enabled && checkOnDiskChange && !uri.path.includes('/.git/') && !this.#parts.ignored.leavesOut(uri, exclude);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

/** Files of a new folder: more are a project of its own, and a scan is for that. */
const MOST_FILES = 2000;

const isFolder = (uri: vscode.Uri): Promise<boolean> => Promise.resolve(vscode.workspace.fs.stat(uri)).then(({ type }) => (type & vscode.FileType.Directory) !== 0, () => false);

/** The cells of a notebook, by the address of its file. */
const cellsOf = ({ path }: vscode.Uri): vscode.Uri[] => vscode.workspace.textDocuments.map(({ uri }) => uri).filter((uri) => uri.scheme === 'vscode-notebook-cell' && uri.path === path);
