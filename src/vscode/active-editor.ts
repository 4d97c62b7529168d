import * as vscode from 'vscode';

/** The editor that a command is about. Throws, with a message for the user, where there is none. */
export function activeEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error(vscode.l10n.t('Open a file first.'));
  return editor;
}
