// Paths as the URIs that SARIF wants: RFC 3986, everything else percent-encoded.

/** Name of the folder that relative paths start from. */
export const sourceRoot = 'SRCROOT';

export interface FileUri {
  readonly uri: string;
  /** Set for relative paths only: an absolute one needs no base. */
  readonly uriBaseId?: string;
}

/** A path of the report (always with `/`) as a URI. Understands `/x`, `C:/x` and `//server/share/x`. */
export function fileUri(path: string): FileUri {
  const drive = /^[A-Za-z]:(?=\/)/.exec(path)?.[0];
  if (drive) return { uri: `file:///${drive}${encodePath(path.slice(drive.length))}` };
  if (path.startsWith('//')) return { uri: `file:${encodePath(path)}` };
  if (path.startsWith('/')) return { uri: `file://${encodePath(path)}` };
  return { uri: encodePath(path), uriBaseId: sourceRoot };
}

/** The address without `#L10-L20`: the region says it, and an artifact is the whole page. */
export function withoutFragment(uri: string): string {
  return uri.replace(/#.*$/s, '');
}

function encodePath(path: string): string {
  // encodeURIComponent throws on half a surrogate pair, which a file name on Windows may hold.
  return path.replace(/\p{Cs}/gu, '\ufffd').split('/').map(encodeURIComponent).join('/');
}
