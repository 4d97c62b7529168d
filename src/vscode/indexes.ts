import * as vscode from 'vscode';
import { messageOf } from '../host/failure.ts';
import type { CheckService, IndexPlace, IndexState, ServiceState } from '../host/service/protocol.ts';
import type { Config } from './config.ts';
import type { ExtensionHost } from './host.ts';

/** An index that is in use, or should be. */
export interface UsedIndex {
  readonly uri: vscode.Uri;
  /** Its file name. */
  readonly name: string;
  /** How it came to be used. */
  readonly from: 'settings' | 'own' | 'starter' | 'sample';
  readonly state: IndexState;
}

/** The indexes that documents are checked against: those of the settings, those built here, and the starter index where it serves. */
export class Indexes implements vscode.Disposable {
  readonly #host: ExtensionHost;
  readonly #service: CheckService;
  readonly #places: IndexFolders;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  /** The index of the sample file, while that is open. */
  sample: vscode.Uri | undefined;
  #used: readonly UsedIndex[] = [];
  #keyFiles: readonly string[] = [];
  #watchers: vscode.Disposable[] = [];

  constructor(host: ExtensionHost, service: CheckService, places: IndexFolders) {
    [this.#host, this.#service, this.#places] = [host, service, places];
  }

  get used(): readonly UsedIndex[] {
    return this.#used;
  }

  /** Those in use that lie on this machine and are whole. */
  get paths(): string[] {
    return this.#used.filter(({ uri, state }) => uri.scheme === 'file' && !isBroken(state)).map(({ uri }) => uri.fsPath);
  }

  /** The files with secrets, where an index in use wants one. */
  get keyFiles(): readonly string[] {
    return this.isAnyKeyed ? this.#keyFiles : [];
  }

  get isAnyKeyed(): boolean {
    return this.#used.some(({ state }) => !isBroken(state) && state.isKeyed);
  }

  /** Where indexes go that are built from the palette. */
  get ownFolder(): vscode.Uri {
    return this.#places.own;
  }

  /** Opens what the settings say, and tells the listeners. Calls must not overlap. */
  async open(config: Config, expectedAtMost: number): Promise<ServiceState> {
    const wanted = await this.#wanted(config);
    this.#keyFiles = config.keyFiles.map((path) => resolved(path).fsPath);
    const places: IndexPlace[] = [];
    const problems = new Map<string, string>();
    for (const { uri, name } of wanted) {
      try {
        places.push({ ...await this.#host.indexPlace(name, uri), keyFiles: this.#keyFiles });
      } catch (error) {
        problems.set(uri.toString(), messageOf(error));
      }
    }
    const state = await this.#service.setUp({ indexes: places, expectedAtMost });
    const states = [...state.indexes];
    this.#used = wanted.map((index): UsedIndex => {
      const problem = problems.get(index.uri.toString());
      return { ...index, state: problem === undefined ? this.#worded(states.shift()!) : { name: index.name, problem, code: null } };
    });
    this.#watch();
    this.#changed.fire();
    return state;
  }

  /** The engine speaks of options of the command line; here it is a setting. */
  #worded(state: IndexState): IndexState {
    if (!isBroken(state)) return state;
    const { l10n } = vscode;
    if (state.code === 'keyed') return { ...state, problem: this.#host.tasks ? l10n.t('It is keyed. Name the file with its secret: "Use Key File…".') : l10n.t('It is keyed, and keyed indexes cannot be opened in the browser.') };
    return state.code === 'wrong-key' ? { ...state, problem: l10n.t('It is keyed with another secret. Name the file with its own: "Use Key File…".') } : state;
  }

  async #wanted({ indexes, starterIndex }: Config): Promise<Omit<UsedIndex, 'state'>[]> {
    const chosen = [
      ...indexes.map((path) => ({ uri: resolved(path), from: 'settings' as const })),
      ...(await ownIndexes(this.#places.own)).map((uri) => ({ uri, from: 'own' as const })),
    ];
    const distinct = [...new Map(chosen.map((index) => [index.uri.toString(), index])).values()];
    const wantsStarter = starterIndex === 'always' || (starterIndex === 'whenNoOther' && distinct.length === 0);
    const starter = wantsStarter && await exists(this.#places.starter) ? [{ uri: this.#places.starter, from: 'starter' as const }] : [];
    const sample = this.sample ? [{ uri: this.sample, from: 'sample' as const }] : [];
    return [...distinct, ...starter, ...sample].map((index) => ({ ...index, name: index.uri.path.slice(index.uri.path.lastIndexOf('/') + 1) }));
  }

  /** An index that was changed by the command line, or by another window, is opened again by whoever listens. */
  #watch(): void {
    for (const watcher of this.#watchers) watcher.dispose();
    this.#watchers = this.#used.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(uri, 'manifest.json')));
    for (const watcher of this.#watchers as vscode.FileSystemWatcher[]) {
      watcher.onDidChange(() => this.#replaced.fire());
      watcher.onDidCreate(() => this.#replaced.fire());
    }
  }

  readonly #replaced = new vscode.EventEmitter<void>();
  /** The files of an index in use have changed. */
  readonly onDidReplace = this.#replaced.event;

  dispose(): void {
    for (const watcher of this.#watchers) watcher.dispose();
    this.#changed.dispose();
    this.#replaced.dispose();
  }
}

export interface IndexFolders {
  readonly own: vscode.Uri;
  readonly starter: vscode.Uri;
}

export const isBroken = (state: IndexState): state is Extract<IndexState, { readonly problem: string }> => 'problem' in state;

/** Whether what hinders an index is that its secret is not at hand. */
export const wantsKey = (state: IndexState): boolean => isBroken(state) && (state.code === 'keyed' || state.code === 'wrong-key' || state.code === 'bad-key');

export function resolved(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return vscode.Uri.parse(path);
  const plain = path.replace(/^\$\{workspaceFolder\}[/\\]?/, '');
  const isAbsolute = plain === path && (/^[/\\]/.test(path) || /^[a-z]:[/\\]/i.test(path));
  if (!isAbsolute && folder) return vscode.Uri.joinPath(folder.uri, plain);
  return folder && folder.uri.scheme !== 'file' ? folder.uri.with({ path: plain }) : vscode.Uri.file(plain);
}

async function ownIndexes(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
  return entries.map(([name]) => name).filter((name) => name.endsWith('.ncx')).sort().map((name) => vscode.Uri.joinPath(folder, name));
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(() => true, () => false);
}
