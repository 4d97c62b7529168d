import { MAX_SEGMENT_UNITS } from '../core/index/segment-source.ts';

/** Segments that an add may leave, and to how many they are merged when there are more. */
const MOST_SEGMENTS = 8;
const MERGED_SEGMENTS = 4;
/** Largest segment file that a merge may make: offsets within it are of 32 bits. */
const MAX_SEGMENT_BYTES = 3 * 2 ** 30;

/** What a segment counts for in the choice; files are limited like units. */
export interface SegmentSize {
  readonly units: number;
  readonly files: number;
  readonly size: number;
}

/** Groups of segments to merge into one each, by their places in `segments`, so that as few as possible remain. */
export function mergeAll(segments: readonly SegmentSize[]): number[][] {
  const groups: { members: number[]; total: SegmentSize }[] = [];
  for (const at of bySize(segments).reverse()) {
    const group = groups.find(({ total }) => fits(total, segments[at]!));
    if (group) {
      group.members.push(at);
      group.total = sum(group.total, segments[at]!);
    } else groups.push({ members: [at], total: segments[at]! });
  }
  return groups.map(({ members }) => members.sort((a, b) => a - b)).filter(({ length }) => length > 1);
}

/** At most one group of the smallest segments: none while there are few segments. */
export function mergeSmallest(segments: readonly SegmentSize[]): number[][] {
  if (segments.length <= MOST_SEGMENTS) return [];
  const members: number[] = [];
  let total: SegmentSize = { units: 0, files: 0, size: 0 };
  for (const at of bySize(segments)) {
    if (segments.length - members.length + 1 <= MERGED_SEGMENTS || !fits(total, segments[at]!)) break;
    members.push(at);
    total = sum(total, segments[at]!);
  }
  return members.length > 1 ? [members.sort((a, b) => a - b)] : [];
}

function bySize(segments: readonly SegmentSize[]): number[] {
  return [...segments.keys()].sort((a, b) => segments[a]!.units - segments[b]!.units || a - b);
}

function fits(a: SegmentSize, b: SegmentSize): boolean {
  const { units, files, size } = sum(a, b);
  return units <= MAX_SEGMENT_UNITS && files <= MAX_SEGMENT_UNITS && size <= MAX_SEGMENT_BYTES;
}

function sum(a: SegmentSize, b: SegmentSize): SegmentSize {
  return { units: a.units + b.units, files: a.files + b.files, size: a.size + b.size };
}
