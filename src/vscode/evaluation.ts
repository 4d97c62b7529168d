import * as vscode from 'vscode';
import type { TaskProgress, TaskRunner } from '../host/service/tasks.ts';
import type { Evaluation } from '../report/evaluation.ts';
import type { App } from './app.ts';
import { readConfig } from './config.ts';
import { filesLabel } from './counts.ts';
import { signalOf } from './reported-errors.ts';

/** What the user wants to have evaluated. */
export interface EvaluatedFolder {
  readonly folder: vscode.Uri;
  /** Time for trying changed functions. */
  readonly seconds: number;
}

/** Asks for what isn't given: which folder of the workspace, and how long. Undefined where the user doesn't say. */
export async function askEvaluation(given: vscode.Uri | undefined): Promise<EvaluatedFolder | undefined> {
  const { l10n, window, workspace } = vscode;
  const [first, second] = workspace.workspaceFolders ?? [];
  if (!given && !first) throw new Error(l10n.t('Open a folder first: its functions are what is tried.'));
  const folder = given ?? (second ? await window.showWorkspaceFolderPick({ placeHolder: l10n.t('Select the folder to evaluate') }) : first)?.uri;
  if (!folder) return undefined;
  if (folder.scheme !== 'file') throw new Error(l10n.t('{0} is not a folder on this machine.', folder.toString()));
  const items = [
    { seconds: 60, label: l10n.t('1 minute'), detail: l10n.t('A first impression, with wide intervals') },
    { seconds: 300, label: l10n.t('5 minutes'), detail: l10n.t('Enough to choose a level') },
    { seconds: 1800, label: l10n.t('30 minutes'), detail: l10n.t('Narrow intervals for each kind of change') },
  ];
  const chosen = await window.showQuickPick(items, { title: l10n.t('Evaluate Accuracy'), placeHolder: l10n.t('How long may changed copies of your functions be tried?') });
  return chosen && { folder, seconds: chosen.seconds };
}

/** Evaluates in a thread of its own, with progress that can be cancelled. Throws where there is nothing to evaluate. */
export async function evaluateFolder({ indexes, policies, log }: App, tasks: TaskRunner, { folder, seconds }: EvaluatedFolder): Promise<Evaluation> {
  const { l10n, window } = vscode;
  const request = {
    cwd: (vscode.workspace.getWorkspaceFolder(folder)?.uri ?? folder).fsPath,
    paths: [folder.fsPath],
    indexes: indexes.paths,
    keyFiles: indexes.keyFiles,
    ignore: [...readConfig(folder).exclude, ...policies.patterns(folder)],
    seconds,
  };
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title: l10n.t('Evaluating accuracy') };
  const evaluation = await window.withProgress(options, (progress, token) => tasks.run('evaluate', request, { signal: signalOf(token), onProgress: showing(progress) }));
  for (const { file, reason } of evaluation.skipped) log.info(`${file} was skipped: ${reason}`);
  if (evaluation.languages.length === 0) throw new Error(l10n.t('{0} holds no function of 24 tokens or more in a language that can be evaluated. The log names files that were skipped.', folderLabel(folder)));
  return evaluation;
}

/** A folder of the workspace by its name, one below it by its path. */
export function folderLabel(folder: vscode.Uri): string {
  const root = vscode.workspace.getWorkspaceFolder(folder);
  return root?.uri.toString() === folder.toString() ? root.name : vscode.workspace.asRelativePath(folder);
}

/** Shows how far it is. Only the trying has a known length. */
function showing(progress: vscode.Progress<{ message: string; increment?: number }>): (state: TaskProgress) => void {
  const { l10n } = vscode;
  let shown = 0;
  return ({ label, done, total = 0 }) => {
    if (label === 'read') return progress.report({ message: l10n.t('reading, {0}', filesLabel(done)) });
    if (label === 'look up') return progress.report({ message: l10n.t('looking up the code as it is, {0} of {1}', done, filesLabel(total)) });
    const seconds = Math.min(done, total);
    progress.report({ message: l10n.t('trying changed functions, {0} of {1} seconds', seconds, total), increment: (100 * (seconds - shown)) / total });
    shown = seconds;
  };
}
