import * as vscode from 'vscode';
import type { Finding, Report } from '../core/report.ts';
import { renderJson } from '../report/json.ts';
import { renderSarif } from '../report/sarif.ts';
import type { App } from './app.ts';
import { readConfig } from './config.ts';
import { pathOf } from './documents.ts';
import { reportingErrors, signalOf } from './reported-errors.ts';
import { isInScope, type FinishedScan } from './scans.ts';

export type ReportFormat = 'sarif' | 'html' | 'json';

/** Writes what the last scan found to a file. As arguments the command takes the format and the file, and asks for what is missing. */
export function registerReportExport(app: App): vscode.Disposable {
  return vscode.commands.registerCommand('nearcopy.exportReport', reportingErrors(app.log, async (format?: ReportFormat, file?: vscode.Uri) => {
    const scan = app.scans.last;
    if (!scan) throw new Error(vscode.l10n.t('There is no report yet: scan the workspace first.'));
    const wanted = format ?? await askFormat(app);
    const target = wanted && (file ?? await askFile(wanted));
    if (!target) return;
    const text = await rendered(app, scan, wanted);
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    if (!file) void offerToOpen(target, wanted);
  }));
}

/** The scan with the findings as they are now: edits have moved some, and the policy may have changed. */
export function reportOf(scan: FinishedScan, store: App['store']): Report {
  const files = store.files.filter(({ uri }) => isInScope(uri, scan.folders)).sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
  const named = <Item extends Finding>(uri: vscode.Uri, items: readonly Item[]): Item[] => items.map((item) => ({ ...item, file: pathOf(uri) }));
  return {
    version: 1,
    stats: scan.stats,
    findings: files.flatMap(({ uri, findings }) => named(uri, findings)),
    quiet: files.flatMap(({ uri, quiet }) => named(uri, quiet)),
    stale: scan.stale,
    skipped: scan.skipped,
  };
}

async function rendered(app: App, scan: FinishedScan, format: ReportFormat): Promise<string> {
  const { host, store, indexes, policies, context } = app;
  const report = reportOf(scan, store);
  const { version } = context.extension.packageJSON as { version: string };
  if (format === 'json') return renderJson(report);
  if (format === 'sarif') return renderSarif(report, { toolVersion: version });
  if (!host.tasks) throw new Error(vscode.l10n.t('The HTML report needs a file system: export SARIF or JSON here.'));
  const folders = vscode.workspace.workspaceFolders ?? [];
  const request = {
    report,
    folders: folders.map(({ name, uri }) => ({ name: folders.length > 1 ? name : '', path: uri.fsPath })),
    indexes: indexes.paths,
    keyFiles: indexes.keyFiles,
    expectedAtMost: policies.expectedAtMost(),
    sources: readConfig().sourceFolders,
    toolVersion: version,
  };
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title: vscode.l10n.t('Writing the report') };
  return vscode.window.withProgress(options, (_, token) => host.tasks!.run('export', request, { signal: signalOf(token) }));
}

async function askFormat({ host }: App): Promise<ReportFormat | undefined> {
  const { l10n } = vscode;
  const items: (vscode.QuickPickItem & { readonly format: ReportFormat })[] = [
    ...(host.tasks ? [{ format: 'html' as const, label: 'HTML', detail: l10n.t('A page to read and print, with findings side by side') }] : []),
    { format: 'sarif', label: 'SARIF', detail: l10n.t('For code scanning services and other tools') },
    { format: 'json', label: 'JSON', detail: l10n.t('All that is known, as the command line prints it') },
  ];
  return (await vscode.window.showQuickPick(items, { title: l10n.t('Export Report'), placeHolder: l10n.t('Select a format') }))?.format;
}

function askFile(format: ReportFormat): Thenable<vscode.Uri | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = `nearcopy-report.${format}`;
  return vscode.window.showSaveDialog({ title: vscode.l10n.t('Export Report'), filters: { [format.toUpperCase()]: [format] }, ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, name) } : {}) });
}

async function offerToOpen(file: vscode.Uri, format: ReportFormat): Promise<void> {
  const { l10n, window, env, commands } = vscode;
  const open = l10n.t('Open');
  const chosen = await window.showInformationMessage(l10n.t('The report is in {0}.', vscode.workspace.asRelativePath(file)), open);
  if (chosen !== open) return;
  // A browser on this machine shows a page; from a remote machine it would have to be fetched first.
  if (format === 'html' && file.scheme === 'file' && env.remoteName === undefined) await env.openExternal(file);
  else await commands.executeCommand('vscode.open', file);
}
