import * as vscode from 'vscode';
import { ServiceThread } from '../host/service/service-thread.ts';
import { Checker } from './checker.ts';
import { onConfigChange, readConfig } from './config.ts';
import { showDiagnostics } from './diagnostics.ts';
import { CheckedDocuments } from './documents.ts';
import { registerFeatures } from './features.ts';
import { FindingMemory } from './finding-memory.ts';
import { FindingStore } from './finding-store.ts';
import type { ExtensionHost } from './host.ts';
import { IgnoreFiles } from './ignore-files.ts';
import { IgnoredFiles } from './ignored-files.ts';
import { Indexes } from './indexes.ts';
import { Policies } from './policies.ts';
import { Scans } from './scans.ts';
import { StatusItem } from './status-item.ts';
import { Triggers } from './triggers.ts';

/** The parts that features are made of. */
export interface App {
  readonly context: vscode.ExtensionContext;
  readonly host: ExtensionHost;
  readonly service: ServiceThread;
  readonly store: FindingStore;
  readonly checker: Checker;
  readonly documents: CheckedDocuments;
  readonly indexes: Indexes;
  readonly policies: Policies;
  readonly ignored: IgnoredFiles;
  readonly ignoreFiles: IgnoreFiles;
  readonly scans: Scans;
  readonly triggers: Triggers;
  readonly memory: FindingMemory;
  readonly log: vscode.LogOutputChannel;
  /** Opens the indexes again, and checks what is open. */
  reload(): Promise<void>;
}

/** What the extension gives to tests. */
export interface NearcopyApi {
  /** Resolves when the indexes are open and nothing waits to be checked. */
  whenIdle(): Promise<void>;
  /** What is alive now; bytes. */
  stats(): Promise<AppStats>;
  readonly app: App;
}

export interface AppStats {
  /** Documents that the service keeps trees of. */
  readonly sessions: number;
  /** Parts that the extension has to dispose of. */
  readonly listeners: number;
  /** Of the service's thread. */
  readonly heapBytes: number;
  readonly wasmBytes: number;
}

/** Builds the extension for a host. Everything is disposed of with the context. */
export function startApp(context: vscode.ExtensionContext, host: ExtensionHost): NearcopyApi {
  const own = <Part extends vscode.Disposable>(part: Part): Part => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(vscode.window.createOutputChannel('Nearcopy', { log: true }));
  const service = own(new ServiceThread(() => host.startService()));
  const store = own(new FindingStore());
  const policies = own(new Policies(() => readConfig()));
  const checker = own(new Checker(service, store, policies));
  const documents = new CheckedDocuments();
  const ignored = new IgnoredFiles((uri) => policies.patterns(uri));
  const ignoreFiles = own(new IgnoreFiles());
  const indexes = own(new Indexes(host, service, {
    own: vscode.Uri.joinPath(context.globalStorageUri, 'indexes'),
    starter: vscode.Uri.joinPath(context.extensionUri, 'dist', 'starter.ncx'),
  }));
  const triggers = own(new Triggers({ checker, store, documents, ignored, ignoreFiles, config: readConfig }));
  const memory = own(new FindingMemory(context.workspaceState, store, () => indexes.isAnyKeyed));
  const scans = own(new Scans({ host, store, checker, documents, ignored, ignoreFiles, indexes, policies, context, log }));
  let opening: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  /** What the last findings were looked for in. */
  let searched: string | undefined;

  const app: App = { context, host, service, store, checker, documents, indexes, policies, ignored, ignoreFiles, scans, triggers, memory, log, reload };

  /** Whoever asks before the next opening has begun gets that one: a changed setting and the command that changed it ask both. */
  function reload(): Promise<void> {
    return (waiting ??= opening = opening.then(open, open));
  }

  async function open(): Promise<void> {
    waiting = undefined;
    await policies.load();
    const { languages } = await indexes.open(readConfig(), policies.expectedAtMost());
    documents.languages = languages;
    for (const { name, state } of indexes.used) {
      if ('problem' in state) log.error(`${name}: ${state.problem}`);
      else log.info(`${name}: ${state.works} works, ${state.functions} functions${state.inMemory === undefined ? '' : `; held in memory as a whole (${state.inMemory})`}`);
    }
    triggers.checkOpen();
    const now = JSON.stringify(indexes.used.filter(({ from }) => from !== 'sample').map(({ uri, state }) => [uri.toString(), state]));
    if (searched !== undefined && searched !== now) triggers.checkFound();
    searched = now;
  }

  own(showDiagnostics(store));
  const changed = own(new vscode.EventEmitter<void>());
  for (const event of [store.onDidChange, indexes.onDidChange, checker.onDidChangeBusy, scans.onDidChange] as vscode.Event<unknown>[]) own(event(() => changed.fire()));
  own(new StatusItem({ store, indexes, isEnabled: () => readConfig().enabled, isBusy: () => checker.isBusy || scans.isRunning, onDidChange: changed.event }));
  own(checker.onDidCheck(({ uri, skipped, times }) => log.debug(`${uri.path}: ${skipped ?? Object.entries(times).map(([stage, time]) => `${stage} ${time.toFixed(1)} ms`).join(', ')}`)));
  own(onConfigChange(() => {
    if (!readConfig().enabled) store.clear();
    changed.fire();
    void app.reload().then(() => checker.judgeAgain());
  }));
  own(indexes.onDidReplace(() => void app.reload()));
  own(policies.onDidChange(() => void checker.judgeAgain()));
  own(vscode.workspace.onDidGrantWorkspaceTrust(() => void app.reload()));
  registerFeatures(app, own);
  void app.reload().catch((error: unknown) => log.error(String(error)));
  void opening.then(() => memory.restore(policies), () => undefined);

  return {
    app,
    async stats() {
      const { documents: sessions, heapBytes, parserBytes } = await service.figures();
      return { sessions, listeners: context.subscriptions.length, heapBytes, wasmBytes: parserBytes };
    },
    async whenIdle() {
      await opening.catch(() => undefined);
      await checker.whenIdle();
    },
  };
}
