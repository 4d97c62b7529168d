import * as vscode from 'vscode';
import { messageOf } from '../host/failure.ts';
import type { IndexBytes } from '../host/service/protocol.ts';

/** Reads an index, a folder or a packed file, through the file system of the editor. Rejects with a message for the user. */
export async function readIndex(name: string, uri: vscode.Uri): Promise<IndexBytes> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) === 0) return { files: { '': await vscode.workspace.fs.readFile(uri) } };
    const names = (await vscode.workspace.fs.readDirectory(uri)).map(([file]) => file).filter((file) => /\.(json|segment|catalogue)$/.test(file));
    return { files: Object.fromEntries(await Promise.all(names.map(async (file) => [file, await vscode.workspace.fs.readFile(vscode.Uri.joinPath(uri, file))] as const))) };
  } catch (error) {
    throw new Error(vscode.l10n.t('The index {0} cannot be read: {1}', name, messageOf(error)));
  }
}
