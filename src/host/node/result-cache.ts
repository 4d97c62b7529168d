import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { UnjudgedFinding } from '../../core/match/findings.ts';
import type { StoredIndex } from '../../store/open.ts';
import { contentsOf, type Checked } from './workshop.ts';

/** What findings depend on besides the file's content. */
export interface CacheContext {
  /** Hash of everything that computes: program, grammars, alphabets, models. */
  readonly program: string;
  /** In the order in which they are asked. */
  readonly indexes: readonly Pick<StoredIndex, 'manifest'>[];
  readonly expectedAtMost: number;
}

/**
 * Results of checks by content, from one scan to the next: before policy has judged them, so that a changed policy needs no new scan.
 * Never fails: what can't be read counts as absent, and what can't be written is not remembered.
 */
export interface ResultCache {
  /** `path` is what the findings shall say. */
  get(key: string, path: string): Checked | null;
  /** Remembers a result of indexes that hold `contents` (see `contentsOf`), unless the cache is of others: an index may be changed while a scan asks it. */
  put(key: string, result: Checked, contents: string): void;
  /** Writes what is new, and lets go of what has not been asked for longest where the folder grows too large. Whether there is something that the next run will find. */
  save(): boolean;
}

/** The folder for caches that users of this system expect. */
export function defaultCacheFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'nearcopy');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'nearcopy', 'Cache');
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches', 'nearcopy') : join(homedir(), '.cache', 'nearcopy');
}

/** The key of a file: its content, and what of its path the engine looks at. */
export function resultKey(bytes: Uint8Array, facets: string): string {
  return createHash('sha256').update(facets).update('\0').update(bytes).digest('hex').slice(0, 32);
}

/** Opens the cache of a context in a folder; one file for each context. */
export function openResultCache(folder: string, context: CacheContext, limits: CacheLimits = DEFAULT_LIMITS): ResultCache {
  const contents = contentsOf(context.indexes);
  const file = join(folder, `${nameOf(context, contents)}.results`);
  const kept = readEntries(file);
  const used = new Map<string, Entry>();
  let isChanged = false;
  return {
    get(key, path) {
      const entry = used.get(key) ?? kept.get(key);
      if (entry === undefined) return null;
      used.set(key, entry);
      return resultOf(entry, path);
    },
    put(key, result, from) {
      const entry = from === contents ? entryOf(result) : null;
      if (entry === null) return;
      used.set(key, entry);
      isChanged = true;
    },
    save() {
      try {
        if (isChanged) writeEntries(folder, file, used, limits);
        else if (used.size > 0) utimesSync(file, new Date(), new Date());
        sweep(folder, file, limits);
        return used.size > 0;
      } catch {
        return false; // a full or read-only disk costs the next scan time, nothing else
      }
    },
  };
}

export interface CacheLimits {
  /** Of one context. */
  readonly bytes: number;
  /** Of all contexts in the folder. */
  readonly allBytes: number;
}

const DEFAULT_LIMITS: CacheLimits = { bytes: 64 * 2 ** 20, allBytes: 192 * 2 ** 20 };

/** As it stands in the file: a line each, `KEY CHECK JSON`. */
type Entry = { readonly functions: number; readonly findings: readonly Omit<UnjudgedFinding, 'file'>[] } | { readonly skipped: string };

const nameOf = ({ program, expectedAtMost }: CacheContext, contents: string): string => createHash('sha256').update(JSON.stringify([FORMAT, program, expectedAtMost, contents])).digest('hex').slice(0, 32);

/** Raise it when an entry changes its form. */
const FORMAT = 1;

function entryOf(result: Checked): Entry | null {
  if (result.kind === 'done') return { functions: result.functions, findings: result.findings.map(({ file: _, ...finding }) => finding) };
  // A slow machine or a crash is no property of the content.
  return LASTING.has(result.reason) ? { skipped: result.reason } : null;
}

const LASTING = new Set(['generated', 'minified', 'binary']);

function resultOf(entry: Entry, path: string): Checked {
  if ('skipped' in entry) return { kind: 'skipped', reason: entry.skipped };
  return { kind: 'done', functions: entry.functions, findings: entry.findings.map(({ key, ...finding }) => ({ key, file: path, ...finding })) };
}

const checkOf = (key: string, json: string): string => createHash('sha256').update(key).update(json).digest('hex').slice(0, 8);

function readEntries(file: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return entries;
  }
  for (const line of text.split('\n')) {
    const [key, check] = line.split(' ', 2);
    const json = line.slice(key.length + 10);
    // A line that was damaged or cut is as good as none.
    if (check === undefined || checkOf(key, json) !== check) continue;
    entries.set(key, JSON.parse(json) as Entry);
  }
  return entries;
}

/** What this run asked for comes first, then what another run has written meanwhile or before, as far as there is room. */
function writeEntries(folder: string, file: string, used: ReadonlyMap<string, Entry>, { bytes }: CacheLimits): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lines: string[] = [];
  let size = 0;
  for (const [key, entry] of [...used, ...[...readEntries(file)].filter(([key]) => !used.has(key))]) {
    const json = JSON.stringify(entry);
    size += json.length + 44;
    if (size > bytes) break;
    lines.push(`${key} ${checkOf(key, json)} ${json}\n`);
  }
  const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(draft, lines.join(''), { mode: 0o600 });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes the caches that were used longest ago, and drafts that a killed process left. */
function sweep(folder: string, current: string, { allBytes }: CacheLimits): void {
  const files = readdirSync(folder).filter((name) => /^[0-9a-f]{32}\.results(\.[0-9a-f]+\.tmp)?$/.test(name)).map((name) => ({ path: join(folder, name), stats: statSync(join(folder, name), { throwIfNoEntry: false }) }));
  let left = files.reduce((sum, { stats }) => sum + (stats?.size ?? 0), 0);
  for (const { path, stats } of files.sort((a, b) => (a.stats?.mtimeMs ?? 0) - (b.stats?.mtimeMs ?? 0))) {
    const isOldDraft = path.endsWith('.tmp') && stats !== undefined && Date.now() - stats.mtimeMs > 3_600_000;
    if (!isOldDraft && (left <= allBytes || path === current)) continue;
    rmSync(path, { force: true });
    left -= stats?.size ?? 0;
  }
}
