import type { TokenFile } from '../tokens/token-file.ts';
import { MIN_UNIT_TOKENS } from '../tokens/token-file.ts';
import { BANDED_BELOW, BANDS, bandKeys } from './bands.ts';
import { NESTED, extend, gram } from './grams.ts';
import { fmix32, hashText, mix } from './hash.ts';
import type { Kernel } from './kernel.ts';
import { PERMUTATIONS } from './minhash.ts';
import { LOCAL_GRAM, winnow } from './winnow.ts';

/** Fingerprints of one file's units. Keys are 32-bit, salted by family and by layer, so that all live in one key space. */
export interface FileFingerprints {
  /** BANDS keys a unit, row-major by unit; all 0 where the unit isn't banded. */
  readonly bands: Uint32Array;
  /** 1 for each unit with fewer than BANDED_BELOW distinct local keys in its tokens, those of units inside it included; else 0. */
  readonly isBanded: Uint8Array;
  /** One exact key a unit. */
  readonly exact: Uint32Array;
  /** Tokens of each unit's own sequence, in which a unit nested in it counts as one: what `bandsWanted` goes by. */
  readonly ownTokens: Uint32Array;
  /** Local (winnowed) keys in order of position. */
  readonly localKeys: Uint32Array;
  /** The first of the LOCAL_GRAM tokens behind each local key. */
  readonly localAt: Uint32Array;
  /** The innermost unit that holds all of these tokens: an index into the file's units. */
  readonly localUnits: Int32Array;
}

type Input = Pick<TokenFile, 'family' | 'codes' | 'units'>;
type LocalFingerprints = Pick<FileFingerprints, 'localKeys' | 'localAt' | 'localUnits'>;

/** The fingerprints of a file: a function of its codes, its units and its family only. */
export function fingerprint(file: Input, kernel: Kernel): FileFingerprints {
  const innermost = innermostUnits(file);
  const local = localFingerprints(file, innermost);
  const isBanded = unitsWithFewKeys(file, innermost, local);
  return { ...wholeFingerprints(file, isBanded, kernel), ...local, isBanded };
}

/**
 * All distinct (key, unit) pairs of a file as the index stores them, whole-unit keys by unit, then local keys by position.
 * A unit with fewer than MIN_UNIT_TOKENS of its own has local keys only: a wrapper looks like any other, and its contents
 * answer for themselves.
 */
export function postingsOf(fp: FileFingerprints): { keys: Uint32Array; keyUnits: Uint32Array } {
  const most = fp.bands.length + fp.exact.length + fp.localKeys.length;
  const keys = new Uint32Array(most);
  const keyUnits = new Uint32Array(most);
  let count = 0;
  // A hash set of 1 + index of a pair, at most half full; the keys are hashes already.
  const slots = new Uint32Array(2 << (32 - Math.clz32(most)));
  const add = (key: number, unit: number): void => {
    let slot = (key + Math.imul(unit, 0x9e3779b9)) & (slots.length - 1);
    for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const pair = slots[slot] - 1;
      if (keys[pair] === key && keyUnits[pair] === unit) return;
    }
    keys[count] = key;
    keyUnits[count] = unit;
    slots[slot] = ++count;
  };
  for (let unit = 0; unit < fp.exact.length; unit++) {
    if (fp.ownTokens[unit] < MIN_UNIT_TOKENS) continue;
    add(fp.exact[unit], unit);
    if (fp.isBanded[unit]) for (let at = unit * BANDS; at < (unit + 1) * BANDS; at++) add(fp.bands[at], unit);
  }
  for (let i = 0; i < fp.localKeys.length; i++) add(fp.localKeys[i], fp.localUnits[i]);
  return { keys: keys.slice(0, count), keyUnits: keyUnits.slice(0, count) };
}

/** Bands and exact keys: of each unit's own sequence, with every unit directly inside it collapsed to one token. */
function wholeFingerprints(file: Input, isBanded: Uint8Array, kernel: Kernel): Pick<FileFingerprints, 'bands' | 'exact' | 'ownTokens'> {
  const { family, units } = file;
  // The outermost unit so far that begins with each token: units inside one come before it.
  const begins = new Int32Array(file.codes.length).fill(-1);
  const longest = units.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  const sequence = new Uint16Array(longest);
  const signature = new Uint16Array(PERMUTATIONS);
  const bandSalt = salt(family, 'bands');
  const exactSalt = salt(family, 'exact');
  const bands = new Uint32Array(units.length * BANDS);
  const exact = new Uint32Array(units.length);
  const ownTokens = new Uint32Array(units.length);
  for (let unit = units.length - 1; unit >= 0; unit--) {
    const tokens = collapse(file, begins, unit, sequence);
    if (tokens > 0) begins[units[unit].start] = unit;
    ownTokens[unit] = tokens;
    if (isBanded[unit]) {
      kernel.signSequence(sequence, tokens, signature, 0);
      bandKeys(signature, 0, bandSalt, bands, unit * BANDS);
    }
    exact[unit] = exactKey(sequence, tokens, exactSalt);
  }
  return { bands, exact, ownTokens };
}

