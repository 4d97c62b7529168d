import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One language of test/fixtures/copies: a function of ours and near-copies of it, by us too. */
export interface CopyCase {
  readonly language: string;
  readonly extension: string;
  /** Name of the function that is copied. */
  readonly unit: string;
  /** Names of the original and what `renamed` calls them. */
  readonly renames: Readonly<Record<string, string>>;
  /** Names and numbers that all copies share, among others. */
  readonly kept: readonly string[];
}

export type Variant = 'original' | 'renamed' | 'reformatted' | 'edited' | 'partial' | 'unrelated';

const FOLDER = fileURLToPath(new URL('../../fixtures/copies/', import.meta.url));

export const copyCases: readonly CopyCase[] = readdirSync(FOLDER).sort().map((language) => {
  const extension = readdirSync(`${FOLDER}${language}`).find((file) => file.startsWith('original.'))!.slice('original.'.length);
  return { language, extension, ...(JSON.parse(readFileSync(`${FOLDER}${language}/case.json`, 'utf8')) as Pick<CopyCase, 'unit' | 'renames' | 'kept'>) };
});

export const caseOf = (language: string): CopyCase => copyCases.find((one) => one.language === language)!;

export function variantText({ language, extension }: CopyCase, variant: Variant): string {
  return readFileSync(`${FOLDER}${language}/${variant}.${extension}`, 'utf8');
}

/** The lines (1-based, inclusive) between the marks `>>> NAME` and `<<< NAME`, which stand in comments. */
export function markedLines(text: string, name: string): { startLine: number; endLine: number } {
  const lines = text.split(/\r?\n/);
  const find = (mark: string): number => lines.findIndex((line) => line.trimEnd().endsWith(`${mark} ${name}`));
  const [from, to] = [find('>>>'), find('<<<')];
  if (from < 0 || to < 0) throw new Error(`no marks for ${name}`);
  return { startLine: from + 2, endLine: to };
}

/** A text in which whole words are replaced by others. */
export function withWords(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/[A-Za-z_]\w*/g, (word) => (Object.hasOwn(words, word) ? words[word] : word));
}

/** What stands between the marks of the case's function. */
export function markedText(text: string, name: string): string {
  const { startLine, endLine } = markedLines(text, name);
  return `${text.split(/\r?\n/).slice(startLine - 1, endLine).join('\n')}\n`;
}
