import * as vscode from 'vscode';
import type { UnjudgedFinding } from '../core/match/findings.ts';
import type { Finding, QuietFinding } from '../core/report.ts';
import type { Projects } from '../host/project.ts';
import { attributionOf } from '../policy/attribution.ts';
import { judgeAll } from '../policy/judge.ts';
import { parsePolicy, type PolicyProblem } from '../policy/parse.ts';
import { defaultPolicy, expectedAtMostOf, POLICY_FILE, type Policy } from '../policy/policy.ts';
import { isLicenseFile, isManifest, isNoticesFile } from '../policy/project/manifests.ts';
import { noProject } from '../policy/project/facts.ts';
import { noSurroundings } from '../policy/surroundings.ts';
import { readText } from './documents.ts';
import type { Config } from './config.ts';
import type { Judging } from './judging.ts';
import { projectsOf } from './project.ts';

/** The policies and manifests of the workspace folders, and what findings mean by them. They are read again when they change. */
export class Policies implements Judging, vscode.Disposable {
  readonly #config: () => Config;
  readonly #folders = new Map<string, Promise<FolderState>>();
  readonly #policies = new Map<string, Policy>();
  readonly #problems = vscode.languages.createDiagnosticCollection('nearcopy.policy');
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** A policy, manifest or notice has changed: findings have to be judged again. */
  readonly onDidChange = this.#changed.event;

  constructor(config: () => Config) {
    this.#config = config;
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const changed = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.reload().then(() => this.#changed.fire()), SETTLE);
    };
    const touched = ({ path }: vscode.Uri): void => {
      if (decides(path)) changed();
    };
    this.#subscriptions = [
      watcher,
      watcher.onDidChange(touched),
      watcher.onDidCreate(touched),
      watcher.onDidDelete(touched),
      vscode.workspace.onDidChangeWorkspaceFolders(changed),
    ];
  }

  /** Reads the policies of all folders, so that `expectedAtMost` and `patterns` know them. */
  async load(): Promise<void> {
    await Promise.all((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => this.#folder(uri)));
  }

  /** Forgets what was read, and reads it again. */
  async reload(): Promise<void> {
    this.#folders.clear();
    await this.load();
  }

  expectedAtMost(): number {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const { level, expectedAtMost } = this.#config();
    return expectedAtMostOf(this.policyOf(folder?.uri), { level, expectedAtMost });
  }

  /** Patterns of files that the policy leaves out. */
  patterns(uri: vscode.Uri): readonly string[] {
    return this.policyOf(uri).paths;
  }

  policyOf(uri: vscode.Uri | undefined): Policy {
    const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
    return (folder && this.#policies.get(folder.uri.toString())) ?? defaultPolicy;
  }

  async judge(uri: vscode.Uri, found: readonly UnjudgedFinding[], text: string): Promise<{ findings: readonly Finding[]; quiet: readonly QuietFinding[] }> {
    if (found.length === 0) return { findings: [], quiet: [] };
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    if (!root) return judgeAll(found, () => ({ policy: this.#withSettings(defaultPolicy), project: noProject, file: { ...noSurroundings, attribution: attributionOf(text) } }));
    const { policy, projects } = await this.#folder(root);
    const around = await projects.around(uri.path, text);
    return judgeAll(found, () => ({ policy: this.#withSettings(policy), ...around }));
  }

  /** What the user chose in the settings wins, as an option does on the command line. */
  #withSettings(policy: Policy): Policy {
    return { ...policy, severity: { ...policy.severity, families: { ...policy.severity.families, ...this.#config().severities } } };
  }

  #folder(root: vscode.Uri): Promise<FolderState> {
    const key = root.toString();
    let state = this.#folders.get(key);
    if (!state) this.#folders.set(key, (state = this.#read(root)));
    return state;
  }

  async #read(root: vscode.Uri): Promise<FolderState> {
    const uri = vscode.Uri.joinPath(root, POLICY_FILE);
    const { policy, problems } = parsePolicy(await readText(uri).catch(() => ''));
    this.#problems.set(uri, problems.map(diagnosticOf));
    // While it has a mistake what it said before holds: what was ignored shall not come up while somebody types.
    const held = policy ?? this.#policies.get(root.toString()) ?? defaultPolicy;
    this.#policies.set(root.toString(), held);
    return { policy: held, projects: projectsOf(root) };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#problems.dispose();
    this.#changed.dispose();
  }
}

interface FolderState {
  readonly policy: Policy;
  readonly projects: Projects;
}

/** Whether a file says what a project is and needs, or what findings mean in it. What package managers unpack says nothing of ours. */
function decides(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return path.endsWith(`/${POLICY_FILE}`) || (!path.includes('/node_modules/') && (isManifest(name) || isLicenseFile(name) || isNoticesFile(name)));
}

/** Milliseconds without a change after which files are read again. */
const SETTLE = 300;

function diagnosticOf({ line, column, message }: PolicyProblem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(new vscode.Range(line - 1, column - 1, line - 1, column), message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = 'Nearcopy';
  return diagnostic;
}
