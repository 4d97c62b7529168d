import * as vscode from 'vscode';
import { functionsLabel, worksLabel } from './counts.ts';
import { isBroken, type Indexes, type UsedIndex } from './indexes.ts';

/** What commands on an index are given by the tree; without it, they ask. */
export interface IndexArgument {
  readonly index: UsedIndex;
}

/** The index that a command is about: the given one, the only one, or the one that the user picks. Undefined where the user doesn't. */
export async function chooseIndex(indexes: Indexes, argument: IndexArgument | undefined, { title, of }: { readonly title: string; readonly of: (index: UsedIndex) => boolean }): Promise<UsedIndex | undefined> {
  const { l10n } = vscode;
  if (argument?.index) return argument.index;
  const fitting = indexes.used.filter(of);
  if (fitting.length === 0) throw new Error(l10n.t('There is no index that this could be done with. Build one from a folder first.'));
  const items = fitting.map((index) => ({ index, label: `$(database) ${index.name}`, description: figuresOf(index), detail: index.uri.fsPath }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: l10n.t('Select an index') }))?.index;
}

/** `3 works, 1,204 functions`, or what is wrong with it. */
export const figuresOf = ({ state }: UsedIndex): string => (isBroken(state) ? state.problem : `${worksLabel(state.works)}, ${functionsLabel(state.functions)}`);

/** Whether works can be added to an index and removed: it is the user's, and lies on this machine. */
export const isChangeable = ({ from, uri }: UsedIndex): boolean => (from === 'own' || from === 'settings') && uri.scheme === 'file';
