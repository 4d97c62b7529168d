/** A file of a Debian source package, as its control file (.dsc) states it. */
export interface ControlledFile {
  readonly name: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface SourceControl {
  readonly source: string;
  readonly version: string;
  readonly files: readonly ControlledFile[];
}

/** What a .dsc file says, signed or not; null where it is broken or names files outside of its folder. */
export function parseSourceControl(text: string): SourceControl | null {
  const lines = text.replace(/\r/g, '');
  const field = (name: string): string | undefined => new RegExp(`^${name}: *(\\S+)$`, 'm').exec(lines)?.[1];
  const listed = /^Checksums-Sha256:[ \t]*\n((?:[ \t]+\S.*\n?)+)/m.exec(lines)?.[1] ?? '';
  const files = listed.trim().split('\n').map((line) => /^\s*([0-9a-f]{64}) +(\d+) +([\w.+~%:-]+)$/.exec(line));
  const source = field('Source');
  const version = field('Version');
  if (source === undefined || version === undefined || files.length === 0) return null;
  if (files.some((file) => file === null || file[3].startsWith('.'))) return null;
  return { source, version, files: files.map((file) => ({ sha256: file![1], size: Number(file![2]), name: file![3] })) };
}

/** What a file of a source package is: the original work, a further part of it (`component`), or what Debian adds. */
export type SourcePart = { readonly kind: 'original' | 'packaging' | 'difference' } | { readonly kind: 'component'; readonly component: string };

/** The part that a file is, by its name; null for signatures and the like. */
export function partOf(name: string): SourcePart | null {
  if (/\.diff\.gz$/.test(name)) return { kind: 'difference' };
  if (/\.debian\.tar\.\w+$/.test(name)) return { kind: 'packaging' };
  if (/\.orig\.tar\.\w+$/.test(name)) return { kind: 'original' };
  const component = /\.orig-([a-zA-Z0-9-]+)\.tar\.\w+$/.exec(name)?.[1];
  if (component !== undefined) return { kind: 'component', component };
  // A package of Debian's own has one archive, and it is the work.
  return /\.tar\.\w+$/.test(name) ? { kind: 'original' } : null;
}

/** The files below `debian/` that a difference of the old format makes. Changes to other files are patches, and left aside. */
export function filesOfDifference(text: string): { readonly path: string; readonly content: string }[] {
  return text.split(/^--- (?=.*\n\+\+\+ )/m).flatMap((patch) => {
    const [, path] = /^.*\n\+\+\+ [^/\n]+\/(debian\/[\w.+/-]+)[^\n]*\n@@ -0,0 /.exec(patch) ?? [];
    if (path === undefined || path.split('/').includes('..')) return [];
    return [{ path, content: patch.split('\n').filter((line) => line.startsWith('+') && !line.startsWith('+++ ')).map((line) => `${line.slice(1)}\n`).join('') }];
  });
}
