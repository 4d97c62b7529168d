import * as vscode from 'vscode';
import type { Finding } from '../core/report.ts';
import type { FindingStore } from './finding-store.ts';

/** How commands are told which finding is meant; without it, the one at the cursor, or the only one of the file. */
export interface FindingArgument {
  readonly uri: string;
  readonly key: string;
  /** Tells equal copies in one file apart. */
  readonly startLine?: number;
}

export interface ChosenFinding {
  readonly uri: vscode.Uri;
  readonly finding: Finding;
}

/** The finding that a command is about; undefined, and the user is told, where there is none. */
export function chosenFinding(store: FindingStore, argument: FindingArgument | undefined): ChosenFinding | undefined {
  const chosen = argument?.key === undefined ? atCursor(store) : named(store, argument);
  if (!chosen) void vscode.window.showInformationMessage(vscode.l10n.t('There is no finding of Nearcopy at the cursor.'));
  return chosen;
}

export const argumentFor = (uri: vscode.Uri, { key, startLine }: Finding): FindingArgument => ({ uri: uri.toString(), key, startLine });

function named(store: FindingStore, { uri: text, key, startLine }: FindingArgument): ChosenFinding | undefined {
  const uri = vscode.Uri.parse(text, true);
  const same = store.get(uri)?.findings.filter((finding) => finding.key === key) ?? [];
  const finding = same.find((one) => one.startLine === startLine) ?? same[0];
  return finding && { uri, finding };
}

/** Where no text has the focus, as in the walkthrough, one that is in sight is meant; and where a file has one finding only, that one. */
function atCursor(store: FindingStore): ChosenFinding | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor = activeTextEditor ?? visibleTextEditors.find(({ document }) => store.get(document.uri)?.findings.length);
  if (!editor) return undefined;
  const { uri } = editor.document;
  const all = store.get(uri)?.findings ?? [];
  const finding = store.at(uri, editor.selection.active.line) ?? (all.length === 1 ? all[0] : undefined);
  return finding && { uri, finding };
}