/** Of a sequence's prefix hashes: all of them go into the key. */
function exactKey(sequence: Uint16Array, tokens: number, salt: number): number {
  let hash = salt;
  for (let i = 0, prefix = 0; i < tokens; i++) {
    prefix = extend(prefix, sequence[i]);
    hash = mix(hash, prefix);
  }
  return fmix32(hash ^ tokens);
}

/** Local keys. Windows run within each outermost unit, through the units nested in it; code outside all units has none. */
function localFingerprints(file: Input, innermost: Int32Array): LocalFingerprints {
  const { family, codes, units } = file;
  const prefix = new Int32Array(codes.length + 1);
  for (let i = 0; i < codes.length; i++) prefix[i + 1] = extend(prefix[i], codes[i]);
  const localSalt = salt(family, 'local');
  const hashes = new Uint32Array(codes.length);
  const positions = new Uint32Array(codes.length);
  let count = 0;
  const outermost = units.filter((unit) => unit.parent < 0 && unit.start < unit.end).sort((a, b) => a.start - b.start);
  for (const { start, end } of outermost) {
    const size = Math.min(LOCAL_GRAM, end - start);
    for (let at = start; at + size <= end; at++) hashes[at] = fmix32(gram(prefix, at, size) ^ localSalt);
    count = winnow(hashes, start, end - size + 1, positions, count);
  }
  const localAt = positions.slice(0, count);
  const localKeys = new Uint32Array(count);
  const localUnits = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const at = localAt[i];
    let unit = innermost[at];
    while (units[unit].end < at + LOCAL_GRAM && units[unit].parent >= 0) unit = units[unit].parent;
    localKeys[i] = hashes[at];
    localUnits[i] = unit;
  }
  return { localKeys, localAt, localUnits };
}

/** Of each unit 1 where its tokens have fewer than BANDED_BELOW distinct local keys. In the time of keys and units, however deep they are nested. */
function unitsWithFewKeys({ units }: Input, innermost: Int32Array, { localKeys, localAt }: LocalFingerprints): Uint8Array {
  const distinct = units.map(() => new Set<number>());
  localAt.forEach((at, i) => {
    const own = distinct[innermost[at]];
    if (own.size < BANDED_BELOW) own.add(localKeys[i]);
  });
  for (let unit = units.length - 1; unit >= 0; unit--) {
    const { parent } = units[unit];
    if (parent >= 0) for (const key of distinct[unit]) if (distinct[parent].size < BANDED_BELOW) distinct[parent].add(key);
  }
  return Uint8Array.from(distinct, ({ size }) => (size < BANDED_BELOW ? 1 : 0));
}

/** The innermost unit of each token, or -1. Painted from left to right, each token once: units may be nested very deep. */
function innermostUnits({ codes, units }: Input): Int32Array {
  const innermost = new Int32Array(codes.length).fill(-1);
  let open = -1;
  let painted = 0;
  const paint = (end: number): void => {
    if (end > painted) innermost.fill(open, painted, end);
    painted = Math.max(painted, end);
  };
  const closeUpTo = (around: number): void => {
    for (; open !== around; open = units[open].parent) paint(units[open].end);
  };
  const inOrder = [...units.keys()].filter((unit) => units[unit].start < units[unit].end).sort((a, b) => units[a].start - units[b].start || a - b);
  for (const unit of inOrder) {
    closeUpTo(units[unit].parent);
    paint(units[unit].start);
    open = unit;
  }
  closeUpTo(-1);
  return innermost;
}

/** Writes a unit's own sequence; returns its number of tokens. `begins`: of each token the unit directly inside this one that begins there, or -1. */
function collapse({ codes, units }: Input, begins: Int32Array, unit: number, sequence: Uint16Array): number {
  const { start, end } = units[unit];
  let count = 0;
  for (let at = start; at < end; count++) {
    const inner = begins[at];
    sequence[count] = inner < 0 ? codes[at] : NESTED;
    at = inner < 0 ? at + 1 : units[inner].end;
  }
  return count;
}

function salt(family: string, layer: 'bands' | 'exact' | 'local'): number {
  return fmix32(mix(hashText(family), hashText(layer)));
}
