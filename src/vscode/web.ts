import * as vscode from 'vscode';
import { startWebWorker, type WantedFile } from '../host/web/service-channel.ts';
import { startApp, type NearcopyApi } from './app.ts';
import { findIndex } from './index-bytes.ts';

/** Entry point in a browser: there is no file system but the editor's, and no threads but web workers. */
export async function activate(context: vscode.ExtensionContext): Promise<NearcopyApi> {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const script = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(dist, 'web', 'service.js')));
  const fileOf = (wanted: WantedFile): vscode.Uri => {
    if ('grammar' in wanted) return vscode.Uri.joinPath(dist, 'grammars', wanted.grammar);
    const index = vscode.Uri.parse(wanted.index, true);
    return wanted.file === '' ? index : vscode.Uri.joinPath(index, wanted.file);
  };
  return startApp(context, {
    kind: 'web',
    startService: () => startWebWorker(script, (wanted) => vscode.workspace.fs.readFile(fileOf(wanted))),
    tasks: null,
    indexPlace: async (name, uri) => ({ name, at: await findIndex(name, uri) }),
  });
}
