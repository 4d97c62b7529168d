import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './cases.ts';

/** How a row and a whole table look in a language. */
interface Form {
  readonly extension: string;
  row(number: number, word: string, note: string): string;
  table(name: string, rows: readonly string[]): string;
}

const script: Omit<Form, 'extension'> = {
  row: (number, word, note) => `  { code: ${number}, label: '${word}', note: '${note}' },`,
  table: (name, rows) => `export const ${name} = [\n${rows.join('\n')}\n];\n`,
};

const FORMS: Readonly<Record<string, Form>> = {
  javascript: { extension: 'js', ...script },
  typescript: { extension: 'ts', ...script },
  python: { extension: 'py', row: (number, word, note) => `    (${number}, '${word}', '${note}'),`, table: (name, rows) => `${name} = [\n${rows.join('\n')}\n]\n` },
  java: { extension: 'java', row: (number, word, note) => `        { "${number}", "${word}", "${note}" },`, table: (name, rows) => `class ${name} {\n    static final String[][] ROWS = {\n${rows.join('\n')}\n    };\n}\n` },
};

const TREES = ['alder', 'ash', 'aspen', 'beech', 'birch', 'cedar', 'cherry', 'elm', 'fir', 'hazel', 'holly', 'larch', 'lime', 'maple', 'oak', 'pine', 'plane', 'poplar', 'rowan', 'spruce', 'walnut', 'willow', 'yew'];
const WINDS = ['bise', 'bora', 'brisa', 'chinook', 'etesian', 'foehn', 'ghibli', 'haboob', 'harmattan', 'khamsin', 'levant', 'levanter', 'libeccio', 'marin', 'meltemi', 'mistral', 'ostro', 'pampero', 'ponente', 'shamal', 'sirocco', 'tramontane', 'zonda'];

/** Pairs of unrelated tables: of one form, with nothing else in common. Nobody took one from the other. */
export function dataTables(scratch: string): Case[] {
  const folder = join(scratch, 'tables');
  mkdirSync(join(scratch, 'originals'), { recursive: true });
  mkdirSync(folder, { recursive: true });
  return Object.entries(FORMS).map(([language, { extension, row, table }]) => {
    const original = join(scratch, 'originals', `trees.${extension}`);
    const suspect = join(folder, `winds.${extension}`);
    writeFileSync(original, table('Trees', TREES.map((tree, i) => row(100 + i * 7, tree, `bark ${i % 5}`))));
    writeFileSync(suspect, table('Winds', WINDS.map((wind, i) => row(i * i + 3, wind, `from ${i % 8} in ${i % 12}`))));
    return { language, original, suspect, level: 'table', isCopy: false };
  });
}
