import * as vscode from 'vscode';

/** Puts a comment at the end of a line (0-based), or takes it away again, so that the file doesn't grow. */
export async function changeLine({ document }: vscode.TextEditor, at: number, added = '  // changed'): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const line = document.lineAt(at);
  if (line.text.endsWith(added)) edit.delete(document.uri, new vscode.Range(line.range.end.translate(0, -added.length), line.range.end));
  else edit.insert(document.uri, line.range.end, added);
  await vscode.workspace.applyEdit(edit);
}
