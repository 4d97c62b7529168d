import * as vscode from 'vscode';

/** What is wrong with a name for an index, which becomes the name of a folder on any system; undefined where nothing is. */
export function indexNameProblem(name: string, taken: readonly string[]): string | undefined {
  const { l10n } = vscode;
  if (name === '') return l10n.t('An index needs a name.');
  if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._-]*$/u.test(name) || /[. ]$/.test(name)) return l10n.t('Use letters, digits, spaces, dots, hyphens and underscores; begin with a letter or digit, and end with no dot or space.');
  if (name.length > 60) return l10n.t('Use at most 60 characters.');
  if (RESERVED.test(name)) return l10n.t('This name is reserved by Windows.');
  if (taken.some((other) => other.toLowerCase() === name.toLowerCase())) return l10n.t('There is an index of this name. Choose another one, or add to it with "Add to Index…".');
  return undefined;
}

/** A name made of another, such as a folder's, that fits and is free. */
export function freeIndexName(wish: string, taken: readonly string[]): string {
  const plain = wish.normalize().replace(/[^\p{L}\p{N}\p{M} ._-]+/gu, '-').replace(/^[^\p{L}\p{N}]+|[. ]+$/gu, '').slice(0, 50);
  const base = plain === '' || RESERVED.test(plain) ? 'index' : plain;
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`;
    if (indexNameProblem(name, taken) === undefined) return name;
  }
}

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
