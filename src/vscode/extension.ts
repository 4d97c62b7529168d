import * as vscode from 'vscode';
import { startThread } from '../host/node/service-channel.ts';
import { createTaskRunner } from '../host/node/task-runner.ts';
import { startApp, type NearcopyApi } from './app.ts';
import { readIndex } from './index-bytes.ts';

/** Entry point where there are files and threads: a desktop, a remote machine, a container. */
export function activate(context: vscode.ExtensionContext): NearcopyApi {
  const bundle = (name: string): string => vscode.Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
  return startApp(context, {
    kind: 'node',
    startService: () => startThread(bundle('service.js')),
    tasks: createTaskRunner(bundle('task.js')),
    indexPlace: async (name, uri) => ({ name, at: uri.scheme === 'file' ? uri.fsPath : await readIndex(name, uri) }),
  });
}
