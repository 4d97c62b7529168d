import * as vscode from 'vscode';
import { readText } from './documents.ts';
import { createProjects, type Projects } from '../host/project.ts';

/** What the manifests, licences and notices of a workspace folder say, read through the file system of the editor. */
export function projectsOf(root: vscode.Uri): Projects {
  const at = (path: string): vscode.Uri => root.with({ path });
  return createProjects({
    list: (folder) => Promise.resolve(vscode.workspace.fs.readDirectory(at(folder))).then((entries) => entries.map(([name]) => name), () => []),
    async read(file) {
      try {
        const { size } = await vscode.workspace.fs.stat(at(file));
        return size <= LARGEST ? await readText(at(file)) : null;
      } catch {
        return null;
      }
    },
  }, root.path);
}

/** Bytes of a manifest: lock files are large. */
const LARGEST = 8 * 2 ** 20;
