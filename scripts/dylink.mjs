// Side modules built by older emscripten versions describe themselves in a custom section `dylink`; the current runtime reads
// only `dylink.0`, whose first subsection (type 1) holds the same four numbers. WebAssembly tool conventions, DynamicLinking.md.

import { leb128, reader } from './wasm-bytes.mjs';

/** The module with its `dylink` section rewritten; other modules are returned as they are. */
export function modernDylink(bytes) {
  const read = reader(bytes, 8); // past magic and version
  if (read.byte() !== 0) return bytes; // the first section is not a custom one
  const sectionEnd = read.number() + read.at;
  if (Buffer.from(read.bytes(read.number())).toString() !== 'dylink') return bytes;
  const memory = [read.number(), read.number(), read.number(), read.number()]; // memory size, alignment, table size, alignment
  if (read.number() !== 0) throw new Error('a side module that needs other libraries cannot be rewritten');
  const info = memory.flatMap(leb128);
  const payload = [8, ...Buffer.from('dylink.0'), 1, ...leb128(info.length), ...info];
  return Buffer.concat([bytes.subarray(0, 8), Buffer.from([0, ...leb128(payload.length), ...payload]), bytes.subarray(sectionEnd)]);
}
