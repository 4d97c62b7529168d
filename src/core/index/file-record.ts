import { ByteReader, decodeText } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import type { IndexedText, IndexedTokens, IndexFile } from './contract.ts';
import { corrupt } from './errors.ts';
import { readLines, writeLines } from './line-code.ts';
import { readLinks, writeLinks } from './link-code.ts';
import { pack, unpack } from './packed.ts';
import type { Cipher } from './protection.ts';
import { PostingSum, recordHash } from './record-hash.ts';
import { joinTexts, splitTexts } from './text-list.ts';
import { encodeUnits } from './unit-code.ts';

/** What an index keeps besides what it needs to find copies. */
export interface IndexOptions {
  /** The spelling of names; without it a finding can't say what was renamed. */
  readonly keepNames: boolean;
  /** The source text of each file, packed. */
  readonly keepSource: boolean;
}

/** The fixed part of a file's record in a segment. Sizes are of unpacked bytes. */
export interface StoredFile {
  /** Short hashes in hexadecimal. */
  readonly content: string;
  readonly record: string;
  readonly language: string;
  readonly family: string;
  readonly isTest: boolean;
  readonly isGenerated: boolean;
  readonly hasSource: boolean;
  readonly tokens: number;
  readonly texts: number;
  /** Without the text hashes, which are not packed. */
  readonly tokensSize: number;
  readonly textSize: number;
  readonly sourceSize: number;
}

export type BlobKind = 'tokens' | 'text' | 'source';
export const BLOB_KINDS: readonly BlobKind[] = ['tokens', 'text', 'source'];

/** A file in the form in which it stands in a segment. */
export interface EncodedFile {
  readonly file: StoredFile;
  readonly blobs: Readonly<Record<BlobKind, Uint8Array>>;
  readonly units: Uint8Array;
}

/** Encodes an analysed file for a segment, with its text hashes sealed. Throws `RangeError` where its arrays contradict one another. */
export function encodeFile(input: IndexFile, options: IndexOptions, textHashes: Cipher<number>): EncodedFile {
  expectConsistent(input);
  const texts = options.keepNames ? input.texts : input.texts.map(() => '');
  const source = options.keepSource ? input.source : null;
  const units = encodeUnits(input.units, input.links);
  const postings = new PostingSum();
  for (let i = 0; i < input.keys.length; i++) postings.add(input.keys[i]!, input.keyUnits[i]!);
  const record = recordHash({ ...input, texts, source, units, postings });

  const tokens = new ByteWriter();
  tokens.bytes(input.codes);
  writeLinks(tokens, input.codes, input.links);
  const hashes = new ByteWriter();
  for (const hash of input.textHashes) hashes.u32(textHashes.seal(hash));
  hashes.bytes(pack(tokens.view()));
  const text = new ByteWriter();
  writeLines(text, input.firstLines, input.lastLines);
  text.bytes(new TextEncoder().encode(joinTexts(texts)));
  const sourceBytes = new TextEncoder().encode(source ?? '');
  return {
    file: {
      content: input.content,
      record,
      language: input.language,
      family: input.family,
      isTest: input.isTest,
      isGenerated: input.isGenerated,
      hasSource: source !== null,
      tokens: input.codes.length,
      texts: texts.length,
      tokensSize: tokens.length,
      textSize: text.length,
      sourceSize: sourceBytes.length,
    },
    blobs: { tokens: hashes.view().slice(), text: pack(text.view()).slice(), source: pack(sourceBytes) },
    units,
  };
}

/** The codes, links and text hashes in a tokens blob. The codes are read at once, the others when they are asked for: most candidates are given up before. */
export class StoredTokens implements IndexedTokens {
  readonly language: string;
  readonly family: string;
  readonly codes: Uint8Array;
  readonly #file: StoredFile;
  readonly #hashes: Uint8Array;
  readonly #sealed: Cipher<number>;
  /** The unpacked bytes, from the links on. */
  readonly #rest: Uint8Array;
  readonly #name: string;
  #links: Uint32Array | undefined;
  #textHashes: Uint32Array | undefined;

  /** `name` is for errors. */
  constructor(file: StoredFile, blob: Uint8Array, sealed: Cipher<number>, name: string) {
    if (file.texts * 4 > blob.length) throw corrupt(name, 'text hashes are missing');
    // A view of the blob would keep all that was read with it.
    const own = blob.slice();
    const bytes = unpack(own.subarray(file.texts * 4), file.tokensSize, name);
    this.language = file.language;
    this.family = file.family;
    this.codes = bytes.subarray(0, file.tokens);
    this.#file = file;
    this.#hashes = own.subarray(0, file.texts * 4);
    this.#sealed = sealed;
    this.#rest = bytes.subarray(file.tokens);
    this.#name = name;
  }

  get links(): Uint32Array {
    return (this.#links ??= readLinks(this.#rest, this.codes, this.#file.texts, this.#name));
  }

  get textHashes(): Uint32Array {
    return (this.#textHashes ??= decodeTextHashes(this.#file, this.#hashes, this.#name).map((hash) => this.#sealed.open(hash)));
  }
}

/** The text hashes alone, as they stand unpacked at the front. */
export function decodeTextHashes(file: StoredFile, blob: Uint8Array, name: string): Uint32Array {
  if (file.texts * 4 > blob.length) throw corrupt(name, 'text hashes are missing');
  const view = new DataView(blob.buffer, blob.byteOffset, blob.length);
  const hashes = new Uint32Array(file.texts);
  for (let i = 0; i < hashes.length; i++) hashes[i] = view.getUint32(i * 4, true);
  return hashes;
}

/** The lines and spellings in a text blob. */
export function decodeTextBlob(file: StoredFile, blob: Uint8Array, name: string): IndexedText {
  const reader = new ByteReader(unpack(blob, file.textSize, name), name);
  const lines = readLines(reader, file.tokens, name);
  const texts = splitTexts(decodeText(reader.bytes(reader.left), name));
  if (texts.length !== file.texts) throw corrupt(name, 'a file has a wrong number of texts');
  return { texts, ...lines };
}

function expectConsistent(file: IndexFile): void {
  const tokens = file.codes.length;
  const texts = file.textHashes.length;
  const consistent =
    file.links.length === tokens &&
    file.firstLines.length === tokens &&
    file.lastLines.length === tokens &&
    file.texts.length === texts &&
    file.keys.length === file.keyUnits.length &&
    file.links.every((link) => link <= texts) &&
    file.keyUnits.every((unit) => unit < file.units.length) &&
    file.units.every(({ start, end, parent, name }, at) => start <= end && end <= tokens && parent < at && name < tokens);
  if (!consistent) throw new RangeError(`the analysis of content ${file.content} contradicts itself`);
}
