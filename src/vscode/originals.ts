import * as vscode from 'vscode';
import { contentHashOf } from '../core/index/content-hash.ts';
import { originalPlaces } from '../core/original-places.ts';
import type { Match } from '../core/report.ts';
import { decodeText, tooLargeReason } from '../core/tokens/screen.ts';

/** The original of a match where it lies in one of the folders: a file counts only where its content is the very one that was indexed. */
export async function findOriginal(folders: readonly vscode.Uri[], match: Match): Promise<{ readonly uri: vscode.Uri; readonly text: string } | null> {
  for (const folder of folders) {
    for (const place of originalPlaces(match)) {
      const uri = vscode.Uri.joinPath(folder, place);
      const bytes = await readSmall(uri);
      if (bytes === null || contentHashOf(bytes) !== match.content) continue;
      const decoded = decodeText(bytes);
      if (decoded) return { uri, text: decoded.text };
    }
  }
  return null;
}

/** Folders where originals may lie: those of the settings and the workspace's own. An index that was built here keeps its sources. */
export function originalFolders(settings: readonly string[]): vscode.Uri[] {
  const workspace = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const [first] = workspace;
  const named = settings.map((path) => (/^([/\\]|[a-z]:[/\\])/i.test(path) || !first ? vscode.Uri.file(path) : vscode.Uri.joinPath(first, path)));
  return [...named, ...workspace];
}

async function readSmall(uri: vscode.Uri): Promise<Uint8Array | null> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.File) !== 0 && tooLargeReason(size) === null ? await vscode.workspace.fs.readFile(uri) : null;
  } catch {
    return null;
  }
}
