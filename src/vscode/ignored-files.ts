import * as vscode from 'vscode';
import { leftOut } from '../policy/left-out.ts';
import { defaultPolicy } from '../policy/policy.ts';

/** What is never checked by itself: what the settings and the policy leave out, and dependencies. */
export class IgnoredFiles {
  readonly #policyPaths: (uri: vscode.Uri) => readonly string[];
  readonly #compiled = new Map<string, (path: string) => boolean>();

  /** `policyPaths` gives the patterns of the policy that holds for a file. */
  constructor(policyPaths: (uri: vscode.Uri) => readonly string[]) {
    this.#policyPaths = policyPaths;
  }

  leavesOut(uri: vscode.Uri, exclude: readonly string[]): boolean {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder || uri.path === folder.uri.path) return false;
    const path = uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
    return DEPENDENCIES.test(path) || this.#patterns([...exclude, ...this.#policyPaths(uri)])(path);
  }

  #patterns(paths: readonly string[]): (path: string) => boolean {
    const key = paths.join('\n');
    let compiled = this.#compiled.get(key);
    if (!compiled) {
      if (this.#compiled.size > 20) this.#compiled.clear();
      this.#compiled.set(key, (compiled = leftOut({ ...defaultPolicy, paths })));
    }
    return compiled;
  }
}

/** Folders of package managers and version control. A scan honours .gitignore; an open document is checked wherever else it lies. */
const DEPENDENCIES = /(^|\/)(node_modules|bower_components|\.venv|venv|site-packages|\.git|\.hg|\.svn)\//;
