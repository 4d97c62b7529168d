import { MIN_UNIT_TOKENS, type TokenFile, type Unit, type UnitKind } from './token-file.ts';

/**
 * Collects the units of a file while its tokens are made. Functions below 24 tokens stay part of what is around them; a
 * class counts where 24 tokens remain between its methods; what stands outside of all units is cut into top-level runs.
 */
export class UnitCollector {
  #units: OpenUnit[] = [];
  #current = -1;

  reset(): void {
    this.#units = [];
    this.#current = -1;
  }

  /** Opens a unit at token `start` and offset `from`. `nameRow` is the row of its name; without one it takes the token `boundName`. Returns its number. */
  open(kind: number, start: number, from: number, nameRow: number, boundName: number): number {
    this.#units.push({ kind: kind === 2 ? 'class' : 'function', start, end: start, from, to: from, parent: this.#current, nameRow, name: nameRow < 0 ? boundName : -1 });
    return (this.#current = this.#units.length - 1);
  }

  /** Tells that `row` became the name token `token`. */
  named(row: number, token: number): void {
    if (this.#current >= 0 && this.#units[this.#current].nameRow === row) this.#units[this.#current].name = token;
  }

  close(unit: number, end: number, to: number): void {
    this.#units[unit].end = end;
    this.#units[unit].to = to;
    this.#current = this.#units[unit].parent;
  }

  /** The units that count, in preorder, of a file whose tokens have these offsets. */
  take(starts: Uint32Array, ends: Uint32Array): CollectedUnits {
    const units = this.#units;
    const own = units.map((unit) => unit.end - unit.start); // tokens outside of counted units inside
    const counts = new Array<boolean>(units.length);
    const carriedUp = new Int32Array(units.length); // tokens of counted units inside a unit that does not count itself
    for (let u = units.length - 1; u >= 0; u--) {
      const unit = units[u];
      own[u] -= carriedUp[u];
      counts[u] = (unit.kind === 'class' ? own[u] : unit.end - unit.start) >= MIN_UNIT_TOKENS;
      if (unit.parent >= 0) carriedUp[unit.parent] += counts[u] ? unit.end - unit.start : carriedUp[u];
    }
    const number = new Int32Array(units.length).fill(-1);
    const out: Unit[] = [];
    const edges: [number, number][] = [];
    let covered = 0;
    const toplevel = (end: number) => {
      if (end - covered < MIN_UNIT_TOKENS) return;
      out.push({ kind: 'toplevel', start: covered, end, parent: -1, name: -1 });
      edges.push([starts[covered], ends[end - 1]]);
    };
    units.forEach((unit, u) => {
      if (!counts[u]) {
        if (unit.parent >= 0) number[u] = number[unit.parent];
        return;
      }
      const parent = unit.parent >= 0 ? number[unit.parent] : -1;
      if (parent < 0) {
        toplevel(unit.start);
        covered = unit.end;
      }
      number[u] = out.length;
      out.push({ kind: unit.kind, start: unit.start, end: unit.end, parent, name: unit.name });
      edges.push([unit.from, unit.to]);
    });
    toplevel(starts.length);
    return { units: out, unitStarts: Uint32Array.from(edges, ([from]) => from), unitEnds: Uint32Array.from(edges, ([, to]) => to) };
  }
}

export type CollectedUnits = Pick<TokenFile, 'units' | 'unitStarts' | 'unitEnds'>;

interface OpenUnit {
  from: number;
  to: number;
  kind: UnitKind;
  start: number;
  end: number;
  parent: number;
  nameRow: number;
  name: number;
}
