import * as vscode from 'vscode';
import { messageOf } from '../host/failure.ts';
import type { IndexAddress, IndexBytes } from '../host/service/protocol.ts';

/** Reads an index, a folder or a packed file, through the file system of the editor. Rejects with a message for the user. */
export function readIndex(name: string, uri: vscode.Uri): Promise<IndexBytes> {
  return saying(name, async () => {
    if (await packedStat(uri)) return { files: { '': await vscode.workspace.fs.readFile(uri) } };
    const names = (await vscode.workspace.fs.readDirectory(uri)).map(([file]) => file).filter((file) => /\.(json|segment|catalogue)$/.test(file));
    return { files: Object.fromEntries(await Promise.all(names.map(async (file) => [file, await vscode.workspace.fs.readFile(vscode.Uri.joinPath(uri, file))] as const))) };
  });
}

/** Looks whether there is an index, for who reads it file by file. Rejects with a message for the user. */
export function findIndex(name: string, uri: vscode.Uri): Promise<IndexAddress> {
  return saying(name, async () => ({ address: uri.toString(), packed: await packedStat(uri) }));
}

/** Null for a folder. */
async function packedStat(uri: vscode.Uri): Promise<IndexAddress['packed']> {
  const { type, size, mtime } = await vscode.workspace.fs.stat(uri);
  return (type & vscode.FileType.Directory) === 0 ? { size, mtime } : null;
}

async function saying<Result>(name: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw new Error(vscode.l10n.t('The index {0} cannot be read: {1}', name, messageOf(error)));
  }
}
