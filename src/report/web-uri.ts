/**
 * The address where an original can be read, or null. Only http and https: an index is somebody's data, and a `javascript:` or `file:`
 * link in a report would act on the reader's machine.
 */
export function webUri(address: string | null): string | null {
  if (!address) return null;
  try {
    const url = new URL(address);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
