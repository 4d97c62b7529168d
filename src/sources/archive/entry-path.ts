/**
 * The path of an archive entry as a path below the folder that it is unpacked into, or null where it leads out of it (`leadsOut`) or
 * is no name for a file there.
 */
export function safeEntryPath(path: string, platform: NodeJS.Platform = process.platform): string | null {
  if (path === '' || path.length > 4096 || leadsOut(path)) return null;
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.length === 0 || segments.some((segment) => UNUSABLE.test(segment) || segment.length > 255)) return null;
  if (platform === 'win32' && segments.some((segment) => UNUSABLE_ON_WINDOWS.test(segment))) return null;
  return segments.join('/');
}

/** Whether whoever unpacks the path carelessly, on any system, writes outside of the folder. No honest archive has such paths. */
export function leadsOut(path: string): boolean {
  return /^[/\\]|^[a-z]:[/\\]|\0/i.test(path) || path.split(/[/\\]/).includes('..');
}

/** `\` is a separator to whoever unpacks on Windows, and control characters have no business in a name. */
const UNUSABLE = /[\u0000-\u001f\u007f\\]/;

/** Streams, devices, and the dots and spaces that Windows drops from the end. */
const UNUSABLE_ON_WINDOWS = /[:<>"|?*]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
