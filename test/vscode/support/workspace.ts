import * as vscode from 'vscode';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A file of the workspace copy, such as `copies/javascript/renamed.js`. */
export function inWorkspace(path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path);
}

/** The index of our originals, which the runner has built beside the workspace. */
export const fixtureIndex = (): vscode.Uri => inWorkspace('../indexes/fixtures.ncx');

/** The text of an original of test/fixtures, by its language. */
export async function original(language: string): Promise<string> {
  const folder = inWorkspace(`../originals/${language}`);
  const [file] = await vscode.workspace.fs.readDirectory(folder);
  return readText(vscode.Uri.joinPath(folder, file![0]));
}

/** Writes a file on disk, past any open document. */
export async function writeText(path: string, text: string): Promise<vscode.Uri> {
  const uri = inWorkspace(path);
  await vscode.workspace.fs.writeFile(uri, encoder.encode(text));
  return uri;
}

export async function readText(uri: vscode.Uri): Promise<string> {
  return decoder.decode(await vscode.workspace.fs.readFile(uri));
}

/** Opens a file of the workspace in an editor. */
export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(inWorkspace(path)));
}

/** Replaces all of a document, as one edit that can be undone. */
export async function replaceAll(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const whole = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
  if (!await editor.edit((edit) => edit.replace(whole, text))) throw new Error(`${document.uri.path} could not be edited`);
}

/** Closes all tabs, and forgets what wasn't saved in them. */
export async function closeAllEditors(): Promise<void> {
  for (const { tabs } of vscode.window.tabGroups.all) {
    for (const tab of tabs.filter(({ isDirty }) => isDirty)) {
      if (tab.input instanceof vscode.TabInputText) await vscode.window.showTextDocument(tab.input.uri);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
