import * as vscode from 'vscode';
import type { App } from './app.ts';
import { readConfig, writeConfig } from './config.ts';
import { chooseIndex, type IndexArgument } from './index-choice.ts';
import { exists, resolved, wantsKey } from './indexes.ts';
import { reportingErrors } from './reported-errors.ts';

/** Which indexes are used: taking one in, letting one go, and showing where it lies. */
export function registerIndexUse(app: App): vscode.Disposable {
  const command = <Args extends unknown[]>(name: string, action: (...args: Args) => Promise<unknown>): vscode.Disposable => vscode.commands.registerCommand(name, reportingErrors(app.log, action));
  return vscode.Disposable.from(
    command('nearcopy.useIndex', (uri?: vscode.Uri) => useIndex(app, uri)),
    command('nearcopy.useKeyFile', (_index?: IndexArgument, file?: vscode.Uri) => useKeyFile(app, file)),
    command('nearcopy.removeIndex', (argument?: IndexArgument) => removeIndex(app, argument)),
    command('nearcopy.revealIndex', (argument?: IndexArgument) => revealIndex(app, argument)),
  );
}

async function useIndex(app: App, given?: vscode.Uri): Promise<void> {
  const { l10n } = vscode;
  const uri = given instanceof vscode.Uri ? given : await askIndex();
  if (!uri) return;
  const isIndex = await exists(vscode.Uri.joinPath(uri, 'manifest.json')) || (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.File;
  if (!isIndex) throw new Error(l10n.t('{0} is no index: an index is a folder that "nearcopy index build" has made, or a file that "nearcopy index export" has written.', uri.fsPath));
  const { indexes } = readConfig();
  if (indexes.some((path) => resolved(path).toString() === uri.toString())) throw new Error(l10n.t('{0} is used already.', uri.fsPath));
  // The listener of the settings opens it.
  await writeConfig('indexes', [...indexes, settingOf(uri)]);
  await app.reload();
}

async function askIndex(): Promise<vscode.Uri | undefined> {
  const { l10n, window } = vscode;
  // No dialog of Windows or Linux takes files and folders at once.
  const items = [
    { isFolder: true, label: `$(folder) ${l10n.t('Index Folder…')}`, detail: l10n.t('As "nearcopy index build" makes it') },
    { isFolder: false, label: `$(file) ${l10n.t('Index File…')}`, detail: l10n.t('As "nearcopy index export" writes it') },
  ];
  const kind = await window.showQuickPick(items, { title: l10n.t('Use Index'), placeHolder: l10n.t('What is the index?') });
  if (!kind) return undefined;
  const chosen = await window.showOpenDialog({ title: l10n.t('Use Index'), openLabel: l10n.t('Use Index'), canSelectFolders: kind.isFolder, canSelectFiles: !kind.isFolder, ...(kind.isFolder ? {} : { filters: { [l10n.t('Nearcopy indexes')]: ['ncx'] } }) });
  return chosen?.[0];
}

/** Only where the secret lies goes into the settings, and into the user's own: others have it elsewhere. */
async function useKeyFile(app: App, given?: vscode.Uri): Promise<void> {
  const { l10n, window } = vscode;
  if (!app.host.tasks) throw new Error(l10n.t('Keyed indexes cannot be opened in the browser.'));
  const file = given ?? (await window.showOpenDialog({ title: l10n.t('Use Key File'), openLabel: l10n.t('Use Key File') }))?.[0];
  if (!file) return;
  const { keyFiles } = readConfig();
  if (!keyFiles.some((path) => resolved(path).toString() === file.toString())) await writeConfig('keyFiles', [...keyFiles, file.fsPath]);
  await app.reload();
  if (app.indexes.used.some(({ state }) => wantsKey(state))) throw new Error(l10n.t('{0} is not the secret of every keyed index: {1}', file.fsPath, app.indexes.used.filter(({ state }) => wantsKey(state)).map(({ name }) => name).join(', ')));
}

/** As it is written into the settings: relative where it lies in the workspace, so that others can use it. */
function settingOf(uri: vscode.Uri): string {
  const [first, second] = vscode.workspace.workspaceFolders ?? [];
  const inFirst = first && !second && vscode.workspace.getWorkspaceFolder(uri)?.index === 0;
  if (inFirst) return vscode.workspace.asRelativePath(uri, false);
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}

async function removeIndex(app: App, argument?: IndexArgument): Promise<void> {
  const { l10n, window } = vscode;
  const index = await chooseIndex(app.indexes, argument, { title: l10n.t('Remove Index'), of: ({ from }) => from === 'own' || from === 'settings' });
  if (!index) return;
  if (index.from === 'settings') {
    await writeConfig('indexes', readConfig().indexes.filter((path) => resolved(path).toString() !== index.uri.toString()));
    await app.reload();
    return;
  }
  const remove = l10n.t('Delete');
  if (await window.showWarningMessage(l10n.t('Delete the index {0}?', index.name), { modal: true, detail: l10n.t('It can be built again from its sources.') }, remove) !== remove) return;
  await vscode.workspace.fs.delete(index.uri, { recursive: true });
  await app.reload();
}

async function revealIndex(app: App, argument?: IndexArgument): Promise<void> {
  const { l10n, env, window, commands } = vscode;
  const index = await chooseIndex(app.indexes, argument, { title: l10n.t('Reveal Index'), of: () => true });
  if (!index) return;
  if (env.uiKind === vscode.UIKind.Desktop && env.remoteName === undefined) return void await commands.executeCommand('revealFileInOS', index.uri);
  await env.clipboard.writeText(index.uri.fsPath);
  void window.showInformationMessage(l10n.t('{0} lies on the machine that the workspace is on. Its path has been copied.', index.name));
}
