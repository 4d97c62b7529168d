import type { BilledWork } from '../store/bill.ts';

/** What a bill of materials says besides the works. */
export interface SbomFacts {
  /** What the index is called. */
  readonly name: string;
  readonly toolVersion: string;
  /** When it was made, `YYYY-MM-DDThh:mm:ssZ`; null leaves it out, so that equal indexes give equal bytes. */
  readonly created: string | null;
}

/** A UUID of version 8 from a digest: the same for the same works. */
export function uuidOf(digest: string): string {
  const variant = '89ab'[Number.parseInt(digest[16]!, 16) % 4];
  return [digest.slice(0, 8), digest.slice(8, 12), `8${digest.slice(13, 16)}`, `${variant}${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-');
}

/** A name for each work that no other work of the bill has: letters, digits and hyphens. */
export function referencesOf(works: readonly BilledWork[]): Map<BilledWork, string> {
  const seen = new Map<string, number>();
  return new Map(works.map((work) => {
    const digits = work.id.slice(0, 16);
    const before = seen.get(digits) ?? 0;
    seen.set(digits, before + 1);
    return [work, before === 0 ? `work-${digits}` : `work-${digits}-${before + 1}`];
  }));
}
