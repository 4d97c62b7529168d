import { env, l10n } from 'vscode';

// Numbers with what is counted, in the language of the editor.

const number = (n: number): string => n.toLocaleString(env.language);

export const filesLabel = (n: number): string => (n === 1 ? l10n.t('1 file') : l10n.t('{0} files', number(n)));
export const findingsLabel = (n: number): string => (n === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', number(n)));
export const worksLabel = (n: number): string => (n === 1 ? l10n.t('1 work') : l10n.t('{0} works', number(n)));
export const functionsLabel = (n: number): string => (n === 1 ? l10n.t('1 function') : l10n.t('{0} functions', number(n)));

/** Such as `1.2 MB`. */
export function sizeLabel(bytes: number): string {
  const power = bytes < 1e6 ? 1 : bytes < 1e9 ? 2 : 3;
  const value = bytes / 1000 ** power;
  return `${value.toLocaleString(env.language, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${['kB', 'MB', 'GB'][power - 1]}`;
}
