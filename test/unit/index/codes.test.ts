import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from '../../../src/core/index/byte-reader.ts';
import { ByteWriter } from '../../../src/core/index/byte-writer.ts';
import { checksum } from '../../../src/core/index/checksum.ts';
import { IndexError } from '../../../src/core/index/errors.ts';
import { readLines, writeLines } from '../../../src/core/index/line-code.ts';
import { readLinks, writeLinks } from '../../../src/core/index/link-code.ts';
import { pack, unpack } from '../../../src/core/index/packed.ts';
import { joinTexts, splitTexts } from '../../../src/core/index/text-list.ts';
import { decodeUnit, encodeUnits, UNIT_SIZE } from '../../../src/core/index/unit-code.ts';

const bytesOf = (write: (writer: ByteWriter) => void): Uint8Array => {
  const writer = new ByteWriter();
  write(writer);
  return writer.view();
};

describe('checksum', () => {
  it.each([
    ['', 0x02cc5d05],
    ['a', 0x550d7456],
    ['abc', 0x32d153ff],
    ['Nobody inspects the spammish repetition', 0xe2293b2f],
  ])('is xxHash32: %j', (text, expected) => {
    expect(checksum(new TextEncoder().encode(text))).toBe(expected);
  });
});

describe('numbers', () => {
  it('come back', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.integer(), fc.maxSafeNat(), fc.string({ unit: 'binary' }), (unsigned, signed, long, text) => {
        const reader = new ByteReader(
          bytesOf((writer) => {
            writer.varint(unsigned);
            writer.zigzag(signed);
            writer.u64(long);
            writer.text(text);
          }),
          'file',
        );
        expect([reader.varint(), reader.zigzag(), reader.u64(), reader.text()]).toEqual([unsigned, signed, long, text]);
        reader.end();
      }),
    );
  });

  it('that are too long or not there are errors', () => {
    expect(() => new ByteReader(Uint8Array.of(255, 255, 255, 255, 255, 1), 'file').varint()).toThrow(IndexError);
    expect(() => new ByteReader(Uint8Array.of(128), 'file').varint()).toThrow('file');
    expect(() => new ByteReader(Uint8Array.of(200, 1, 0), 'file').text()).toThrow(IndexError);
    expect(() => new ByteReader(Uint8Array.of(2, 0xc3, 0x28), 'file').text()).toThrow('UTF-8');
  });
});

describe('links', () => {
  it('come back whatever they are', () => {
    const tokens = fc.array(fc.tuple(fc.nat(255), fc.oneof(fc.nat(3), fc.nat(2000))), { maxLength: 600 });
    fc.assert(
      fc.property(tokens, (list) => {
        const codes = Uint8Array.from(list, ([code]) => code);
        const links = Uint32Array.from(list, ([, link]) => link);
        const bytes = bytesOf((writer) => writeLinks(writer, codes, links));
        expect(readLinks(bytes, codes, 2000, 'file')).toEqual(links);
        expect(() => readLinks(Uint8Array.of(...bytes, 0), codes, 2000, 'file')).toThrow(IndexError);
        if (bytes.length > 1) expect(() => readLinks(bytes.subarray(0, bytes.length - 1), codes, 2000, 'file')).toThrow(IndexError);
      }),
    );
  });

  it('take a byte each where names are used again soon', () => {
    const links = Uint32Array.from({ length: 500 }, (_, at) => 1 + (at % 100));
    expect(bytesOf((writer) => writeLinks(writer, new Uint8Array(500), links)).length).toBe(502);
  });
});

describe('lines', () => {
  it('come back, also in no order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(300), fc.nat(300)), { maxLength: 200 }), fc.boolean(), (list, sorted) => {
        const first = Uint32Array.from(list, ([line]) => line);
        if (sorted) first.sort();
        const last = Uint32Array.from(list, ([, line], at) => (line % 4 === 0 ? line : first[at]!));
        const reader = new ByteReader(bytesOf((writer) => writeLines(writer, first, last)), 'file');
        expect(readLines(reader, list.length, 'file')).toEqual({ firstLines: first, lastLines: last });
        reader.end();
      }),
    );
  });
});

describe('texts', () => {
  it('come back whatever stands in them', () => {
    const text = fc.oneof(fc.constantFrom('', '\0', '\u0001', '\u00010', '0', '1', '\uFEFFx'), fc.string({ unit: 'binary' }));
    fc.assert(fc.property(fc.array(text), (texts) => void expect(splitTexts(joinTexts(texts))).toEqual(texts)));
  });
});

describe('packing', () => {
  it('is undone', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => void expect(unpack(pack(bytes), bytes.length, 'file')).toEqual(bytes)));
    const zeros = new Uint8Array(100_000);
    expect(pack(zeros).length).toBeLessThan(200);
    expect(unpack(pack(zeros), zeros.length, 'file')).toEqual(zeros);
  });

  it('refuses sizes that can\'t be before it allocates', () => {
    expect(() => unpack(new Uint8Array(10), 2 ** 31, 'file')).toThrow('impossible size');
    expect(() => unpack(pack(new Uint8Array(1000)), 1001, 'file')).toThrow(IndexError);
  });
});

describe('units', () => {
  it('come back, without a parent that is too far away', () => {
    const units = [
      { kind: 'class', start: 0, end: 2 ** 24 - 1, parent: -1, name: 0 },
      { kind: 'toplevel', start: 5, end: 5, parent: 0, name: 1 },
      ...Array.from({ length: 66_000 }, () => ({ kind: 'function', start: 7, end: 40, parent: 0, name: -1 }) as const),
    ] as const;
    const records = encodeUnits(units, Uint32Array.of(3, 0));
    const decoded = (at: number): unknown => decodeUnit(records.subarray(at * UNIT_SIZE), at);
    expect(decoded(0)).toEqual({ kind: 'class', start: 0, end: 2 ** 24 - 1, parent: -1, nameText: 2 });
    expect(decoded(1)).toEqual({ kind: 'toplevel', start: 5, end: 5, parent: 0, nameText: -1 });
    expect(decoded(65_535)).toEqual({ kind: 'function', start: 7, end: 40, parent: 0, nameText: -1 });
    expect(decoded(65_536)).toMatchObject({ parent: -1 });
  });
});
