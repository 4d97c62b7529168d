// Side modules built by older emscripten versions describe themselves in a custom section `dylink`; the current runtime reads
// only `dylink.0`, whose first subsection (type 1) holds the same four numbers. WebAssembly tool conventions, DynamicLinking.md.

/** The module with its `dylink` section rewritten; other modules are returned as they are. */
export function modernDylink(bytes) {
  let at = 8; // past magic and version
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  };
  if (bytes[at++] !== 0) return bytes; // the first section is not a custom one
  const sectionEnd = number() + at;
  const name = Buffer.from(bytes.subarray(at + 1, at + 1 + bytes[at])).toString();
  if (name !== 'dylink') return bytes;
  at += 1 + name.length;
  const memory = [number(), number(), number(), number()]; // memory size, alignment, table size, alignment
  if (number() !== 0) throw new Error('a side module that needs other libraries cannot be rewritten');
  const info = memory.flatMap(leb128);
  const payload = [8, ...Buffer.from('dylink.0'), 1, ...leb128(info.length), ...info];
  return Buffer.concat([bytes.subarray(0, 8), Buffer.from([0, ...leb128(payload.length), ...payload]), bytes.subarray(sectionEnd)]);
}

function leb128(value) {
  const out = [];
  for (; value > 0x7f; value >>>= 7) out.push((value & 0x7f) | 0x80);
  out.push(value);
  return out;
}
