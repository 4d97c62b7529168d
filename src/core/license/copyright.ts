/** The copyright statements in a licence text or notice, each once, in order; not those of the licence's own authors or of its samples. */
export function copyrightLines(text: string): string[] {
  const lines = text.slice(0, LONGEST).split('\n').map(plain);
  const found: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (!STATEMENT.test(line) || line.length > LONGEST_LINE) continue;
    const statement = (UNFINISHED.test(line) ? `${line} ${lines[index + 1] ?? ''}` : line).replace(/[\s*/,]+$/, '');
    if (NOT_A_STATEMENT.test(statement) || found.includes(statement)) continue;
    found.push(statement);
    if (found.length === MOST) break;
  }
  return found;
}

const LONGEST = 400_000;
const LONGEST_LINE = 300;
const MOST = 20;

/** The word or the sign with a year after it, or the word with a capitalised holder: "Copyright notice" and "(c) You must" are none. */
const STATEMENT = /^(Portions |Modified work )?((Copyright|COPYRIGHT|copyright)[:,]?( ?(\([cC]\)|©))?,?|\([cC]\)|©) ?(?:\S{0,2}\d{4}\b|(?<=(Copyright|COPYRIGHT)\b.{0,8})[A-Z])/;

/** The holder, or the rest of the holders, stands on the next line. */
const UNFINISHED = /(,|&|\b(and|many|by)|(Copyright|\([cC]\)|©) ?[\d ,–-]+)$/;

const NOT_A_STATEMENT = new RegExp([
  String.raw`\b(1989|1991|1999|2007|2000-2002|2008)\b[\d, ()-]*Free Software Foundation`,
  String.raw`^copyright (notice|holder|owner|law|license|statement|interest|permission|and related|and similar|and permission)`,
  String.raw`[[{<]\s*(yyyy|year|name|fullname|copyright|owner)|\bYEAR\b|\byyyy\b`,
].join('|'), 'i');

function plain(line: string): string {
  return line.replace(/&copy;/gi, '©').replace(/&[nm]dash;/g, '-').replace(/^[\s/*#>;%.-]+/, '')
    .replace(/<\/?[a-z][^<>@]{0,80}>/gi, '').replace(/\s+/g, ' ').trim();
}
