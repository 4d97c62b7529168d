import * as vscode from 'vscode';
import type { App } from './app.ts';
import { reportingErrors } from './reported-errors.ts';

/**
 * The sample file of the walkthrough: a near-copy of a function in an index that comes with the extension, which is in use only while
 * the file is open. The file is a copy, so that everything can be tried on it.
 */
export class Sample implements vscode.Disposable {
  readonly #app: App;
  readonly #subscriptions: vscode.Disposable[];

  constructor(app: App) {
    this.#app = app;
    this.#subscriptions = [
      vscode.commands.registerCommand('nearcopy.openSample', reportingErrors(app.log, () => this.#open())),
      app.store.onDidChange((uris) => {
        const isFound = uris.some((uri) => this.#is(uri) && app.store.get(uri)?.findings.length);
        if (isFound) void vscode.commands.executeCommand('setContext', 'nearcopy.sampleFound', true);
      }),
      // The tab tells: its document lives on for minutes after it was closed.
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length > 0 && app.indexes.sample && !this.#isShown) void this.#close();
      }),
    ];
    // An editor that was restored with the window.
    if (this.#isShown) app.indexes.sample = this.#index;
  }

  get #file(): vscode.Uri {
    return vscode.Uri.joinPath(this.#app.context.globalStorageUri, 'sample', 'load-trucks.js');
  }

  get #index(): vscode.Uri {
    return vscode.Uri.joinPath(this.#app.context.extensionUri, 'dist', 'sample.ncx');
  }

  get #isShown(): boolean {
    const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
    return inputs.some((input) => (input instanceof vscode.TabInputText && this.#is(input.uri)) || (input instanceof vscode.TabInputTextDiff && (this.#is(input.modified) || this.#is(input.original))));
  }

  #is(uri: vscode.Uri): boolean {
    return uri.toString() === this.#file.toString();
  }

  async #open(): Promise<void> {
    const { indexes, triggers, context } = this.#app;
    const { workspace } = vscode;
    // A fresh copy each time, unless somebody is at work on it.
    if (!this.#isShown) await workspace.fs.writeFile(this.#file, await workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'media', 'walkthrough', 'sample.js')));
    if (indexes.sample === undefined) {
      indexes.sample = this.#index;
      await this.#app.reload();
    }
    const document = await workspace.openTextDocument(this.#file);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
    triggers.check(document, { isNamed: true });
  }

  async #close(): Promise<void> {
    this.#app.checker.forget([this.#file]);
    this.#app.indexes.sample = undefined;
    await this.#app.reload();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
