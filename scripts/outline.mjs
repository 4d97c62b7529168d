// The scanner of Swift's grammar is one function of 400 kB, a switch of 1,900 cases. V8 compiles a function that is called often once more, as a whole: for this one that took four seconds in
// Node 20, six in 22, and in 24 it ended the process ("Fatal process out of memory: Zone"), an editor's as well. Here each case becomes a function of its own, equal ones
// the same, and what is computed stays as it is. The bytes: WebAssembly core specification, chapter 5.
import { CODE, leb128, reader, sectionsOf, vectorOf } from './wasm-bytes.mjs';

const [TYPE, IMPORT, FUNCTION] = [1, 2, 3];
const I32 = 0x7f;
const I32_OF_I32 = Buffer.from([0x60, 1, I32, 1, I32]);
/** Bytes of a function from which on its compiling is trouble; the next largest of all grammars has 160,000. */
const LARGE = 250_000;
/** Labels, and the end of the block, whose numbers take one byte as signed LEB128. */
const MOST_LABELS = 63;
/** Bytes of a case that is worth a call. */
const LEAST = 48;

/** The module with the cases of its functions of more than `large` bytes in functions of their own; a module without such functions is returned as it is. */
export function outlineLargeFunctions(bytes, large = LARGE) {
  const sections = sectionsOf(bytes);
  const payload = (wanted) => sections.find(({ id }) => id === wanted)?.payload ?? Buffer.from([0]);
  const bodies = vectorOf(payload(CODE), (read) => read.bytes(read.number()));
  if (bodies.every(({ length }) => length <= large)) return bytes;
  const types = vectorOf(payload(TYPE), typeIn);
  const imported = vectorOf(payload(IMPORT), importIn).filter((kind) => kind === 0).length;
  const typesOfFunctions = vectorOf(payload(FUNCTION), (read) => read.number());
  const indexes = new Map();
  const made = [];

  /** The index of the function that makes one i32 of another by these instructions. */
  const functionFor = (instructions) => {
    const body = Buffer.concat([Buffer.from([0]), instructions, Buffer.from([END])]); // no locals of its own
    const key = body.toString('base64');
    if (!indexes.has(key)) {
      const known = types.findIndex((type) => type.equals(I32_OF_I32));
      indexes.set(key, imported + typesOfFunctions.length);
      typesOfFunctions.push(known >= 0 ? known : types.push(I32_OF_I32) - 1);
      made.push(body);
    }
    return indexes.get(key);
  };

  const outlined = bodies.map((body, at) => (body.length <= large ? body : withCalls(body, types[typesOfFunctions[at]], functionFor)));
  const changed = new Map([
    [TYPE, vector(types)],
    [FUNCTION, vector(typesOfFunctions.map((type) => Buffer.from(leb128(type))))],
    [CODE, vector([...outlined, ...made].map(sized))],
  ]);
  return Buffer.concat([bytes.subarray(0, 8), ...sections.map(({ id, payload: old }) => Buffer.concat([Buffer.from([id]), sized(changed.get(id) ?? old)]))]);
}

const [BLOCK, LOOP, IF, ELSE, END, BR, BR_IF, BR_TABLE, RETURN, CALL, CALL_INDIRECT] = [0x02, 0x03, 0x04, 0x05, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11];
const [DROP, SELECT, LOCAL_GET, GLOBAL_SET, FIRST_ACCESS, LAST_ACCESS, I32_CONST, I64_CONST, F64_CONST, FIRST_PLAIN, LAST_PLAIN] = [0x1a, 0x1b, 0x20, 0x24, 0x28, 0x3e, 0x41, 0x42, 0x44, 0x45, 0xc4];
const VOID = 0x40;

/** A body where each of its `casesIn` is a call, after which it goes on where the case would have gone. */
function withCalls(body, type, functionFor) {
  const parts = [];
  let from = 0;
  for (const { start, end, local, block, targets } of casesIn(body, type)) {
    const call = [LOCAL_GET, ...leb128(local), CALL, ...leb128(functionFor(movedCase(body.subarray(start, end), block, targets)))];
    const labels = [0, ...targets.map((target) => block - target + 1)];
    const after = targets.length === 0 ? [...call, DROP] : [BLOCK, VOID, ...call, BR_TABLE, ...leb128(targets.length), ...labels.flatMap(leb128), END];
    parts.push(body.subarray(from, start), Buffer.from(after));
    from = end;
  }
  return Buffer.concat([...parts, body.subarray(from)]);
}

/**
 * What can be moved of what follows the first block of a block, up to the end of the outer one: so the cases of a switch are compiled. It reads one local and
 * sets none. In order, and none within another. `block`, whose end it reaches, and the `targets` around that to which it jumps are blocks by their number from the outside.
 */
