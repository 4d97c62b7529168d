import * as vscode from 'vscode';
import { isLevelName, levels } from '../policy/levels.ts';
import type { Evaluation } from '../report/evaluation.ts';
import { evaluationView, type FromEvaluationView, type ToEvaluationView } from '../report/html/evaluation-view.ts';
import type { App } from './app.ts';
import { onConfigChange, readConfig, writeConfig } from './config.ts';
import { askEvaluation, evaluateFolder, folderLabel, type EvaluatedFolder } from './evaluation.ts';
import { levelName, localEvaluationStrings } from './evaluation-strings.ts';
import { isBroken } from './indexes.ts';
import { freshNonce } from './nonce.ts';
import { reportingErrors } from './reported-errors.ts';
import { sayNoIndex } from './scan-commands.ts';

/** Tries what would be found of the user's own code, and shows it with the level of evidence to choose, which a button sets. */
export class EvaluationView implements vscode.Disposable {
  readonly #app: App;
  readonly #subscriptions: vscode.Disposable[];
  #panel: vscode.WebviewPanel | undefined;
  #isRunning = false;

  constructor(app: App) {
    this.#app = app;
    this.#subscriptions = [
      vscode.commands.registerCommand('nearcopy.evaluateAccuracy', reportingErrors(app.log, (clicked?: vscode.Uri) => this.#run(clicked))),
      onConfigChange(() => void this.#tellLevel()),
      app.policies.onDidChange(() => void this.#tellLevel()),
    ];
  }

  async #run(clicked: vscode.Uri | undefined): Promise<Evaluation | undefined> {
    if (this.#isRunning) throw new Error(vscode.l10n.t('An evaluation is running. Wait for its end, or cancel it.'));
    if (!this.#app.host.tasks) throw new Error(vscode.l10n.t('Accuracy cannot be evaluated in the browser.'));
    // Just after the start they are still being opened.
    if (this.#app.indexes.paths.length === 0) await this.#app.reload();
    if (this.#app.indexes.paths.length === 0) return sayNoIndex();
    const asked = await askEvaluation(clicked);
    if (!asked) return undefined;
    this.#isRunning = true;
    try {
      const evaluation = await evaluateFolder(this.#app, this.#app.host.tasks, asked);
      this.#show(evaluation, asked);
      return evaluation;
    } finally {
      this.#isRunning = false;
    }
  }

  #show(evaluation: Evaluation, { folder }: EvaluatedFolder): void {
    const panel = (this.#panel ??= this.#create());
    panel.webview.html = evaluationView(evaluation, {
      evaluated: [folderLabel(folder)],
      evaluatedAt: new Date(),
      indexes: this.#app.indexes.used.filter(({ uri, state }) => uri.scheme === 'file' && !isBroken(state)).map(({ name }) => name),
      strings: localEvaluationStrings(),
      use: (level) => vscode.l10n.t('Use {0}', level),
      nonce: freshNonce(),
      cspSource: panel.webview.cspSource,
    });
    panel.reveal();
  }

  #create(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel('nearcopy.evaluation', vscode.l10n.t('Accuracy'), vscode.ViewColumn.Active, { enableScripts: true, enableFindWidget: true, localResourceRoots: [] });
    panel.onDidDispose(() => (this.#panel = undefined));
    panel.webview.onDidReceiveMessage(reportingErrors(this.#app.log, async (message: FromEvaluationView) => {
      if (message.type === 'use' && isLevelName(message.level)) await useLevel(message.level);
      await this.#tellLevel();
    }));
    return panel;
  }

  /** Tells the page which level is in use. */
  async #tellLevel(): Promise<void> {
    const { l10n } = vscode;
    const inUse = this.#app.policies.expectedAtMost();
    const level = Object.entries(levels).find(([, { expectedAtMost }]) => expectedAtMost === inUse)?.[0] ?? null;
    const text = level === null ? l10n.t('In use: a match is shown where chance explains it at most {0} times.', inUse) : l10n.t('In use: {0}.', levelName(level));
    await this.#panel?.webview.postMessage({ type: 'inUse', level, text } satisfies ToEvaluationView);
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

/** A number in the settings would win over the level. */
async function useLevel(level: string): Promise<void> {
  await writeConfig('evidence.level', level);
  if (readConfig().expectedAtMost !== undefined) await writeConfig('evidence.expectedAtMost', null);
}
