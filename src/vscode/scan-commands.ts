import * as vscode from 'vscode';
import type { App } from './app.ts';
import { filesLabel, findingsLabel } from './counts.ts';
import { isBroken } from './indexes.ts';
import { reportingErrors } from './reported-errors.ts';
import { scanFile, scanSelection } from './scan-editor.ts';
import type { FinishedScan, ScannedFolder, ScanState } from './scans.ts';

/** Scan Workspace, Changed Files, File and Selection. */
export function registerScanCommands(app: App): vscode.Disposable {
  const command = <Args extends unknown[], Result>(name: string, action: (...args: Args) => Promise<Result>): vscode.Disposable => vscode.commands.registerCommand(name, reportingErrors(app.log, action));
  return vscode.Disposable.from(
    command('nearcopy.scanWorkspace', () => scan(app, wholeWorkspace())),
    command('nearcopy.scanChanged', () => scan(app, wholeWorkspace().filter(({ root }) => root.scheme === 'file'), true)),
    command('nearcopy.scanPath', (clicked: vscode.Uri, selected?: readonly vscode.Uri[]) => scan(app, foldersOf(selected?.length ? selected : [clicked]))),
    command('nearcopy.scanFile', () => scanFile(app)),
    command('nearcopy.scanSelection', () => scanSelection(app)),
  );
}

/** A scan that the user started: progress that can be cancelled, and a word at its end. */
async function scan({ scans, indexes, log }: App, folders: readonly ScannedFolder[], changedOnly = false): Promise<FinishedScan | undefined> {
  const { l10n, window } = vscode;
  if (folders.length === 0) throw new Error(l10n.t('Open a folder first: a scan goes through the files of a folder.'));
  if (!indexes.used.some(({ state }) => !isBroken(state))) return sayNoIndex();
  // Git reads the settings of the repository, which may name programs to run.
  if (changedOnly && !vscode.workspace.isTrusted) throw new Error(l10n.t('Git tells what has changed, and it is asked only in a workspace that you trust.'));
  if (scans.isRunning) throw new Error(l10n.t('A scan is running. Wait for its end, or cancel it.'));
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title: changedOnly ? l10n.t('Scanning changed files') : l10n.t('Scanning') };
  const finished = await window.withProgress(options, (progress, token) => scans.run({ folders, changedOnly, token, onProgress: showing(progress) }));
  for (const { file, reason } of finished.skipped) log.info(`${file} was skipped: ${reason}`);
  void sayEnd(finished);
  return finished;
}

/** Shows a scan as it goes. The bar takes differences, the message says all. */
function showing(progress: vscode.Progress<{ message: string; increment: number }>): (state: ScanState) => void {
  let shown = 0;
  return ({ files, total, findings }) => {
    const share = total ? (100 * files) / total : 0;
    const done = total === undefined ? filesLabel(files) : vscode.l10n.t('{0} of {1}', files.toLocaleString(vscode.env.language), filesLabel(total));
    progress.report({ message: `${done}, ${findingsLabel(findings)}`, increment: Math.max(0, share - shown) });
    shown = Math.max(shown, share);
  };
}

async function sayEnd({ stats, findings, skipped }: FinishedScan): Promise<void> {
  const { l10n, window, commands } = vscode;
  const left = skipped.length === 0 ? '' : ` ${l10n.t('{0} skipped, as the log says.', filesLabel(skipped.length))}`;
  if (stats.files === 0) return void await window.showInformationMessage(l10n.t('There was no file to check.') + left);
  if (findings === 0) return void await window.showInformationMessage(l10n.t('No copied code found in {0}.', filesLabel(stats.files)) + left);
  const [show, save] = [l10n.t('Show Findings'), l10n.t('Export Report…')];
  const chosen = await window.showInformationMessage(l10n.t('{0} in {1}.', findingsLabel(findings), filesLabel(stats.files)) + left, show, save);
  if (chosen === show) await commands.executeCommand('nearcopy.showFindings');
  if (chosen === save) await commands.executeCommand('nearcopy.exportReport');
}

/** Says that there is nothing to compare with, and offers to change that. */
export function sayNoIndex(): undefined {
  const { l10n, window, commands } = vscode;
  const [build, use] = [l10n.t('Build Index…'), l10n.t('Use Index…')];
  void window.showWarningMessage(l10n.t('There is no index to compare with.'), build, use).then((chosen) => chosen && commands.executeCommand(chosen === build ? 'nearcopy.buildIndex' : 'nearcopy.useIndex'));
}

const wholeWorkspace = (): ScannedFolder[] => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => ({ root: uri, paths: [uri] }));

/** Files and folders by the workspace folder that they lie in; what lies in none is a folder of its own. */
function foldersOf(uris: readonly vscode.Uri[]): ScannedFolder[] {
  const folders = new Map<string, { root: vscode.Uri; paths: vscode.Uri[] }>();
  for (const uri of uris) {
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? uri;
    const folder = folders.get(root.toString()) ?? { root, paths: [] };
    folder.paths.push(uri);
    folders.set(root.toString(), folder);
  }
  return [...folders.values()];
}
