import type { IndexReader, SegmentReader } from '../index/contract.ts';

/** A segment of an open index. */
export interface Place {
  readonly reader: IndexReader;
  readonly segment: SegmentReader;
  /** The number of the segment's first unit. */
  readonly first: number;
}

/** The units of all segments of all open indexes, numbered through: those of a segment follow those of the segment before it. */
export class UnitPlaces {
  readonly places: readonly Place[];
  /** Units in all. */
  readonly units: number;

  constructor(readers: readonly IndexReader[]) {
    let units = 0;
    this.places = readers.flatMap((reader) => reader.segments.map((segment) => {
      const place = { reader, segment, first: units };
      units += segment.units;
      return place;
    }));
    this.units = units;
  }

  /** The segment that holds a unit. */
  of(unit: number): Place {
    let at = this.places.length - 1;
    while (this.places[at].first > unit) at--;
    return this.places[at];
  }
}
