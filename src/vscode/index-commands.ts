import * as vscode from 'vscode';
import type { BuildTask, BuildTaskResult, IndexTask, TaskProgress, TaskRunner } from '../host/service/tasks.ts';
import type { App } from './app.ts';
import { readConfig } from './config.ts';
import { filesLabel, functionsLabel, worksLabel } from './counts.ts';
import { chooseIndex, isChangeable, type IndexArgument } from './index-choice.ts';
import { freeIndexName, indexNameProblem } from './index-names.ts';
import { registerIndexUse } from './index-use.ts';
import { isBroken, wantsKey } from './indexes.ts';
import { reportingErrors, signalOf } from './reported-errors.ts';
import { licenseLabel } from './wording.ts';

/** A work of an index, as the tree gives it. */
export interface WorkArgument extends IndexArgument {
  readonly work: { readonly id: string; readonly label: string };
}

/** Building indexes and changing them. New ones go to the extension's own folder. */
export function registerIndexCommands(app: App): vscode.Disposable {
  const command = <Args extends unknown[], Result>(name: string, action: (...args: Args) => Promise<Result>): vscode.Disposable => vscode.commands.registerCommand(name, reportingErrors(app.log, action));
  return vscode.Disposable.from(
    command('nearcopy.buildIndex', (clicked?: vscode.Uri, selected?: readonly vscode.Uri[]) => buildIndex(app, clicked instanceof vscode.Uri ? selected?.length ? selected : [clicked] : [])),
    command('nearcopy.addToIndex', (argument?: IndexArgument) => addToIndex(app, argument)),
    command('nearcopy.removeWork', (argument?: IndexArgument | WorkArgument) => removeWork(app, argument)),
    command('nearcopy.verifyIndex', (argument?: IndexArgument) => verifyIndex(app, argument)),
    command('nearcopy.showIndexes', async () => vscode.commands.executeCommand('nearcopy.indexes.focus')),
    command('nearcopy.reloadIndexes', () => app.reload()),
    registerIndexUse(app),
  );
}

async function buildIndex(app: App, clicked: readonly vscode.Uri[]): Promise<BuildTaskResult | undefined> {
  const { l10n, window, workspace } = vscode;
  const tasks = tasksOf(app);
  const folders = clicked.length > 0 ? clicked : await window.showOpenDialog({ title: l10n.t('Build Index from Folder'), openLabel: l10n.t('Build Index'), canSelectFolders: true, canSelectFiles: false, canSelectMany: true });
  if (!folders?.length) return undefined;
  const { ownFolder } = app.indexes;
  await workspace.fs.createDirectory(ownFolder);
  const taken = (await workspace.fs.readDirectory(ownFolder)).map(([name]) => name.replace(/\.ncx$/, ''));
  const name = await window.showInputBox({
    title: l10n.t('Build Index from Folder'),
    prompt: l10n.t('Name of the new index'),
    value: freeIndexName(baseName(folders[0]), taken),
    validateInput: (value) => indexNameProblem(value.trim(), taken),
    ignoreFocusOut: true,
  });
  if (name === undefined) return undefined;
  const path = vscode.Uri.joinPath(ownFolder, `${name.trim()}.ncx`).fsPath;
  return build(app, tasks, { path, keyFiles: [], mode: 'build', sources: folders.map(({ fsPath }) => ({ spec: fsPath })), keepSource: true }, l10n.t('Building the index {0}', name.trim()));
}

async function addToIndex(app: App, argument?: IndexArgument): Promise<BuildTaskResult | undefined> {
  const { l10n } = vscode;
  const tasks = tasksOf(app);
  const index = await chooseIndex(app.indexes, argument, { title: l10n.t('Add to Index'), of: isChangeable });
  const specs = index && await askSources();
  if (!index || !specs?.length) return undefined;
  return build(app, tasks, { path: index.uri.fsPath, keyFiles: app.indexes.keyFiles, mode: 'add', sources: specs.map((spec) => ({ spec })), keepSource: true }, l10n.t('Adding to {0}', index.name));
}