function casesIn(body, type) {
  const read = reader(body);
  const locals = localsOf(read, type);
  /** The blocks around the place that is read. */
  const open = [{ code: BLOCK, type: null, start: read.at, content: read.at, all: stretch(read.at), rest: null }];
  const found = [];
  for (;;) {
    const start = read.at;
    const { code, operand } = instruction(read);
    const inner = open.at(-1);
    if (code === BLOCK || code === LOOP || code === IF) open.push({ code, type: operand, start, content: read.at, all: stretch(start), rest: null });
    else if (code === END) {
      open.pop();
      const outer = open.at(-1);
      if (!outer) return found;
      const targets = inner.code === BLOCK && inner.type === VOID && inner.rest ? movableTo(inner.rest, start, open.length) : null;
      if (targets) {
        while (found.length > 0 && found.at(-1).start > inner.rest.start) found.pop(); // those inside
        found.push({ start: inner.rest.start, end: start, local: [...inner.rest.reads][0], block: open.length, targets });
      }
      for (const one of stretchesOf(outer)) merge(one, inner.all);
      if (!outer.rest && inner.start === outer.content && inner.type === VOID && inner.code !== IF) outer.rest = stretch(read.at);
    } else if (code === BR || code === BR_IF) {
      const target = open.length - 1 - operand;
      const hasValue = open[target].type !== VOID;
      for (const { targets } of stretchesOf(inner)) targets.set(target, hasValue || targets.get(target));
    } else if (code === LOCAL_GET) for (const { reads } of stretchesOf(inner)) reads.add(operand);
    else if (!isMovable(code)) for (const one of stretchesOf(inner)) one.isMovable = false;
  }

  /** The blocks outside of `block` to which a stretch jumps that ends there; null where it can't be moved, or isn't worth it. */
  function movableTo({ start, isMovable, reads, targets }, end, block) {
    const outside = [...targets.keys()].filter((target) => target < block);
    const [local] = reads;
    const can = isMovable && reads.size === 1 && locals[local] === I32 && !outside.some((target) => targets.get(target));
    return can && end - start >= LEAST && outside.length < MOST_LABELS ? outside : null;
  }
}

/** The types of a body's locals, parameters first; its instructions follow. */
function localsOf(read, type) {
  const locals = [...type.subarray(2, 2 + type[1])];
  for (let groups = read.number(); groups > 0; groups--) {
    const count = read.number();
    locals.push(...new Array(count).fill(read.byte()));
  }
  return locals;
}

/** What is known of a stretch of instructions: the locals that it reads, and to which blocks it jumps, with whether a value goes along. */
const stretch = (start) => ({ start, isMovable: true, reads: new Set(), targets: new Map() });

/** A block as a whole, and what follows its first block where that is its beginning. */
const stretchesOf = ({ all, rest }) => (rest ? [all, rest] : [all]);

function merge(outer, inner) {
  outer.isMovable &&= inner.isMovable;
  for (const local of inner.reads) outer.reads.add(local);
  for (const [target, hasValue] of inner.targets) outer.targets.set(target, hasValue || outer.targets.get(target));
}

const isMovable = (code) => code === ELSE || code === CALL || code === CALL_INDIRECT || code === DROP || code === SELECT || (code >= FIRST_ACCESS && code <= LAST_ACCESS) || (code >= I32_CONST && code <= LAST_PLAIN);

/** The instructions of a case as those of a function that gets the local, and gives the number of the label to go to. */
function movedCase(instructions, block, targets) {
  const read = reader(instructions);
  const parts = [];
  let depth = 0;
  while (!read.isAtEnd) {
    const start = read.at;
    const { code, operand } = instruction(read);
    if (code === BLOCK || code === LOOP || code === IF) depth++;
    if (code === END) depth--;
    const target = block + depth - operand;
    if (code === LOCAL_GET) parts.push(Buffer.from([LOCAL_GET, 0]));
    else if ((code === BR || code === BR_IF) && target <= block) {
      const leaving = [I32_CONST, target === block ? 0 : 1 + targets.indexOf(target), RETURN];
      parts.push(Buffer.from(code === BR ? leaving : [IF, VOID, ...leaving, END]));
    } else parts.push(instructions.subarray(start, read.at));
  }
  return Buffer.concat([...parts, Buffer.from([I32_CONST, 0])]);
}

/** Reads one instruction (5.4). Its operand where that is a type, a label or an index. */
function instruction(read) {
  const code = read.byte();
  if (code === BLOCK || code === LOOP || code === IF || code === BR || code === BR_IF || code === CALL || (code >= LOCAL_GET && code <= GLOBAL_SET)) return { code, operand: read.number() };
  if (code === BR_TABLE) {
    for (let labels = read.number(); labels >= 0; labels--) read.number(); // and the default
  } else if (code === CALL_INDIRECT || (code >= FIRST_ACCESS && code <= LAST_ACCESS)) {
    read.number();
    read.number();
  } else if (code > LAST_ACCESS && code <= I64_CONST) read.number();
  else if (code > I64_CONST && code <= F64_CONST) read.bytes(code === F64_CONST ? 8 : 4);
  else if (!(code <= 1 || code === ELSE || code === END || code === RETURN || code === DROP || code === SELECT || (code >= FIRST_PLAIN && code <= LAST_PLAIN))) throw new Error(`outline.mjs doesn't know the instruction 0x${code.toString(16)}`);
  return { code };
}

const vector = (elements) => Buffer.concat([Buffer.from(leb128(elements.length)), ...elements]);
const sized = (payload) => Buffer.concat([Buffer.from(leb128(payload.length)), payload]);

/** The bytes of a function type (5.3.3). */
function typeIn(read) {
  const { at } = read;
  read.byte();
  read.bytes(read.number()); // parameters
  read.bytes(read.number()); // results
  return Buffer.from(read.since(at));
}

/** The kind of an import (5.5.5): 0 for a function. */
function importIn(read) {
  read.bytes(read.number()); // module
  read.bytes(read.number()); // name
  const kind = read.byte();
  if (kind === 0) read.number();
  else if (kind === 3) read.bytes(2);
  else {
    if (kind === 1) read.byte();
    const hasMost = read.number() & 1;
    read.number();
    if (hasMost) read.number();
  }
  return kind;
}
