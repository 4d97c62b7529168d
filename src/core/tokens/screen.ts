import { isGeneratedText } from './generated.ts';

/** What is read of a file before it is parsed: either its bytes, or the text that an editor already holds. */
export interface ScreenInput {
  /** With `/`; only its form is looked at. */
  readonly path: string;
  /** Bytes of the file. What is missing is counted from the text, as if it were written as UTF-8. */
  readonly size?: number;
  readonly bytes?: Uint8Array;
  readonly text?: string;
}

export interface ScreenLimits {
  /** Bytes; larger files are not read. */
  readonly maxSize: number;
}

export type Screened =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding; readonly isTest: boolean; readonly isGenerated: boolean }
  | { readonly ok: false; readonly reason: string };

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

export const DEFAULT_LIMITS: ScreenLimits = { maxSize: 2 * 1024 * 1024 };

/**
 * Decides whether a file is worth parsing, and gives its text. Never throws. Without bytes and text only the size is
 * judged, so that a caller can ask before it reads.
 */
export function screen(input: ScreenInput, limits: ScreenLimits = DEFAULT_LIMITS): Screened {
  const tooLarge = tooLargeReason(input.size ?? sizeOfText(input.text ?? '', limits), limits);
  if (tooLarge !== null) return { ok: false, reason: tooLarge };
  const decoded: DecodedText | null = input.text !== undefined
    ? { text: input.text, encoding: 'utf-8' }
    : decodeText(input.bytes ?? new Uint8Array(0));
  if (decoded === null) return { ok: false, reason: 'binary' };
  if (looksMinified(decoded.text)) return { ok: false, reason: 'minified' };
  return { ok: true, ...decoded, isTest: isTestPath(input.path), isGenerated: isGeneratedText(decoded.text, input.path) };
}

/** The reason to leave a file of this size unread, or null. */
export function tooLargeReason(size: number, limits: ScreenLimits = DEFAULT_LIMITS): string | null {
  return size > limits.maxSize ? `too large (${megabytes(size)} MB, limit ${megabytes(limits.maxSize)} MB)` : null;
}

/** Bytes of a text as UTF-8; a shorter text, which can't have more than the limit, isn't counted. */
function sizeOfText(text: string, { maxSize }: ScreenLimits): number {
  if (text.length * 3 <= maxSize) return text.length;
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Each half of a pair counts two of its four bytes.
    size += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return size;
}

/**
 * The text in the bytes, or null where they are not text. UTF-8 unless a byte order mark says UTF-16; what is not valid
 * UTF-8 and still looks like text is read as Latin-1, because old C sources are, and only comments and literals suffer.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const marked = markedEncoding(bytes);
  if (marked !== null) {
    const text = decodeStrictly(bytes, marked);
    return text === null ? null : { text, encoding: marked };
  }
  if (looksBinary(bytes)) return null;
  const text = decodeStrictly(bytes, 'utf-8');
  if (text !== null) return { text, encoding: 'utf-8' };
  return mostlyAscii(bytes) ? { text: decodeLatin1(bytes), encoding: 'latin1' } : null;
}

/** Very long lines throughout, as minifiers and bundlers write them: no structure of any author is left to compare. */
export function looksMinified(text: string): boolean {
  if (text.length <= MINIFIED_LINE) return false;
  let lines = 0;
  let longest = 0;
  for (let start = 0; start < text.length; lines++) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    longest = Math.max(longest, end - start);
    start = end + 1;
  }
  return longest > MINIFIED_LINE && text.length / lines > MINIFIED_MEAN;
}

/** Whether a path (with `/`) is that of a test, by the conventions of the languages that we read. */
export function isTestPath(path: string): boolean {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  return segments.some((segment) => TEST_FOLDER.test(segment) || TEST_PROJECT.test(segment))
    || TEST_FILE.test(name) || TEST_CLASS.test(name);
}

const MINIFIED_LINE = 20_000;
const MINIFIED_MEAN = 500;

const TEST_FOLDER = /^(tests?|__tests?__|specs?|__specs?__|__mocks__|__fixtures__|e2e|testdata|test[-_](data|fixtures|support|suite|utils)|unit[-_]?tests?|integration[-_]?tests?)$/i;
/** C# projects (`Json.Tests`) and Kotlin and Android source sets (`commonTest`). */
const TEST_PROJECT = /(\.(Unit|Integration)?Tests?$|^(android|common|js|jvm|native|integration|functional|unit)Tests?$)/;
const TEST_FILE = /(^(test_.*|conftest)\.py$|^tests?\.\w+$|[._-](test|tests|spec|specs|e2e)\.\w+$)/i;
/** Class per file languages. The capital keeps `Latest.java` and `Contest.java` out. */
const TEST_CLASS = /(^|[a-z0-9_])(Tests?|TestCase|Spec)\.(java|kt|kts|cs|scala|php|swift|groovy)$/;

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1).replace(/\.0$/, '');
}

function markedEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length < 2) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

function decodeStrictly(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Not TextDecoder('latin1'): that is windows-1252 by standard, and not the same in every version of Node. */
function decodeLatin1(bytes: Uint8Array): string {
  const chunk = 8192;
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return text;
}

/** A zero near the start, as git judges it, or more control characters than any text holds. */
function looksBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 65_536);
  const zero = head.indexOf(0);
  if (zero !== -1 && zero < 8000) return true;
  let controls = 0;
  // By index: an iterator takes as long as the whole decoding.
  for (let at = 0; at < head.length; at++) if (head[at] < 32 && !isTextControl(head[at])) controls++;
  return controls > head.length * 0.02;
}

/** Backspace to carriage return, the end mark of DOS files, and escape. */
function isTextControl(byte: number): boolean {
  return (byte >= 8 && byte <= 13) || byte === 0x1a || byte === 0x1b;
}

function mostlyAscii(bytes: Uint8Array): boolean {
  let ascii = 0;
  for (const byte of bytes) if (byte < 128) ascii++;
  return ascii * 2 >= bytes.length;
}
