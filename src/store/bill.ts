import type { CatalogueInput } from '../core/index/catalogue-writer.ts';
import { indexDigest } from '../core/index/digest.ts';
import type { OpenedIndex } from '../core/index/opened-index.ts';
import { compareText, type WorkLabels } from '../core/index/work-identity.ts';

/** What an index is made of, as bills of materials tell it. */
export interface IndexBill {
  /** The digest of the index, in hexadecimal. */
  readonly digest: string;
  readonly engine: string;
  /** By name, version and identity. */
  readonly works: readonly BilledWork[];
}

export interface BilledWork {
  readonly id: string;
  readonly labels: WorkLabels;
  readonly files: number;
  /** Licences that files state of their own and that differ from the work's, by expression. */
  readonly fileLicenses: readonly { readonly license: string; readonly files: number }[];
}

/** The works of an index with their licences, for a bill of materials. */
export function billOf(index: OpenedIndex): IndexBill {
  const works = index.catalogue.inputs().map(billed);
  const key = ({ id, labels }: BilledWork): string => `${labels.name}\0${labels.version ?? ''}\0${id}`;
  return { digest: indexDigest(index), engine: index.manifest.engine, works: works.sort((a, b) => compareText(key(a), key(b))) };
}

function billed({ id, labels, files }: CatalogueInput): BilledWork {
  const own = new Map<string, number>();
  for (const { license } of files) if (license !== null && license !== labels.license) own.set(license, (own.get(license) ?? 0) + 1);
  const fileLicenses = [...own].map(([license, count]) => ({ license, files: count })).sort((a, b) => compareText(a.license, b.license));
  return { id, labels, files: files.length, fileLicenses };
}
