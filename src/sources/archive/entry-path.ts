/**
 * The path of an archive entry as a path below the folder that it is unpacked into, or null where it would lead out of it or
 * name something else than a file there.
 */
export function safeEntryPath(path: string, platform: NodeJS.Platform = process.platform): string | null {
  if (path === '' || path.length > 4096 || /^[/\\]|^[a-z]:[/\\]/i.test(path)) return null;
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.length === 0 || segments.some((segment) => UNSAFE.test(segment) || segment.length > 255)) return null;
  if (platform === 'win32' && segments.some((segment) => UNSAFE_ON_WINDOWS.test(segment))) return null;
  return segments.join('/');
}

/** `\` is a separator to whoever unpacks on Windows, and control characters have no business in a name. */
const UNSAFE = /^\.\.$|[\u0000-\u001f\u007f\\]/;

/** Streams, devices, and the dots and spaces that Windows drops from the end. */
const UNSAFE_ON_WINDOWS = /[:<>"|?*]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
