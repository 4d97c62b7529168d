import * as vscode from 'vscode';
import type { NearcopyApi } from '../../../src/vscode/app.ts';
import { until } from './until.ts';

export const extension = (): vscode.Extension<NearcopyApi> => {
  const found = vscode.extensions.getExtension<NearcopyApi>('nearcopy.nearcopy');
  if (!found) throw new Error('the extension is not installed in this host');
  return found;
};

/** The extension's test interface, once it has started. */
export const activated = async (): Promise<NearcopyApi> => extension().activate();

/** Our diagnostics in a file, when there are as many as asked for. */
export async function findings(uri: vscode.Uri, count: number): Promise<vscode.Diagnostic[]> {
  return until(`${count} findings in ${uri.path}`, () => {
    const own = currentFindings(uri);
    return own.length === count && own;
  });
}

export function currentFindings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'Nearcopy');
}
