import * as vscode from 'vscode';
import type { App } from './app.ts';

/**
 * Notes that a paste is coming; the text goes in as it is. The provider runs before the change, which by itself looks like any
 * other. It is registered by language, since for `*` the editor's own paste may come first and nobody is asked.
 */
export function watchPastes({ documents, triggers }: Pick<App, 'documents' | 'triggers'>): vscode.Disposable {
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('nearcopy');
  return vscode.languages.registerDocumentPasteEditProvider(LANGUAGES.map((language) => ({ language })), {
    provideDocumentPasteEdits(document) {
      if (documents.includes(document, [])) triggers.pasting(document);
      return undefined;
    },
  }, { providedPasteEditKinds: [kind], pasteMimeTypes: ['text/plain'] });
}

/** VS Code's ids of the languages that there is data for; a test compares them with the data. */
export const LANGUAGES: readonly string[] = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'python', 'java', 'c', 'cpp', 'csharp', 'go', 'rust', 'ruby', 'php', 'kotlin', 'swift', 'scala', 'lua', 'shellscript'];
