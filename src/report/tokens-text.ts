import type { Alphabet } from '../core/tokens/language.ts';
import { LineTable } from '../core/tokens/line-table.ts';
import type { TokenFile } from '../core/tokens/token-file.ts';

/** The tokens of a file as text, a source line a line, with where units begin and end: for people and for golden files. */
export function describeTokens(file: TokenFile, source: string, alphabet: Alphabet): string {
  const lines: string[] = [];
  let line: string[] = [];
  let row = -1;
  const table = new LineTable(source);
  for (let i = 0; i <= file.codes.length; i++) {
    for (const unit of file.units) if (unit.end === i) line.push('>');
    for (const unit of file.units) {
      if (unit.start !== i) continue;
      const name = unit.name >= 0 ? ` ${source.slice(file.starts[unit.name], file.ends[unit.name])}` : '';
      line.push(`<${unit.kind}${name}:${unit.end - unit.start}`);
    }
    const at = i < file.codes.length ? table.rowOf(file.starts[i]) : -2;
    if (at !== row || i === file.codes.length) {
      if (line.length) lines.push(`${String(row + 1).padStart(4)} ${line.join(' ')}`);
      line = [];
      row = at;
    }
    if (i < file.codes.length) line.push(file.links[i] ? `${alphabet.tokens[file.codes[i]]}${file.links[i]}` : alphabet.tokens[file.codes[i]]);
  }
  return lines.join('\n');
}
