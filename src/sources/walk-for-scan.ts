import { stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { IGNORE_FILES, isIgnored, layer, layersAbove, readLayer } from './ignore-layers.ts';
import type { IgnoreLayer } from './ignore-layers.ts';
import { reasonOf } from './reason.ts';
import { walkFolder } from './walk.ts';

export interface ScanOptions {
  /** Further patterns in the syntax of .gitignore, relative to `cwd`. They win over the files. */
  readonly ignore?: readonly string[];
  /** The same, relative to another folder (absolute); `ignore` wins over them. */
  readonly leaveOut?: { readonly folder: string; readonly patterns: readonly string[] };
  /** Default: the process's. */
  readonly cwd?: string;
}

export interface ScanFile {
  readonly kind: 'file';
  /** Relative to `cwd` where it lies below it, else absolute; with `/`. */
  readonly path: string;
  /** Absolute, as the system writes it. */
  readonly file: string;
  readonly size: number;
}

export type Scanned =
  | ScanFile
  | {
      readonly kind: 'problem';
      readonly path: string;
      readonly reason: string;
      /** Whether the user named the very place: a mistake in the command then, not a flaw of the tree. */
      readonly named: boolean;
    };

/**
 * The files to scan below the named paths, each once, in the order of the arguments and then of the paths. Files named
 * explicitly always come; in folders, .gitignore and .nearcopyignore are honoured from the root of the repository down.
 */
export async function* walkForScan(paths: readonly string[], options: ScanOptions = {}): AsyncGenerator<Scanned> {
  const cwd = resolve(options.cwd ?? process.cwd());
  const seen = new Set<string>();
  for (const path of paths) {
    for await (const found of walkNamed(resolve(cwd, path), cwd, options)) {
      if (found.kind === 'file') {
        if (seen.has(found.file)) continue;
        seen.add(found.file);
      }
      yield found;
    }
  }
}

async function* walkNamed(named: string, cwd: string, options: ScanOptions): AsyncGenerator<Scanned> {
  let stats;
  try {
    stats = await stat(named);
  } catch (error) {
    yield { kind: 'problem', path: displayPath(named, cwd), reason: reasonOf(error), named: true };
    return;
  }
  if (stats.isDirectory()) yield* walkTree(named, cwd, options);
  else if (stats.isFile()) yield { kind: 'file', path: displayPath(named, cwd), file: named, size: stats.size };
  else yield { kind: 'problem', path: displayPath(named, cwd), reason: 'neither a file nor a folder', named: true };
}

async function* walkTree(root: string, cwd: string, { ignore = [], leaveOut }: ScanOptions): AsyncGenerator<Scanned> {
  const extra = [...leaveOut ? [layer(leaveOut.folder, leaveOut.patterns)] : [], ...ignore.length > 0 ? [layer(baseOf(root, cwd), ignore)] : []];
  const rules = new RulesInForce(await layersAbove(root), extra);
  const reader = {
    skip: (path: string, isFolder: boolean) => rules.ignore(join(root, path), isFolder),
    enter: async (path: string, names: readonly string[]) => {
      const folder = join(root, path);
      rules.enter(folder, IGNORE_FILES.some((name) => names.includes(name)) ? await readLayer(folder) : null);
    },
  };
  for await (const found of walkFolder(root, reader)) {
    const path = displayPath(join(root, found.path), cwd);
    if (found.kind === 'file') yield { ...found, path };
    else yield { ...found, path, named: found.path === '.' };
  }
}

/** The ignore rules that hold in the folder where the walk is. The walk is depth first, so that they form a stack. */
class RulesInForce {
  readonly #stack: { readonly folder: string; readonly layers: readonly IgnoreLayer[] }[] = [];
  readonly #outer: readonly IgnoreLayer[];
  readonly #extra: readonly IgnoreLayer[];

  constructor(outer: readonly IgnoreLayer[], extra: readonly IgnoreLayer[]) {
    this.#outer = outer;
    this.#extra = extra;
  }

  /**
   * In a folder that was entered although a layer hides it (the user named it, or an inner layer took it back), that
   * layer has nothing more to say.
   */
  enter(folder: string, own: IgnoreLayer | null): void {
    while (this.#stack.length > 0 && !isBelow(folder, this.#stack[this.#stack.length - 1].folder)) this.#stack.pop();
    const inherited = this.#stack[this.#stack.length - 1]?.layers ?? [...this.#outer, ...this.#extra];
    const layers = inherited.filter((candidate) => !isIgnored([candidate], folder, true));
    if (own !== null) layers.splice(layers.length - this.#extraIn(layers), 0, own);
    this.#stack.push({ folder, layers });
  }

  ignore(file: string, isFolder: boolean): boolean {
    return isIgnored(this.#stack[this.#stack.length - 1]?.layers ?? [], file, isFolder);
  }

  #extraIn(layers: readonly IgnoreLayer[]): number {
    return layers.filter((candidate) => this.#extra.includes(candidate)).length;
  }
}

function baseOf(root: string, cwd: string): string {
  return root === cwd || isBelow(root, cwd) ? cwd : root;
}

function displayPath(file: string, cwd: string): string {
  const path = isBelow(file, cwd) ? relative(cwd, file) : file;
  return path.split(sep).join('/');
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
