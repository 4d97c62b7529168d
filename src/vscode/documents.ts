import * as vscode from 'vscode';
import type { ServiceLanguage } from '../host/service/protocol.ts';

/** Schemes of documents that somebody edits. Git's, diffs' and output channels' are views of something else. */
const EDITED_SCHEMES = new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-notebook-cell', 'vscode-test-web', 'vscode-userdata']);

/** Which documents are code that is checked. */
export class CheckedDocuments {
  #languages: readonly ServiceLanguage[] = [];

  /** What the service knows; before that nothing is checked. */
  set languages(languages: readonly ServiceLanguage[]) {
    this.#languages = languages;
  }

  get languages(): readonly ServiceLanguage[] {
    return this.#languages;
  }

  /** Whether a document is in a known language that the settings don't leave out (`wanted` empty: all). */
  includes({ uri, languageId }: Pick<vscode.TextDocument, 'uri' | 'languageId'>, wanted: readonly string[]): boolean {
    if (!isEdited(uri)) return false;
    const language = this.languageOf(uri, languageId);
    return language !== undefined && (wanted.length === 0 || wanted.some((name) => name === language.id || name === languageId));
  }

  languageOf(uri: vscode.Uri, languageId?: string): ServiceLanguage | undefined {
    const named = this.#languages.find(({ id, aliases }) => id === languageId || aliases.includes(languageId ?? ''));
    if (named) return named;
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const dot = name.lastIndexOf('.');
    return dot < 0 ? undefined : this.#languages.find(({ extensions }) => extensions.includes(name.slice(dot).toLowerCase()));
  }
}

export const isEdited = (uri: vscode.Uri): boolean => EDITED_SCHEMES.has(uri.scheme) || vscode.workspace.getWorkspaceFolder(uri) !== undefined;

/** How a file is called in findings: relative to its workspace folder, with the folder's name where there are several. */
export const pathOf = (uri: vscode.Uri): string => (uri.scheme === 'untitled' ? uri.path : vscode.workspace.asRelativePath(uri).replaceAll('\\', '/'));

/** Whether a tab shows a document; a cell is shown where its notebook is. */
export function isShown(uri: vscode.Uri): boolean {
  const isSame = uri.scheme === 'vscode-notebook-cell' ? ({ path }: vscode.Uri): boolean => path === uri.path : (shown: vscode.Uri): boolean => shown.toString() === uri.toString();
  return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => urisOf(tab).some(isSame)));
}

/** What a tab shows: of a diff the side that is edited. */
export function urisOf({ input }: vscode.Tab): vscode.Uri[] {
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputNotebook) return [input.uri];
  return input instanceof vscode.TabInputTextDiff ? [input.modified] : [];
}

/** The document of a file that is open; undefined for one that isn't. */
export const documentOf = (uri: vscode.Uri): vscode.TextDocument | undefined => vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());

/** The text of a file as somebody sees it now, in its editor or on disk; undefined where it has gone. */
export const currentText = async (uri: vscode.Uri): Promise<string | undefined> => documentOf(uri)?.getText() ?? readText(uri).catch(() => undefined);

/** The text of a file, in UTF-8 as VS Code's own file reading has it by default. Rejects where it can't be read. */
export async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: false }).decode(await vscode.workspace.fs.readFile(uri));
}
