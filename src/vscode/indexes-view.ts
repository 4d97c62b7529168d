import * as vscode from 'vscode';
import { licenseFamilies, type LicenseFamily } from '../core/license/family.ts';
import type { IndexListing, ListedWork } from '../host/service/tasks.ts';
import type { App } from './app.ts';
import { filesLabel, functionsLabel, sizeLabel, worksLabel } from './counts.ts';
import { webAddress } from './diagnostics.ts';
import { familyLabel } from './evidence-strings.ts';
import { isChangeable } from './index-choice.ts';
import type { WorkArgument } from './index-commands.ts';
import { isBroken, wantsKey, type UsedIndex } from './indexes.ts';
import { licenseLabel } from './wording.ts';

interface IndexNode {
  readonly type: 'index';
  readonly index: UsedIndex;
}

interface FamilyNode {
  readonly type: 'family';
  readonly index: UsedIndex;
  readonly family: LicenseFamily;
  readonly works: readonly ListedWork[];
}

interface WorkNode extends WorkArgument {
  readonly type: 'work';
  readonly listed: ListedWork;
}

type Node = IndexNode | FamilyNode | WorkNode;

/** The Indexes view: each index, in it the families of licences, in these the works. */
export class IndexesView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #app: Pick<App, 'indexes' | 'host'>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listings = new Map<string, Promise<IndexListing>>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(app: Pick<App, 'indexes' | 'host'>) {
    this.#app = app;
    this.#subscriptions = [
      vscode.window.createTreeView<Node>('nearcopy.indexes', { treeDataProvider: this, showCollapseAll: true }),
      app.indexes.onDidChange(() => {
        this.#listings.clear();
        this.#changed.fire();
      }),
    ];
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) return this.#app.indexes.used.map((index) => ({ type: 'index', index }));
    if (node.type === 'work') return [];
    if (node.type === 'family') return node.works.map((listed) => ({ type: 'work', index: node.index, listed, work: { id: listed.id, label: labelOf(listed) } }));
    const { works } = await this.#listing(node.index);
    return licenseFamilies.map((family): FamilyNode => ({ type: 'family', index: node.index, family, works: works.filter(({ licenseFamily }) => licenseFamily === family) })).filter((family) => family.works.length > 0);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.type === 'index') return indexItem(node.index, this.#app.host.tasks !== null && node.index.uri.scheme === 'file');
    return node.type === 'family' ? familyItem(node) : workItem(node);
  }

  #listing({ uri }: UsedIndex): Promise<IndexListing> {
    const key = uri.toString();
    let listing = this.#listings.get(key);
    if (!listing) this.#listings.set(key, (listing = this.#app.host.tasks!.run('list', { path: uri.fsPath, keyFiles: this.#app.indexes.keyFiles })));
    return listing;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}

function indexItem(index: UsedIndex, canList: boolean): vscode.TreeItem {
  const { uri, from, state } = index;
  const { l10n } = vscode;
  const isOpen = !isBroken(state);
  const item = new vscode.TreeItem(labelOfIndex(index), isOpen && canList && state.works > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
  const figures = isOpen ? `${worksLabel(state.works)}, ${functionsLabel(state.functions)}, ${sizeLabel(state.bytes)}` : state.problem;
  item.id = uri.toString();
  item.description = figures;
  item.iconPath = isOpen ? new vscode.ThemeIcon('database') : new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'));
  item.tooltip = [uri.scheme === 'file' ? uri.fsPath : uri.toString(), originLabel(from), figures].join('\n');
  item.accessibilityInformation = { label: l10n.t('Index {0}, {1}, {2}', String(item.label), originLabel(from), figures) };
  item.contextValue = `index.${from}${isOpen ? '' : wantsKey(state) ? '.keyless' : '.broken'}`;
  return item;
}

function labelOfIndex({ from, name }: UsedIndex): string {
  const { l10n } = vscode;
  if (from === 'starter') return l10n.t('Starter Index');
  return from === 'sample' ? l10n.t('Sample Index') : name.replace(/\.ncx$/, '');
}

function familyItem({ index, family, works }: FamilyNode): vscode.TreeItem {
  const words = family === 'unknown' ? licenseLabel('') : familyLabel(family);
  const item = new vscode.TreeItem(words.charAt(0).toLocaleUpperCase() + words.slice(1), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${index.uri.toString()}#${family}`;
  item.description = worksLabel(works.length);
  item.iconPath = new vscode.ThemeIcon('law');
  item.contextValue = 'family';
  item.accessibilityInformation = { label: `${words}, ${worksLabel(works.length)}` };
  return item;
}

function workItem({ index, listed }: WorkNode): vscode.TreeItem {
  const { id, license, files, url } = listed;
  const item = new vscode.TreeItem(labelOf(listed));
  item.id = `${index.uri.toString()}#work:${id}`;
  item.description = licenseLabel(license);
  item.iconPath = new vscode.ThemeIcon('package');
  item.tooltip = [`${labelOf(listed)} (${licenseLabel(license)})`, filesLabel(files), webAddress(url)?.toString(true)].filter(Boolean).join('\n');
  item.contextValue = isChangeable(index) ? 'work.changeable' : 'work';
  item.accessibilityInformation = { label: `${labelOf(listed)}, ${licenseLabel(license)}, ${filesLabel(files)}` };
  return item;
}

const labelOf = ({ name, version }: ListedWork): string => (version ? `${name} ${version}` : name);

function originLabel(from: UsedIndex['from']): string {
  const { l10n } = vscode;
  if (from === 'settings') return l10n.t('from the settings');
  if (from === 'own') return l10n.t('built here');
  return from === 'sample' ? l10n.t('of the sample file') : l10n.t('comes with the extension');
}
