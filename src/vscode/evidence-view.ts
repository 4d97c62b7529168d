import * as vscode from 'vscode';
import type { Finding } from '../core/report.ts';
import { evidencePage } from '../report/html/evidence-page.ts';
import type { EvidenceCommand } from '../report/html/strings.ts';
import type { App } from './app.ts';
import { readConfig } from './config.ts';
import { webAddress } from './diagnostics.ts';
import { currentText, documentOf, pathOf } from './documents.ts';
import { localEvidenceStrings } from './evidence-strings.ts';
import { argumentFor, chosenFinding, type ChosenFinding, type FindingArgument } from './finding-argument.ts';
import { freshNonce } from './nonce.ts';
import { findOriginal, originalFolders } from './originals.ts';
import { workLabel } from './wording.ts';

/** Shows both sides of a finding, with what matches and what was renamed: beside the code, in one view that follows the choice. */
export class EvidenceView implements vscode.Disposable {
  readonly #app: App;
  readonly #subscriptions: vscode.Disposable[];
  #panel: vscode.WebviewPanel | undefined;
  #shown: FindingArgument | undefined;

  constructor(app: App) {
    this.#app = app;
    const { registerCommand } = vscode.commands;
    this.#subscriptions = [
      registerCommand('nearcopy.showEvidence', (argument?: FindingArgument) => this.#show(argument)),
      registerCommand('nearcopy.compareWithOriginal', (argument?: FindingArgument) => this.#compare(argument)),
      registerCommand('nearcopy.evidence.nextRun', () => this.#panel?.webview.postMessage({ type: 'step', by: 1 })),
      registerCommand('nearcopy.evidence.previousRun', () => this.#panel?.webview.postMessage({ type: 'step', by: -1 })),
      vscode.workspace.registerTextDocumentContentProvider(ORIGINAL, { provideTextDocumentContent: ({ fragment }) => this.#originals.get(fragment) ?? '' }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => void (uri.scheme === ORIGINAL && this.#originals.delete(uri.fragment))),
    ];
  }

  /** Texts of originals that diff editors show, by content. */
  readonly #originals = new Map<string, string>();

  async #show(argument: FindingArgument | undefined): Promise<void> {
    const chosen = chosenFinding(this.#app.store, argument);
    if (!chosen) return;
    this.#shown = argumentFor(chosen.uri, chosen.finding);
    const panel = (this.#panel ??= this.#create());
    const { finding, ours, original } = await this.#evidence(chosen);
    panel.title = vscode.l10n.t('Evidence: {0}', workLabel(finding.match));
    const commands: EvidenceCommand[] = ['compare', 'attribute', 'ignore', ...(webAddress(finding.match.url) ? ['openOrigin' as const] : [])];
    panel.webview.html = evidencePage({ finding, ours, original, strings: localEvidenceStrings(), commands, nonce: freshNonce(), cspSource: panel.webview.cspSource });
    panel.reveal(undefined, true);
  }

  #create(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel('nearcopy.evidence', vscode.l10n.t('Evidence'), { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, { enableScripts: true, enableFindWidget: true, localResourceRoots: [] });
    panel.onDidDispose(() => (this.#panel = this.#shown = undefined));
    panel.webview.onDidReceiveMessage((message: { readonly type?: string; readonly id?: EvidenceCommand }) => {
      if (message.type === 'command' && message.id) void this.#run(message.id);
    });
    return panel;
  }

  async #run(id: EvidenceCommand): Promise<void> {
    const shown = this.#shown;
    if (!shown) return;
    if (id === 'openOrigin') {
      const address = webAddress(chosenFinding(this.#app.store, shown)?.finding.match.url ?? null);
      if (address) await vscode.env.openExternal(address);
    } else await vscode.commands.executeCommand(COMMANDS[id], shown);
  }

  /** The finding with its detail, and the texts of both sides as far as they are at hand. */
  async #evidence({ uri, finding }: ChosenFinding): Promise<{ finding: Finding; ours: string | null; original: string | null }> {
    const { service } = this.#app;
    const document = documentOf(uri);
    const ours = await currentText(uri) ?? null;
    if (ours === null) return { finding, ours, original: null };
    const found = await findOriginal(originalFolders(readConfig(uri).sourceFolders), finding.match);
    const checked = { id: uri.toString(), path: pathOf(uri), text: ours, ...(document ? { language: document.languageId } : {}) };
    const detailed = await service.evidence({ document: checked, key: finding.key, startLine: finding.startLine, original: found?.text ?? null });
    if (!detailed) return { finding, ours, original: found?.text ?? null };
    return { finding: { ...detailed, severity: finding.severity, ...(finding.note ? { note: finding.note } : {}) }, ours, original: found?.text ?? detailed.detail?.source ?? null };
  }

  async #compare(argument: FindingArgument | undefined): Promise<void> {
    const chosen = chosenFinding(this.#app.store, argument);
    if (!chosen) return;
    const { l10n } = vscode;
    const { finding, original } = await this.#evidence(chosen);
    const { match } = finding;
    if (original === null) {
      const address = webAddress(match.url);
      const [evidence, open, folder] = [l10n.t('Show Evidence'), l10n.t('Open Origin'), l10n.t('Choose Folder…')];
      const answer = await vscode.window.showInformationMessage(l10n.t("The original's file {0} of {1} is not at hand, and the index keeps no sources.", match.path, workLabel(match)), evidence, ...(address ? [open] : []), folder);
      if (answer === evidence) await this.#show(argumentFor(chosen.uri, finding));
      if (answer === open && address) await vscode.env.openExternal(address);
      if (answer === folder) await vscode.commands.executeCommand('workbench.action.openSettings', 'nearcopy.sourceFolders');
      return;
    }
    this.#originals.set(match.content, original);
    const left = vscode.Uri.from({ scheme: ORIGINAL, path: `/${match.path}`, fragment: match.content });
    const place = new vscode.Range(finding.startLine - 1, 0, finding.startLine - 1, 0);
    await vscode.commands.executeCommand('vscode.diff', left, chosen.uri, l10n.t('{0} ↔ {1}', `${workLabel(match)}: ${match.path}`, pathOf(chosen.uri)), { selection: place } satisfies vscode.TextDocumentShowOptions);
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

const ORIGINAL = 'nearcopy-original';
const COMMANDS: Readonly<Record<Exclude<EvidenceCommand, 'openOrigin'>, string>> = { compare: 'nearcopy.compareWithOriginal', attribute: 'nearcopy.insertAttribution', ignore: 'nearcopy.ignoreFinding' };
