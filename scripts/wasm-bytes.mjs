// Numbers, vectors and sections of the binary format of WebAssembly (core specification, chapter 5).

/** An unsigned number as LEB128. */
export function leb128(value) {
  const out = [];
  for (; value > 0x7f; value >>>= 7) out.push((value & 0x7f) | 0x80);
  out.push(value);
  return out;
}

/** Reads bytes from a place on; `at` is where it stands. */
export function reader(bytes, at = 0) {
  return {
    at,
    get isAtEnd() {
      return this.at >= bytes.length;
    },
    byte() {
      return bytes[this.at++];
    },
    /** An unsigned LEB128 number below 2^32; of a signed one only the place after it is right. */
    number() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[this.at++];
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80) return value >>> 0;
      }
    },
    bytes(length) {
      return bytes.subarray(this.at, (this.at += length));
    },
    /** What was read from a place on. */
    since(start) {
      return bytes.subarray(start, this.at);
    },
  };
}

/** The sections of a module, in order, with their numbers. */
export function sectionsOf(bytes) {
  const read = reader(bytes, 8); // past magic and version
  const sections = [];
  while (!read.isAtEnd) sections.push({ id: read.byte(), payload: read.bytes(read.number()) });
  return sections;
}

/** The number of the section with the bodies of functions. */
export const CODE = 10;

/** Reads a vector that takes a whole payload. */
export function vectorOf(payload, element) {
  const read = reader(payload);
  return Array.from({ length: read.number() }, () => element(read));
}
