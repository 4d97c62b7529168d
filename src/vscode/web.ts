import * as vscode from 'vscode';
import { startWebWorker } from '../host/web/service-channel.ts';
import { startApp, type NearcopyApi } from './app.ts';
import { readIndex } from './index-bytes.ts';

/** Entry point in a browser: there is no file system but the editor's, and no threads but web workers. */
export async function activate(context: vscode.ExtensionContext): Promise<NearcopyApi> {
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const script = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(dist, 'web', 'service.js')));
  const readGrammar = (file: string): Thenable<Uint8Array> => vscode.workspace.fs.readFile(vscode.Uri.joinPath(dist, 'grammars', file));
  return startApp(context, {
    kind: 'web',
    startService: () => startWebWorker(script, readGrammar),
    tasks: null,
    indexPlace: async (name, uri) => ({ name, at: await readIndex(name, uri) }),
  });
}
