import * as vscode from 'vscode';
import type { UnjudgedFinding } from '../core/match/findings.ts';
import type { Finding, QuietFinding } from '../core/report.ts';

/** What is known of a file. */
export interface FileFindings {
  readonly uri: vscode.Uri;
  /** As the engine gave them, with lines that follow edits. */
  readonly found: readonly UnjudgedFinding[];
  /** What policy makes of them. */
  readonly findings: readonly Finding[];
  readonly quiet: readonly QuietFinding[];
  /** Hash of the text that was checked. */
  readonly text: string;
}

/** The findings of the workspace. Views, diagnostics and commands listen and read; the checker and scans write. */
export class FindingStore implements vscode.Disposable {
  readonly #files = new Map<string, FileFindings>();
  readonly #changed = new vscode.EventEmitter<readonly vscode.Uri[]>();
  /** The files whose findings have changed. */
  readonly onDidChange = this.#changed.event;

  get files(): readonly FileFindings[] {
    return [...this.#files.values()];
  }

  /** Findings that somebody should look at, in all files. */
  get count(): number {
    return this.files.reduce((sum, { findings }) => sum + findings.length, 0);
  }

  get(uri: vscode.Uri): FileFindings | undefined {
    return this.#files.get(uri.toString());
  }

  /** The finding that covers a line (0-based) of a file; of several, the shortest. */
  at(uri: vscode.Uri, line: number): Finding | undefined {
    const covering = this.get(uri)?.findings.filter(({ startLine, endLine }) => startLine - 1 <= line && line <= endLine - 1);
    return covering?.sort((a, b) => a.endLine - a.startLine - (b.endLine - b.startLine))[0];
  }

  set(files: readonly FileFindings[]): void {
    const changed: vscode.Uri[] = [];
    for (const file of files) {
      const key = file.uri.toString();
      if (file.found.length === 0 && !this.#files.delete(key)) continue;
      if (file.found.length > 0) this.#files.set(key, file);
      changed.push(file.uri);
    }
    if (changed.length > 0) this.#changed.fire(changed);
  }

  /** Forgets files; a folder takes what is in it along. */
  delete(uris: readonly vscode.Uri[]): void {
    const gone = this.files.map(({ uri }) => uri).filter((uri) => isAmong(uri.toString(), uris));
    for (const uri of gone) this.#files.delete(uri.toString());
    if (gone.length > 0) this.#changed.fire(gone);
  }

  clear(): void {
    this.delete(this.files.map(({ uri }) => uri));
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** Whether an address is one of these, or in a folder that is. */
export const isAmong = (address: string, uris: readonly vscode.Uri[]): boolean => uris.some((uri) => address === uri.toString() || address.startsWith(`${uri.toString()}/`));
