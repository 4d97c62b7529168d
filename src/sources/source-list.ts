import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { reasonOf } from './reason.ts';
import { SourceError } from './source.ts';
import type { SourceRequest } from './source.ts';

/** Reads a list of sources; paths in it are relative to the folder that it lies in. Throws a SourceError. */
export async function readSourceList(file: string): Promise<SourceRequest[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new SourceError(file, `${reasonOf(error)}. It should be a list of sources.`, { cause: error });
  });
  return parseSourceList(text, file, dirname(resolve(file)));
}

/**
 * The sources of a list. Either text with one source a line, `SOURCE [integrity=...] [license=...] [name=...] [version=...] [date=...] [only=...] [without=...]`, where `#`
 * begins a comment at the start of a line or after white space and double quotes keep white space together; or JSON,
 * `{"works":[{"source":"npm:lodash@4.17.21","integrity":"sha512-..."}]}` with the same options, and `note` for people; `without` beside `works` holds for all of them. `file` is named in messages, and paths are relative to `cwd`.
 * Throws a SourceError that names the line or entry.
 */
export function parseSourceList(text: string, file: string, cwd: string): SourceRequest[] {
  const content = text.replace(/^\uFEFF/, '');
  const entries = /^\s*\{/.test(content) ? jsonEntries(content, file) : lineEntries(content, file);
  if (entries.length === 0) throw new SourceError(file, 'the list names no sources.');
  return entries.map(({ place, source, options }) => ({ spec: source, ...requestOf(place, options), cwd }));
}

interface Entry {
  /** File and line, or file and number. */
  readonly place: string;
  readonly source: string;
  readonly options: ReadonlyMap<string, string>;
}

/** What an option is called in a request. */
const OPTIONS: ReadonlyMap<string, keyof SourceRequest> = new Map([['integrity', 'integrity'], ['license', 'license'], ['name', 'name'], ['version', 'workVersion'], ['date', 'date'], ['only', 'only'], ['without', 'without']]);

function requestOf(place: string, options: ReadonlyMap<string, string>): Omit<SourceRequest, 'spec'> {
  return Object.fromEntries([...options].map(([option, value]) => {
    const name = OPTIONS.get(option);
    if (name === undefined) throw new SourceError(place, `unknown option "${option}". There are ${[...OPTIONS.keys()].join(', ')}.`);
    if (value === '') throw new SourceError(place, `${option} says nothing.`);
    return [name, value];
  }));
}

function lineEntries(text: string, file: string): Entry[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const place = `${file}:${index + 1}`;
    const [source, ...rest] = words(line, place);
    if (source === undefined) return [];
    const options = new Map<string, string>();
    for (const word of rest) {
      const at = word.indexOf('=');
      if (at <= 0) throw new SourceError(place, `"${word}" is no option. Write one source a line, options as NAME=VALUE, and "..." around what has spaces in it.`);
      if (options.has(word.slice(0, at))) throw new SourceError(place, `${word.slice(0, at)} stands there twice.`);
      options.set(word.slice(0, at), word.slice(at + 1));
    }
    return [{ place, source, options }];
  });
}

/** The words of a line up to a comment; `license="MIT OR ISC"` is one word, without its quotes. */
function words(line: string, place: string): string[] {
  const found: string[] = [];
  const word = /\s*(?:(#.*)|((?:[^\s"]|"[^"]*")+)|(.+))/y;
  while (word.lastIndex < line.trimEnd().length) {
    const [, comment, text, broken] = word.exec(line) ?? [];
    if (comment !== undefined) break;
    if (text === undefined || broken !== undefined) throw new SourceError(place, 'a quotation mark has no other.');
    found.push(text.replaceAll('"', ''));
  }
  return found;
}

function jsonEntries(text: string, file: string): Entry[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw new SourceError(file, `it is not valid JSON: ${(error as Error).message}`, { cause: error });
  }
  const { works, without } = list as { works?: unknown; without?: unknown };
  if (without !== undefined && typeof without !== 'string') throw new SourceError(file, '"without" is no text.');
  if (!Array.isArray(works)) throw new SourceError(file, 'it has no list "works".');
  return works.map((work: unknown, index) => {
    const place = `${file}, work ${index + 1}`;
    const options = new Map(Object.entries(typeof work === 'object' && work !== null ? work : {}));
    const wrong = [...options].find(([, value]) => typeof value !== 'string');
    if (wrong !== undefined) throw new SourceError(place, `"${wrong[0]}" is no text.`);
    const source = options.get('source') as string | undefined;
    if (!source) throw new SourceError(place, 'it has no "source".');
    for (const member of ['source', 'note']) options.delete(member);
    // The work's own patterns come last, so that one with `!` can take back what holds for all.
    if (without !== undefined) options.set('without', [without, options.get('without')].filter(Boolean).join(' '));
    return { place, source, options: options as Map<string, string> };
  });
}
