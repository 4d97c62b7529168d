import * as vscode from 'vscode';
import { textIdentity } from '../core/tokens/text-identity.ts';
import type { UnjudgedFinding } from '../core/match/findings.ts';
import type { Report, StaleIgnore } from '../core/report.ts';
import type { ScanSummary } from '../host/service/tasks.ts';
import type { App } from './app.ts';
import type { CheckOutcome } from './checker.ts';
import { readConfig } from './config.ts';
import { documentOf, pathOf, readText } from './documents.ts';
import { signalOf } from './reported-errors.ts';

/** A workspace folder, and what of it is scanned. */
export interface ScannedFolder {
  readonly root: vscode.Uri;
  /** In the folder, or the folder itself. */
  readonly paths: readonly vscode.Uri[];
}

export interface ScanOptions {
  readonly folders: readonly ScannedFolder[];
  /** Only what git calls changed or new. */
  readonly changedOnly?: boolean;
  readonly token: vscode.CancellationToken;
  readonly onProgress?: (progress: ScanState) => void;
}

export interface ScanState {
  readonly files: number;
  /** Undefined while files are still being looked for. */
  readonly total: number | undefined;
  readonly findings: number;
}

/** What is known of a scan besides its findings, which are in the store. */
export interface FinishedScan extends Pick<Report, 'stats' | 'stale' | 'skipped'> {
  readonly folders: readonly ScannedFolder[];
  /** Findings that somebody should look at. */
  readonly findings: number;
}

type ScanParts = Pick<App, 'host' | 'store' | 'checker' | 'documents' | 'ignored' | 'ignoreFiles' | 'indexes' | 'policies' | 'context' | 'log'>;

/** Scans folders: in a thread of their own where there are threads, else file by file through the checker. Findings go to the store as they come. */
export class Scans implements vscode.Disposable {
  readonly #parts: ScanParts;
  readonly #changed = new vscode.EventEmitter<void>();
  /** A scan has begun or ended. */
  readonly onDidChange = this.#changed.event;
  #running = 0;
  #last: FinishedScan | undefined;

  constructor(parts: ScanParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#running > 0;
  }

  /** The last scan that came to its end. */
  get last(): FinishedScan | undefined {
    return this.#last;
  }

  /** Rejects with an `AbortError` soon after the token is cancelled; what was found until then stays. */
  async run(options: ScanOptions): Promise<FinishedScan> {
    this.#running++;
    this.#changed.fire();
    try {
      const state = { files: 0, total: undefined as number | undefined, findings: 0 };
      const parts: ScanSummary[] = [];
      for (const folder of options.folders) {
        const isOnDisk = folder.root.scheme === 'file' && this.#parts.host.tasks !== null;
        parts.push(await (isOnDisk ? this.#scanOnDisk(folder, options, state) : this.#scanByChecks(folder, options, state)));
      }
      return (this.#last = {
        folders: options.folders,
        findings: this.#parts.store.files.filter(({ uri }) => isInScope(uri, options.folders)).reduce((sum, { findings }) => sum + findings.length, 0),
        stats: parts.reduce((sum, { stats }) => ({ files: sum.files + stats.files, functions: sum.functions + stats.functions, milliseconds: sum.milliseconds + stats.milliseconds }), NO_STATS),
        stale: options.changedOnly ? [] : options.folders.flatMap((folder) => this.#staleIn(folder)),
        skipped: parts.flatMap(({ skipped }) => skipped),
      });
    } finally {
      this.#running--;
      this.#changed.fire();
    }
  }

  async #scanOnDisk({ root, paths }: ScannedFolder, { changedOnly, token, onProgress }: ScanOptions, state: MutableState): Promise<ScanSummary> {
    const { host, policies, context } = this.#parts;
    const config = readConfig(root);
    const before = state.files;
    const isFound = new Set<string>();
    let storing: Promise<void> = Promise.resolve();
    const summary = await host.tasks!.run('scan', {
      cwd: root.fsPath,
      paths: paths.map(({ fsPath }) => fsPath),
      indexes: this.#parts.indexes.paths,
      keyFiles: this.#parts.indexes.keyFiles,
      expectedAtMost: policies.expectedAtMost(),
      ignore: [...config.exclude, ...policies.patterns(root)],
      cache: vscode.Uri.joinPath(context.globalStorageUri, 'results').fsPath,
      ...(config.workers > 0 ? { workers: config.workers } : {}),
      ...(changedOnly ? { changedOnly } : {}),
    }, {
      signal: signalOf(token),
      onProgress: ({ done, total, found }) => {
        if (token.isCancellationRequested) return;
        state.files = before + done;
        if (total !== undefined) state.total = before + total;
        if (found) {
          const uri = vscode.Uri.joinPath(root, found.path);
          isFound.add(uri.toString());
          storing = storing.then(() => this.#keep(uri, found.findings, state)).catch((error: unknown) => this.#parts.log.error(String(error)));
        }
        onProgress?.({ ...state });
      },
    });
    await storing;
    // What had findings and has none now: it was changed, or the indexes were.
    const gone = this.#parts.store.files.filter(({ uri }) => isInScope(uri, [{ root, paths }]) && !isFound.has(uri.toString()));
    for (const { uri } of gone) this.#parts.checker.request({ uri });
    await this.#parts.checker.whenIdle();
    return summary;
  }

  /** Puts the findings of a file into the store. The text of an open document with changes is another than the one that was scanned. */
  async #keep(uri: vscode.Uri, found: readonly UnjudgedFinding[], state: MutableState): Promise<void> {
    const { store, policies, checker } = this.#parts;
    const open = documentOf(uri);
    if (open?.isDirty) return checker.request({ uri, languageId: open.languageId });
    const text = await readText(uri);
    const own = found.map((finding) => ({ ...finding, file: pathOf(uri) }));
    const judged = await policies.judge(uri, own, text);
    state.findings += judged.findings.length;
    store.set([{ uri, found: own, text: textIdentity(text), ...judged }]);
  }

  /** What the policy of a folder ignores and isn't there any more: known only where all of the folder was scanned. */
  #staleIn({ root, paths }: ScannedFolder): StaleIgnore[] {
    if (!paths.some((path) => path.toString() === root.toString())) return [];
    const { store, policies } = this.#parts;
    const keys = new Set(store.files.flatMap(({ found }) => found.map(({ key }) => key)));
    return policies.policyOf(root).ignore.filter(({ key }) => !keys.has(key)).map(({ key, work, reason }) => ({ key, work, reason }));
  }