async function removeWork(app: App, argument?: IndexArgument | WorkArgument): Promise<readonly string[] | undefined> {
  const { l10n, window } = vscode;
  const tasks = tasksOf(app);
  const index = await chooseIndex(app.indexes, argument, { title: l10n.t('Remove Work from Index'), of: isChangeable });
  if (!index) return undefined;
  const path = index.uri.fsPath;
  const { keyFiles } = app.indexes;
  const works = argument && 'work' in argument ? [argument.work] : await askWorks(tasks, { path, keyFiles });
  if (!works?.length) return undefined;
  const remove = l10n.t('Remove');
  const what = works.length === 1 ? works[0].label : worksLabel(works.length);
  if (await window.showWarningMessage(l10n.t('Remove {0} from {1}?', what, index.name), { modal: true, detail: l10n.t('The index keeps nothing of it. It can be added again from its source.') }, remove) !== remove) return undefined;
  const removed = await underWay(l10n.t('Removing from {0}', index.name), async ({ signal }) => {
    const done = await tasks.run('remove', { path, keyFiles, works: works.map(({ id }) => id) }, { signal });
    if (signal.aborted) void window.showInformationMessage(l10n.t('It was too late to cancel: {0} has been removed from {1}.', what, index.name));
    return done;
  });
  app.log.info(`removed from ${path}: ${removed.join(', ')}`);
  await app.reload();
  return removed;
}

async function verifyIndex(app: App, argument?: IndexArgument): Promise<readonly string[] | undefined> {
  const { l10n, window } = vscode;
  const tasks = tasksOf(app);
  const index = await chooseIndex(app.indexes, argument, { title: l10n.t('Verify Index'), of: ({ uri }) => uri.scheme === 'file' });
  if (!index) return undefined;
  if (isBroken(index.state) && wantsKey(index.state)) throw new Error(`${index.name}: ${index.state.problem}`);
  const { problems } = await underWay(l10n.t('Verifying {0}', index.name), ({ signal }) => tasks.run('verify', { path: index.uri.fsPath, keyFiles: app.indexes.keyFiles }, { signal }));
  for (const problem of problems) app.log.error(`${index.name}: ${problem}`);
  if (problems.length > 0) throw new Error(l10n.t('{0} is damaged: {1} Build it again.', index.name, problems[0]));
  void window.showInformationMessage(isBroken(index.state) ? l10n.t('The files of {0} are whole, but it cannot be used: {1}', index.name, index.state.problem) : l10n.t('{0} is whole.', index.name));
  return problems;
}

async function build(app: App, tasks: TaskRunner, request: BuildTask, title: string): Promise<BuildTaskResult> {
  const { workers } = readConfig();
  const result = await underWay(title, (options) => tasks.run('build', { ...request, ...(workers > 0 ? { workers } : {}) }, options));
  await app.reload();
  for (const { label, license, files, newFunctions } of result.works) app.log.info(`${label} (${license}): ${files} files, ${newFunctions} new functions`);
  for (const { spec, reason } of result.failed) app.log.error(`${spec}: ${reason}`);
  void sayBuilt(result, app.log);
  return result;
}

async function sayBuilt({ works, failed }: BuildTaskResult, log: vscode.LogOutputChannel): Promise<void> {
  const { l10n, window, commands } = vscode;
  if (failed.length > 0) {
    const show = l10n.t('Show Log');
    const which = failed.length === 1 ? failed[0].reason : l10n.t('{0} sources could not be read, as the log says. The first: {1}', failed.length, failed[0].reason);
    if (await window.showWarningMessage(`${which} ${l10n.t('The others are in the index: {0}.', worksLabel(works.length))}`, show) === show) log.show();
    return;
  }
  const functions = works.reduce((sum, { newFunctions }) => sum + newFunctions, 0);
  const what = works.length === 1 ? `${works[0].label} (${licenseLabel(works[0].license)})` : worksLabel(works.length);
  const show = l10n.t('Show Indexes');
  if (await window.showInformationMessage(l10n.t('{0}: {1} new.', what, functionsLabel(functions)), show) === show) await commands.executeCommand('nearcopy.showIndexes');
}

