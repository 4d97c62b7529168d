import { debianLicense } from '../../core/license/debian-names.ts';
import { recogniseLicense } from '../../core/license/recognise.ts';

/** A copyright file in the format of DEP-5 (https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/). */
export interface Dep5 {
  readonly header: ReadonlyMap<string, string>;
  readonly stanzas: readonly Dep5Stanza[];
}

/** What the file says of the files that some patterns name. */
export interface Dep5Stanza {
  readonly patterns: readonly string[];
  readonly copyright: readonly string[];
  /** Null where it leaves open which licence it is. */
  readonly license: Dep5License | null;
  readonly matches: (path: string) => boolean;
}

export interface Dep5License {
  readonly expression: string;
  /** What stands there where it is something else than the expression; null where the text of the licence told. */
  readonly corrected: string | null;
  readonly byText: boolean;
}

/** The file's content, or null where it is in another format, such as prose. */
export function parseDep5(text: string): Dep5 | null {
  const [header, ...rest] = paragraphs(text);
  if (header === undefined || !FORMAT.test(header.get('format') ?? header.get('format-specification') ?? '')) return null;
  // The text of a licence stands by itself where several stanzas name it.
  const texts = new Map(rest.filter((fields) => !fields.has('files')).map((fields) => split(fields.get('license') ?? '')).map(({ name, text: body }) => [name.toLowerCase(), body]));
  return { header, stanzas: rest.filter((fields) => fields.has('files')).map((fields) => stanza(fields, texts)) };
}

/** What holds for a file of the package: the last stanza that matches. */
export function stanzaFor(dep5: Dep5, path: string): Dep5Stanza | null {
  return dep5.stanzas.findLast(({ matches }) => matches(path)) ?? null;
}

/** The stanza for all files, or the only one there is. */
export function mainStanza({ stanzas }: Dep5): Dep5Stanza | null {
  return stanzas.find(({ patterns }) => patterns.includes('*')) ?? (stanzas.length === 1 ? stanzas[0] : null);
}

const FORMAT = /^https?:\/\/\S*(copyright-format|dep5?)/im;

/** The paragraphs of a control file, keys in lower case, continuation lines joined. */
export function paragraphs(text: string): Map<string, string>[] {
  return text.replace(/\r/g, '').split(/\n[ \t]*\n/).map((block) => {
    const fields = new Map<string, string>();
    for (const [, key, value] of block.matchAll(/^([A-Za-z-]+):[ \t]*(.*(?:\n[ \t].*)*)/gm)) fields.set(key.toLowerCase(), value.trim());
    return fields;
  }).filter((fields) => fields.size > 0);
}

function stanza(fields: ReadonlyMap<string, string>, texts: ReadonlyMap<string, string>): Dep5Stanza {
  const patterns = (fields.get('files') ?? '').split(/\s+/).filter((pattern) => pattern !== '');
  const copyright = (fields.get('copyright') ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const { name, text } = split(fields.get('license') ?? '');
  const expressions = patterns.map(patternExpression);
  return {
    patterns,
    copyright: copyright.map((line) => /copyright/i.test(line) ? line : `Copyright ${line}`),
    license: licenseOf(name, text === '' ? texts.get(name.toLowerCase()) ?? '' : text),
    matches: (path) => expressions.some((expression) => expression.test(path)),
  };
}

/** The first line names the licence; the others are its text. */
function split(field: string): { name: string; text: string } {
  const [name, ...lines] = field.split('\n');
  return { name: name.trim(), text: lines.join('\n').replace(/^[ \t]+\.?/gm, '') };
}

function licenseOf(name: string, text: string): Dep5License | null {
  const named = debianLicense(name);
  if (named !== null) return { expression: named.expression, corrected: named.corrected ? name : null, byText: false };
  const recognised = recogniseLicense(text);
  return recognised === null ? null : { expression: recognised.expression, corrected: null, byText: true };
}

/** `*` stands for anything, also across folders, `?` for one character; a backslash takes the meaning from what follows. */
function patternExpression(pattern: string): RegExp {
  const source = pattern.replace(/^\.\//, '').replace(/\\(.)|([*?])|([^*?\\]+)/gs, (_whole, escaped?: string, wild?: string, plain?: string) =>
    wild === '*' ? '[\\s\\S]*' : wild === '?' ? '[\\s\\S]' : (escaped ?? plain ?? '').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${source}$`);
}