  async #scanByChecks(folder: ScannedFolder, { token, onProgress }: ScanOptions, state: MutableState): Promise<ScanSummary> {
    const started = Date.now();
    const files = await this.#filesOf(folder, token);
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    const part = { stats: { ...NO_STATS }, skipped: [] as { file: string; reason: string }[] };
    state.total = state.files + files.length;
    for (const uri of files) {
      if (token.isCancellationRequested) throw new vscode.CancellationError();
      const { skipped, functions } = await this.#checked(uri, token);
      if (skipped === null) part.stats.files++;
      else part.skipped.push({ file: pathOf(uri), reason: skipped });
      part.stats.functions += functions;
      state.files++;
      state.findings += this.#parts.store.get(uri)?.findings.length ?? 0;
      onProgress?.({ ...state });
    }
    return { ...part, stats: { ...part.stats, milliseconds: Date.now() - started } };
  }

  async #filesOf({ root, paths }: ScannedFolder, token: vscode.CancellationToken): Promise<vscode.Uri[]> {
    const { documents, ignored, ignoreFiles } = this.#parts;
    const { languages, exclude } = readConfig(root);
    const all = await vscode.workspace.findFiles(new vscode.RelativePattern(root, '**/*'), undefined, undefined, token);
    const files: vscode.Uri[] = [];
    ignoreFiles.forget();
    for (const uri of all) {
      if (isInScope(uri, [{ root, paths }]) && documents.includes({ uri, languageId: '' }, languages) && !ignored.leavesOut(uri, exclude) && !await ignoreFiles.leaveOut(uri)) files.push(uri);
    }
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Checks a file and waits for what comes of it. */
  #checked(uri: vscode.Uri, token: vscode.CancellationToken): Promise<CheckOutcome> {
    return new Promise((done, failed) => {
      const subscriptions = [
        this.#parts.checker.onDidCheck((outcome) => {
          if (outcome.uri.toString() !== uri.toString()) return;
          for (const subscription of subscriptions) subscription.dispose();
          done(outcome);
        }),
        token.onCancellationRequested(() => {
          for (const subscription of subscriptions) subscription.dispose();
          failed(new vscode.CancellationError());
        }),
      ];
      this.#parts.checker.request({ uri });
    });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

type MutableState = { -readonly [Key in keyof ScanState]: ScanState[Key] };

const NO_STATS: Report['stats'] = { files: 0, functions: 0, milliseconds: 0 };

/** Whether a file is in what was scanned. */
export function isInScope(uri: vscode.Uri, folders: readonly ScannedFolder[]): boolean {
  const text = uri.toString();
  return folders.some(({ paths }) => paths.some((path) => text === path.toString() || text.startsWith(`${path.toString().replace(/\/$/, '')}/`)));
}
