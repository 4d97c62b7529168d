import { packageOfPurl, versionOfPurl } from './project/package-key.ts';

/** What of a match says whose it is. */
export interface NamedWork {
  readonly work: string;
  readonly version: string | null;
  readonly purl: string | null;
}

/** Whether a selector of the policy means a work: NAME, NAME@VERSION or a package URL with or without version; `*` is any run of characters. */
export function selects(selector: string, { work, version, purl }: NamedWork): boolean {
  const text = selector.trim();
  if (text.startsWith('pkg:')) {
    const [wanted, at] = [packageOfPurl(text), versionOfPurl(text)];
    const own = packageOfPurl(purl);
    return wanted !== null && own !== null && like(wanted, own) && (at === null || at === version);
  }
  const at = text.lastIndexOf('@');
  return like(text, work) || (at > 0 && text.slice(at + 1) === version && like(text.slice(0, at), work));
}

/** The selector that means exactly a work in all its versions: what "ignore this work" writes. */
export function selectorOf({ work, purl }: NamedWork): string {
  if (purl === null) return work;
  const at = purl.lastIndexOf('@');
  return at > purl.lastIndexOf('/') && at > 0 ? purl.slice(0, at) : purl.replace(/[?#].*$/, '');
}

function like(pattern: string, text: string): boolean {
  const parts = pattern.toLowerCase().split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text.toLowerCase());
}
