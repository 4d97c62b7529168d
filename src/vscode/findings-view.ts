import * as vscode from 'vscode';
import type { Severity } from '../core/report.ts';
import type { App } from './app.ts';
import { findingsLabel } from './counts.ts';
import { rangeOf } from './diagnostics.ts';
import { pathOf } from './documents.ts';
import { familyLabel } from './evidence-strings.ts';
import { askFilter, filterLabel } from './findings-filter.ts';
import { groupFindings, noFilter, type FindingFilter, type FindingNode, type Grouping, type GroupNode } from './findings-tree.ts';
import { findingMessage, licenseLabel, severityLabel, workLabel } from './wording.ts';

type Node = GroupNode | FindingNode;

/** The Findings view: a tree by file, work or licence, with a filter. */
export class FindingsView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #app: Pick<App, 'store' | 'context'>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Node>;
  readonly #subscriptions: vscode.Disposable[];
  #grouping: Grouping;
  #filter: FindingFilter = noFilter;
  #groups: readonly GroupNode[] | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(app: Pick<App, 'store' | 'context'>) {
    this.#app = app;
    this.#grouping = app.context.workspaceState.get<Grouping>(GROUPING, 'file');
    this.#view = vscode.window.createTreeView<Node>('nearcopy.findings', { treeDataProvider: this, showCollapseAll: true });
    const { registerCommand } = vscode.commands;
    this.#subscriptions = [
      this.#view,
      // A scan changes the store often; the tree follows in its own time.
      app.store.onDidChange(() => (this.#timer ??= setTimeout(() => this.refresh(), DELAY))),
      registerCommand('nearcopy.showFindings', () => vscode.commands.executeCommand('nearcopy.findings.focus')),
      registerCommand('nearcopy.openFinding', (node: FindingNode) => open(node)),
      registerCommand('nearcopy.filterFindings', async (given?: FindingFilter) => this.filter(given ?? await askFilter(this.#filter))),
      registerCommand('nearcopy.clearFilter', () => this.filter(noFilter)),
      registerCommand('nearcopy.groupFindings', async (given?: Grouping) => this.group(given ?? await askGrouping(this.#grouping))),
    ];
    this.refresh();
  }

  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { count } = this.#app.store;
    this.#groups = undefined;
    const shown = this.getChildren().reduce((sum, node) => sum + (node.type === 'group' ? node.findings.length : 0), 0);
    const isFiltered = this.#filter !== noFilter;
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip: findingsLabel(count) };
    // With nothing at all to filter, the words that say what to do are in the way of none.
    this.#view.message = isFiltered && count > 0 ? vscode.l10n.t('{0}: {1} of {2}', filterLabel(this.#filter), shown, findingsLabel(count)) : '';
    void vscode.commands.executeCommand('setContext', 'nearcopy.isFiltered', isFiltered);
    this.#changed.fire();
  }

  group(grouping: Grouping | undefined): void {
    if (grouping === undefined) return;
    this.#grouping = grouping;
    void this.#app.context.workspaceState.update(GROUPING, grouping);
    this.refresh();
  }

  filter(filter: FindingFilter | undefined): void {
    if (filter === undefined) return;
    this.#filter = filter.text === '' && filter.severity === noFilter.severity ? noFilter : filter;
    this.refresh();
  }

  getChildren(node?: Node): Node[] {
    if (node) return node.type === 'group' ? [...node.findings] : [];
    this.#groups ??= groupFindings(this.#app.store.files, this.#grouping, this.#filter);
    return [...this.#groups];
  }

  getParent(node: Node): Node | undefined {
    return node.type === 'finding' ? node.group : undefined;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.type === 'group' ? groupItem(node, (this.#groups?.length ?? 0) <= MOST_EXPANDED) : findingItem(node);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}

function groupItem({ grouping, name, file, findings }: GroupNode, isExpanded: boolean): vscode.TreeItem {
  const state = isExpanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
  const count = findingsLabel(findings.length);
  const item = file ? new vscode.TreeItem(file, state) : new vscode.TreeItem(name, state);
  const path = file && pathOf(file);
  item.iconPath = file ? vscode.ThemeIcon.File : new vscode.ThemeIcon(grouping === 'work' ? 'package' : 'law');
  // A file's findings are counted by the editor itself, which knows of its diagnostics.
  if (path !== undefined) item.description = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  else item.description = grouping === 'license' ? `${familyLabel(findings[0].finding.match.licenseFamily)}, ${count}` : count;
  item.tooltip = `${path ?? name}: ${count}`;
  item.accessibilityInformation = { label: `${path ?? name}, ${count}` };
  // VS Code remembers by id what is closed: few groups, as after filtering, begin open again.
  item.id = `${grouping}:${isExpanded ? 'few' : 'many'}:${name}`;
  item.contextValue = `group.${grouping}`;
  return item;
}

function findingItem({ file, finding, group, key, startLine, uri }: FindingNode): vscode.TreeItem {
  const { match, severity, endLine } = finding;
  const lines = startLine === endLine ? vscode.l10n.t('line {0}', startLine) : vscode.l10n.t('lines {0}-{1}', startLine, endLine);
  const work = `${workLabel(match)} (${licenseLabel(match.license)})`;
  const path = pathOf(file);
  const item = new vscode.TreeItem(group.grouping === 'file' ? work : `${path.slice(path.lastIndexOf('/') + 1)}:${startLine}`);
  item.id = `${group.grouping}:${uri}:${key}:${startLine}`;
  item.description = group.grouping === 'file' ? [match.unit, lines].filter(Boolean).join(', ') : group.grouping === 'work' ? match.unit ?? '' : workLabel(match);
  item.iconPath = new vscode.ThemeIcon(ICONS[severity], new vscode.ThemeColor(COLORS[severity]));
  item.tooltip = `${severityLabel(severity)}: ${findingMessage(finding)}${finding.note ? `\n${finding.note.note}` : ''}`;
  item.accessibilityInformation = { label: `${severityLabel(severity)}: ${findingMessage(finding)} ${path}, ${lines}` };
  item.contextValue = 'finding';
  item.command = { command: 'nearcopy.openFinding', title: vscode.l10n.t('Open Finding'), arguments: [{ file, finding }] };
  return item;
}

/** Shows the lines of a finding, as it was when the tree was made or as it is now. */
async function open({ file, finding }: Pick<FindingNode, 'file' | 'finding'>): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document, { selection: rangeOf(finding, document), preview: true });
}

async function askGrouping(now: Grouping): Promise<Grouping | undefined> {
  const { l10n } = vscode;
  const items: (vscode.QuickPickItem & { readonly grouping: Grouping })[] = [
    { grouping: 'file', label: l10n.t('File'), iconPath: new vscode.ThemeIcon('file') },
    { grouping: 'work', label: l10n.t('Work'), iconPath: new vscode.ThemeIcon('package') },
    { grouping: 'license', label: l10n.t('Licence'), iconPath: new vscode.ThemeIcon('law') },
  ];
  const marked = items.map((item) => (item.grouping === now ? { ...item, description: l10n.t('now') } : item));
  return (await vscode.window.showQuickPick(marked, { title: l10n.t('Group Findings By') }))?.grouping;
}

const GROUPING = 'findings.grouping';
/** Milliseconds. */
const DELAY = 100;
/** With more groups than this all begin closed. */
const MOST_EXPANDED = 20;
const ICONS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'info' };
const COLORS: Readonly<Record<Severity, string>> = { error: 'problemsErrorIcon.foreground', warning: 'problemsWarningIcon.foreground', information: 'problemsInfoIcon.foreground' };
