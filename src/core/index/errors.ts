export type IndexErrorCode =
  | 'missing'
  | 'empty'
  | 'truncated'
  | 'corrupt'
  | 'foreign'
  | 'future-version'
  | 'engine-mismatch'
  | 'option-mismatch'
  | 'locked'
  | 'exists'
  | 'ambiguous'
  | 'not-found'
  | 'incomplete'
  | 'keyed'
  | 'wrong-key'
  | 'bad-key';

/** What is wrong with an index or with a request to it. The message names the file and says what to do; `code` is for programs. */
export class IndexError extends Error {
  override readonly name = 'IndexError';
  readonly code: IndexErrorCode;

  constructor(code: IndexErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The error for bytes that can't be what was written. `file` is how messages call the file. */
export function corrupt(file: string, what: string): IndexError {
  return new IndexError('corrupt', `${file} is damaged: ${what}. Restore it from a copy, or build the index again.`);
}

/** The error for a file that ends too early. */
export function truncated(file: string, what: string): IndexError {
  return new IndexError('truncated', `${file} is cut short: ${what}. Restore it from a copy, or build the index again.`);
}

/** The error for a file without any bytes. */
export function emptyFile(file: string): IndexError {
  return new IndexError('empty', `${file} is empty. Restore it from a copy, or build the index again.`);
}