type SourceKind = 'folder' | 'archive' | 'package';

/** What to add, as the command line would take it. */
async function askSources(): Promise<readonly string[] | undefined> {
  const { l10n, window } = vscode;
  const items: (vscode.QuickPickItem & { readonly source: SourceKind })[] = [
    { source: 'folder', label: `$(folder) ${l10n.t('Folder…')}`, detail: l10n.t('A project on this machine') },
    { source: 'archive', label: `$(file-zip) ${l10n.t('Archive…')}`, detail: l10n.t('A downloaded release, such as .tar.gz or .zip') },
    // Nothing goes over the network but what the user asks for here, and a workspace that isn't trusted could say where to.
    ...(vscode.workspace.isTrusted ? [{ source: 'package' as const, label: `$(package) ${l10n.t('Package…')}`, detail: l10n.t('Fetched from its registry: npm:NAME@VERSION or a package URL') }] : []),
  ];
  const kind = (await window.showQuickPick(items, { title: l10n.t('Add to Index'), placeHolder: l10n.t('What should be added?') }))?.source;
  if (kind === undefined) return undefined;
  if (kind === 'package') {
    const spec = await window.showInputBox({ title: l10n.t('Add to Index'), prompt: l10n.t('Package to fetch and add'), placeHolder: 'npm:lodash@4.17.21', validateInput: (value) => packageProblem(value.trim()), ignoreFocusOut: true });
    return spec === undefined ? undefined : [spec.trim()];
  }
  const isFolder = kind === 'folder';
  const chosen = await window.showOpenDialog({ title: l10n.t('Add to Index'), openLabel: l10n.t('Add'), canSelectFolders: isFolder, canSelectFiles: !isFolder, canSelectMany: true });
  return chosen?.map(({ fsPath }) => fsPath);
}

const packageProblem = (spec: string): string | undefined => (/^(npm:(@[^/\s]+\/)?[^/@\s]+(@[^\s]+)?|pkg:[a-z.+-]+\/\S+)$/i.test(spec) ? undefined : vscode.l10n.t('Write npm:NAME@VERSION or a package URL, such as pkg:npm/lodash@4.17.21.'));

async function askWorks(tasks: TaskRunner, index: IndexTask): Promise<readonly { readonly id: string; readonly label: string }[] | undefined> {
  const { l10n, window } = vscode;
  const items = tasks.run('list', index).then(({ works }) => works.map(({ id, name, version, license, files }) => ({ id, label: version ? `${name} ${version}` : name, description: `${license}, ${filesLabel(files)}` })));
  return window.showQuickPick(items, { canPickMany: true, title: l10n.t('Remove Work from Index'), placeHolder: l10n.t('Select the works to remove'), matchOnDescription: true });
}

/** A task with progress that can be cancelled. */
function underWay<Result>(title: string, task: (options: { readonly signal: AbortSignal; readonly onProgress: (progress: TaskProgress) => void }) => Promise<Result>): Thenable<Result> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, cancellable: true, title }, (progress, token) => task({
    signal: signalOf(token),
    onProgress: ({ label, done, total }) => progress.report({ message: [label, total === undefined ? filesLabel(done) : vscode.l10n.t('{0} of {1}', done, worksLabel(total))].filter(Boolean).join(': ') }),
  }));
}

function tasksOf({ host }: App): TaskRunner {
  if (!host.tasks) throw new Error(vscode.l10n.t('Indexes cannot be changed in the browser.'));
  return host.tasks;
}

const baseName = (uri: vscode.Uri): string => uri.path.replace(/\/$/, '').slice(uri.path.replace(/\/$/, '').lastIndexOf('/') + 1);
