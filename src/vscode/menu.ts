import * as vscode from 'vscode';
import type { App } from './app.ts';
import { readConfig, writeConfig } from './config.ts';
import { findingsLabel } from './counts.ts';
import { isBroken } from './indexes.ts';
import { reportingErrors } from './reported-errors.ts';

interface MenuItem extends vscode.QuickPickItem {
  readonly command?: string;
}

/** What the status item opens: what is wrong first, then what there is to do. */
export function registerMenu(app: App): vscode.Disposable {
  const command = (name: string, action: () => Promise<unknown>): vscode.Disposable => vscode.commands.registerCommand(name, reportingErrors(app.log, action));
  return vscode.Disposable.from(
    command('nearcopy.showMenu', async () => {
      const chosen = await vscode.window.showQuickPick(menuItems(app), { title: 'Nearcopy', placeHolder: stateLabel(app) });
      if (chosen?.command) await vscode.commands.executeCommand(chosen.command);
    }),
    command('nearcopy.toggle', () => switchOnOrOff(app)),
    command('nearcopy.showLog', async () => app.log.show()),
    command('nearcopy.openWalkthrough', async () => vscode.commands.executeCommand('workbench.action.openWalkthrough', `${app.context.extension.id}#start`, false)),
  );
}

/** The menu as it is now. */
export function menuItems({ store, indexes, scans, host }: App): MenuItem[] {
  const { l10n } = vscode;
  const { enabled } = readConfig();
  const hasFolder = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
  const broken = indexes.used.filter(({ state }) => isBroken(state));
  // Where it is on, what Enter takes shall not be to switch it off.
  const toggle: MenuItem = { label: enabled ? `$(circle-slash) ${l10n.t('Turn off')}` : `$(play) ${l10n.t('Turn on')}`, description: enabled ? l10n.t('open documents are checked') : l10n.t('nothing is checked'), command: 'nearcopy.toggle' };
  const separator = (label = ''): MenuItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    ...broken.map(({ name, state }): MenuItem => ({ label: `$(warning) ${l10n.t('{0} cannot be used', name)}`, detail: isBroken(state) ? state.problem : '', command: 'nearcopy.showIndexes' })),
    ...(indexes.used.length > 0 ? [] : [
      ...(host.tasks ? [{ label: `$(add) ${l10n.t('Build an index from a folder…')}`, command: 'nearcopy.buildIndex' }] : []),
      { label: `$(folder-opened) ${l10n.t('Use an index…')}`, command: 'nearcopy.useIndex' },
    ]),
    ...(broken.length > 0 || indexes.used.length === 0 ? [separator()] : []),
    ...(enabled ? [] : [toggle]),
    ...(hasFolder ? [
      { label: `$(run-all) ${l10n.t('Scan workspace')}`, ...(scans.isRunning ? { description: l10n.t('a scan is running') } : {}), command: 'nearcopy.scanWorkspace' },
      ...(host.tasks && vscode.workspace.isTrusted ? [{ label: `$(git-compare) ${l10n.t('Scan changed files')}`, command: 'nearcopy.scanChanged' }] : []),
    ] : []),
    { label: `$(list-tree) ${l10n.t('Show findings')}`, description: findingsLabel(store.count), command: 'nearcopy.showFindings' },
    { label: `$(database) ${l10n.t('Show indexes')}`, description: String(indexes.used.length), command: 'nearcopy.showIndexes' },
    separator(),
    { label: `$(output) ${l10n.t('Show log')}`, command: 'nearcopy.showLog' },
    ...(enabled ? [toggle] : []),
    { label: `$(book) ${l10n.t('Get started')}`, command: 'nearcopy.openWalkthrough' },
  ];
}

function stateLabel({ store, indexes, scans, checker }: App): string {
  const { l10n } = vscode;
  if (!readConfig().enabled) return l10n.t('Nearcopy is off');
  if (indexes.used.length === 0) return l10n.t('There is no index to compare with');
  if (scans.isRunning) return l10n.t('A scan is running');
  return checker.isBusy ? l10n.t('Checking') : findingsLabel(store.count);
}

async function switchOnOrOff({ triggers }: App): Promise<void> {
  const { enabled } = readConfig();
  await writeConfig('enable', !enabled);
  if (!enabled) triggers.checkOpen();
}
