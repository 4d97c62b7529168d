import * as vscode from 'vscode';
import type { Snippet } from '../host/service/protocol.ts';
import { renderComparison } from '../report/comparison-text.ts';
import type { Comparison } from '../report/comparison.ts';
import { activeEditor } from './active-editor.ts';
import type { App } from './app.ts';
import { pathOf } from './documents.ts';
import { percent } from '../report/phrases.ts';
import { reportingErrors } from './reported-errors.ts';

interface Selected extends Snippet {
  readonly languageId: string;
}

/** Compares two pieces of code with one another: two selections, or the whole texts of editors where nothing is selected. */
export class CompareSelections implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #app: Pick<App, 'service'>;
  readonly #subscriptions: vscode.Disposable[];
  /** Texts of what is compared, by the path of their documents; the last few. */
  readonly #texts = new Map<string, string>();
  #first: Selected | undefined;
  #next = 1;

  constructor(app: Pick<App, 'service' | 'log'>) {
    this.#app = app;
    const command = (name: string, action: () => Promise<unknown>): vscode.Disposable => vscode.commands.registerCommand(name, reportingErrors(app.log, action));
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      command('nearcopy.selectForCompare', () => this.#select()),
      command('nearcopy.compareWithSelected', () => this.#compareWithSelected()),
      command('nearcopy.compareSelections', () => this.#compareTwo()),
    ];
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.#texts.get(path) ?? '';
  }

  async #select(): Promise<void> {
    const { l10n, window, commands } = vscode;
    const [selected] = selectionsIn(activeEditor());
    this.#first = selected;
    await commands.executeCommand('setContext', 'nearcopy.hasCompared', true);
    window.setStatusBarMessage(l10n.t('{0} is selected for compare. Select the other code, then "Compare with Selected".', selected.name), 10_000);
  }

  async #compareWithSelected(): Promise<Comparison | undefined> {
    if (!this.#first) return this.#select().then(() => undefined);
    const [selected] = selectionsIn(activeEditor());
    return this.#compare(this.#first, selected);
  }

  /** The two selections of the active editor, else those of two editors side by side, else with what was selected before. */
  async #compareTwo(): Promise<Comparison | undefined> {
    const active = activeEditor();
    const own = selectionsIn(active);
    if (own.length > 1) return this.#compare(own[0], own[1]);
    const other = vscode.window.visibleTextEditors.find((editor) => editor !== active && editor.viewColumn !== undefined && editor.document.uri.scheme !== 'output');
    if (other && !other.selection.isEmpty) return this.#compare(selectionsIn(other)[0], own[0]);
    if (this.#first) return this.#compare(this.#first, own[0]);
    return other ? this.#compare(own[0], selectionsIn(other)[0]) : this.#select().then(() => undefined);
  }

  async #compare(a: Selected, b: Selected): Promise<Comparison> {
    const result = await this.#app.service.compare(snippet(a), snippet(b));
    if ('problem' in result) throw new Error(result.problem);
    const { comparison } = result;
    const [left, right] = [this.#document(a.name, a.text), this.#document(b.name, b.text)];
    const documents = await Promise.all([left, right].map((uri) => vscode.workspace.openTextDocument(uri)));
    await Promise.all(documents.map((document, i) => vscode.languages.setTextDocumentLanguage(document, [a, b][i].languageId)));
    await vscode.commands.executeCommand('vscode.diff', left, right, vscode.l10n.t('{0} ↔ {1}: {2}', a.name, b.name, verdictOf(comparison)));
    void this.#say(comparison);
    return comparison;
  }

  async #say(comparison: Comparison): Promise<void> {
    const { l10n, window } = vscode;
    const details = l10n.t('Show Details');
    if (await window.showInformationMessage(`${capital(verdictOf(comparison))}.`, details) !== details) return;
    const text = renderComparison(comparison, { color: false, width: 140 });
    await window.showTextDocument(this.#document(l10n.t('Comparison'), text), { preview: true });
  }

  #document(name: string, text: string): vscode.Uri {
    const path = `/${this.#next++}/${name.replaceAll('/', '∕')}`;
    this.#texts.set(path, text);
    for (const old of [...this.#texts.keys()].slice(0, -MOST_TEXTS)) this.#texts.delete(old);
    return vscode.Uri.from({ scheme: SCHEME, path });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

const SCHEME = 'nearcopy-compare';
const MOST_TEXTS = 12;

/** What is selected in an editor, as whole lines, since a piece of a line is no code to compare; the whole text where nothing is. */
function selectionsIn({ document, selections }: vscode.TextEditor): Selected[] {
  const languageId = document.languageId;
  const wanted = selections.filter(({ isEmpty }) => !isEmpty).sort((a, b) => a.start.compareTo(b.start));
  if (wanted.length === 0) return [{ name: pathOf(document.uri), text: document.getText(), languageId, language: languageId }];
  return wanted.map((selection) => {
    const { start, end } = document.validateRange(selection);
    // A selection of whole lines ends before the first character of the next.
    const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
    const text = document.getText(new vscode.Range(start.line, 0, last, document.lineAt(last).text.length));
    return { name: `${pathOf(document.uri)}:${start.line + 1}-${last + 1}`, text, languageId, language: languageId };
  });
}

const snippet = ({ name, text, language }: Selected): Snippet => ({ name, text, ...(language === undefined ? {} : { language }) });

function verdictOf({ kind, similarity, renames }: Comparison): string {
  const { l10n } = vscode;
  if (kind === null) return l10n.t('no significant match');
  if (kind === 'verbatim') return l10n.t('identical');
  const names = renames.length === 1 ? l10n.t('1 name changed') : l10n.t('{0} names changed', renames.length);
  if (kind === 'renamed') return renames.length === 0 ? l10n.t('the same code with other values') : l10n.t('the same code, {0}', names);
  return l10n.t('edited, {0} of it matches, {1}', percent(similarity), names);
}

const capital = (sentence: string): string => sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
