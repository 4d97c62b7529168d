import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { UnjudgedFinding } from '../../core/match/findings.ts';
import type { Report, Skipped, StaleIgnore } from '../../core/report.ts';
import { isGeneratedText } from '../../core/tokens/generated.ts';
import { decodeText, tooLargeReason } from '../../core/tokens/screen.ts';
import { defaultPolicy, expectedAtMostOf, type EvidenceChoice, type Policy } from '../../policy/policy.ts';
import { reasonOf } from '../../sources/reason.ts';
import { walkForScan, type ScanFile } from '../../sources/walk-for-scan.ts';
import { isWithin, realPlace, realPlaces } from './folders.ts';
import { createJudge, type JudgedFile } from './judge.ts';
import { loadLanguages } from './grammar-files.ts';
import { InOrder } from './in-order.ts';
import { LITTLE_CODE } from './little-code.ts';
import { openAhead } from './opened-ahead.ts';
import { findPolicyFile, type PolicyFile } from './policy-file.ts';
import { resultKey, type ResultCache } from './result-cache.ts';
import { openScanCache } from './scan-cache.ts';
import { createJobRunner } from './worker-pool.ts';
import type { Checked, Job } from './workshop.ts';

export interface ScanRequest {
  /** Files and folders, relative to `cwd` or absolute. Files are scanned whatever the ignore files say. */
  readonly paths: readonly string[];
  /** What paths in the report are relative to. Default: the process's. */
  readonly cwd?: string;
  readonly indexes: readonly string[];
  /** Files with the secrets of indexes that are keyed. */
  readonly keyFiles?: readonly string[];
  /** Wins over the policy. */
  readonly choice?: EvidenceChoice;
  /** Further patterns as in .gitignore, relative to `cwd`. */
  readonly ignore?: readonly string[];
  /** Only these files of what `paths` name: absolute, with no links on the way. */
  readonly only?: ReadonlySet<string>;
  /** Threads. Default: as many as the machine has cores, the last one only where there is much to do (`createJobRunner`). */
  readonly workers?: number;
  /** Default: looked up from what is scanned, and from `cwd`. Null for none. */
  readonly policy?: PolicyFile | null;
  /** Folder for results by content; null or missing for none. */
  readonly cache?: string | null;
  /** Says in the findings where exactly the evidence stands, for views side by side. Such results are not cached. */
  readonly withDetail?: boolean;
  /** Ends the scan with the signal's reason; its threads end too. */
  readonly signal?: AbortSignal;
  /** Called before any file is read, where there is no more than `LITTLE_CODE` to scan. */
  readonly onLittleCode?: () => void;
  readonly onProgress?: (progress: ScanProgress) => void;
  /** The cache has what was checked, for the next scan; also where this one was ended early. */
  readonly onRemembered?: () => void;
  /** For each file that was checked, as soon as it was; `path` as in the report. */
  readonly onFindings?: (path: string, judged: JudgedFile) => void;
  /** Takes what was found in a file as soon as all files before it, by path, are done. The report then has no findings, neither loud nor quiet. */
  readonly inOrder?: (judged: JudgedFile) => void;
}

export interface ScanProgress {
  readonly done: number;
  readonly total: number;
  /** The file that was done last. */
  readonly path: string;
}

/** What was asked for can't be scanned. The message stands on its own. */
export class ScanError extends Error {
  override readonly name = 'ScanError';
}

const unreadable = (path: string, reason: string): ScanError => new ScanError(`${path}: ${reason}. Check the path.`);

/** Looks for copies in files and folders. Reads files and the cache; prints nothing. */
export async function scanPaths(request: ScanRequest): Promise<Report> {
  const started = performance.now();
  const { indexes, keyFiles = [], signal, onProgress, onFindings, onRemembered, inOrder } = request;
  const cwd = resolve(request.cwd ?? process.cwd());
  const policyFile = request.policy === undefined ? await policyFor(request.paths, cwd) : request.policy;
  const policy = policyFile?.policy ?? defaultPolicy;
  const expectedAtMost = expectedAtMostOf(policy, request.choice);
  signal?.throwIfAborted();
  const { withDetail = false } = request;
  const cache = await openScanCache(withDetail ? null : request.cache ?? null, indexes, keyFiles, expectedAtMost);
  const shared = shareSources();
  const skipped: Skipped[] = [];
  const { files, isWhole } = await filesToScan(request, policyFile, skipped);
  const paths = request.paths.map((path) => resolve(cwd, path));
  const judge = createJudge(request.paths, policyFile, cwd);
  const judged: JudgedFile[] = [];
  const places = inOrder ? placesByPath(files) : [];
  const ordered = inOrder ? new InOrder(inOrder) : null;
  const keys = new Set<string>();
  let [done, read, functions] = [0, 0, 0];
  // Who asks for more evidence, or leaves out more, may miss what the policy ignores.
  let isAllChecked = isWhole && request.only === undefined && request.choice?.level === undefined && request.choice?.expectedAtMost === undefined && (request.ignore ?? []).length === 0;

  const settle = async (scanned: ScannedFile, bytes: Uint8Array | null, result: Checked): Promise<void> => {
    let found = NOTHING;
    if (result.kind === 'skipped') {
      skipped.push({ file: scanned.path, reason: result.reason });
      isAllChecked &&= bytes !== null;
    } else {
      read++;
      functions += result.functions;
      if (result.findings.length > 0) found = await judge(scanned.file, bytes && (decodeText(bytes)?.text ?? null), result.findings.map(shared));
      for (const { key } of result.findings) keys.add(key);
      if (signal?.aborted) return; // while it was judged: nobody listens any more
      if (found !== NOTHING && !ordered) judged[scanned.order] = found;
      onFindings?.(scanned.path, found);
    }
    ordered?.put(places[scanned.order]!, found);
    onProgress?.({ done: ++done, total: files.length, path: scanned.path });
  };
  const runner = createJobRunner({ kind: 'check', indexes, keyFiles, expectedAtMost, withDetail }, request.workers === undefined ? {} : { workers: request.workers });
  try {
    await untilAborted(signal, async (isAborted) => {
      for await (const { job, result, contents } of runner.run(unknownJobs(files, cache, settle, isAborted))) {
        if (isAborted()) return;
        const checked = result as Checked;
        cache?.put(job.key, checked, contents);
        await settle(job.scanned, job.bytes, checked);
      }
    });
  } finally {
    if (cache?.save()) onRemembered?.();
    // Whoever stopped the scan need not wait for its threads to end.
    const closing = runner.close();
    if (!signal?.aborted) await closing;
  }
  skipped.sort((a, b) => (a.file < b.file ? -1 : 1));
  const all = judged.filter((one) => one !== undefined);
  return {
    version: 1,
    stats: { files: read, functions, milliseconds: Math.round(performance.now() - started) },
    findings: all.flatMap(({ findings }) => findings),
    quiet: all.flatMap(({ quiet }) => quiet),
    stale: policyFile !== null && isAllChecked && paths.some((path) => isWithin(policyFile.folder, path)) ? staleOf(policy, keys) : [],
    skipped,
  };
}

/** The jobs of a scan without cache: for who looks into the engine. Of the policy only what it leaves out counts; it is not looked up. */
export async function* scanJobs(request: ScanRequest, onSkipped: (skipped: Skipped) => void): AsyncGenerator<Job> {
  const skipped: Skipped[] = [];
  const { files } = await filesToScan(request, request.policy ?? null, skipped);
  skipped.forEach(onSkipped);
  for (const { path, file, isNamed } of files) {
    const bytes = await readFile(file).catch((error: unknown) => reasonOf(error));
    if (typeof bytes !== 'string') yield { path, bytes: new Uint8Array(bytes), isNamed };
    else if (isNamed) throw unreadable(path, bytes);
    else onSkipped({ file: path, reason: bytes });
  }
}

const NOTHING: JudgedFile = { findings: [], quiet: [] };

interface ScannedFile extends Pick<ScanFile, 'path' | 'file'> {
  readonly order: number;
  readonly isNamed: boolean;
  /** What of the path the engine looks at. */
  readonly facets: string;
}

interface ScanJob extends Job {
  readonly scanned: ScannedFile;
  readonly key: string;
}

/** For each file, how many come before it by path: files come in the order of the arguments. */
function placesByPath(files: readonly ScannedFile[]): readonly number[] {
  const places: number[] = [];
  [...files].sort((a, b) => (a.path < b.path ? -1 : 1)).forEach(({ order }, place) => (places[order] = place));
  return places;
}

/** The files that there are, in order; what can't be scanned is skipped with a reason, unless it was named. Whole where every folder could be read. */
async function filesToScan(request: ScanRequest, policyFile: PolicyFile | null, skipped: Skipped[]): Promise<{ readonly files: ScannedFile[]; readonly isWhole: boolean }> {
  const cwd = resolve(request.cwd ?? process.cwd());
  const named = new Set(request.paths.map((path) => resolve(cwd, path)));
  const languages = await loadLanguages();
  const leaveOut = policyFile === null ? {} : { leaveOut: { folder: policyFile.folder, patterns: policyFile.policy.paths } };
  const files: ScannedFile[] = [];
  const placeOf = realPlaces();
  const facets = new Map<string, string>(); // each once, however many files have them
  let bytes = 0;
  let isWhole = true;
  for await (const found of walkForScan(request.paths, { cwd, ignore: request.ignore ?? [], ...leaveOut })) {
    request.signal?.throwIfAborted();
    if (found.kind === 'problem') {
      if (found.named) throw unreadable(found.path, found.reason);
      skipped.push({ file: found.path, reason: found.reason });
      isWhole = false;
      continue;
    }
    const { path, file } = found;
    const isNamed = named.has(file);
    // A link that was named stands for itself and for what it leads to.
    if (request.only && !request.only.has(await placeOf(file)) && !(isNamed && request.only.has(await realPlace(file)))) continue;
    const candidates = languages.ofPath(path);
    const tooLarge = tooLargeReason(found.size);
    // In a folder most files are no code; that is no news.
    if (candidates.length === 0 && !isNamed) continue;
    if (candidates.length === 0 || tooLarge !== null) skipped.push({ file: path, reason: tooLarge !== null && candidates.length > 0 ? tooLarge : 'unknown language' });
    else {
      bytes += found.size;
      files.push({ order: files.length, path, file, isNamed, facets: one(facets, [candidates.map(({ data }) => data.id), isNamed, isGeneratedText('', path)].join()) });
    }
  }
  if (bytes <= LITTLE_CODE) request.onLittleCode?.();
  return { files, isWhole };
}

/** The text that was there first of those that are equal. */
function one(known: Map<string, string>, text: string): string {
  const first = known.get(text);
  if (first === undefined) known.set(text, text);
  return first ?? text;
}

/** Reads the files; what the cache knows is settled at once, the rest become jobs. */
async function* unknownJobs(files: readonly ScannedFile[], cache: ResultCache | null, settle: (scanned: ScannedFile, bytes: Uint8Array | null, result: Checked) => Promise<void>, isAborted: () => boolean): AsyncGenerator<ScanJob> {
  for await (const { request: scanned, opened } of openAhead(files, READ_AHEAD, ({ file }) => readFile(file), async () => {})) {
    if (isAborted()) return;
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await opened);
    } catch (error) {
      if (scanned.isNamed) throw unreadable(scanned.path, reasonOf(error));
      await settle(scanned, null, { kind: 'skipped', reason: reasonOf(error) });
      continue;
    }
    if (isAborted()) return;
    const key = resultKey(bytes, scanned.facets);
    const known = cache?.get(key, scanned.path) ?? null;
    if (known !== null) await settle(scanned, bytes, known);
    else yield { path: scanned.path, bytes, isNamed: scanned.isNamed, scanned, key };
  }
}

/** Files that are read ahead: each takes its time to come, and some together don't take much more. */
const READ_AHEAD = 8;

/** Does work until it ends or the signal says stop; then throws the signal's reason at once, whatever the work is waiting for. */
async function untilAborted(signal: AbortSignal | undefined, work: (isAborted: () => boolean) => Promise<void>): Promise<void> {
  signal?.throwIfAborted();
  const working = work(() => signal?.aborted ?? false);
  if (signal === undefined) return working;
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, failed) => {
    stop = () => failed(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  working.catch(() => undefined); // threads that end under it make it fail, and nobody waits any more
  try {
    await Promise.race([working, stopped]);
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Indexes may keep the text of originals, and every finding of a file then brings its own copy: makes them one. */
function shareSources(): (finding: UnjudgedFinding) => UnjudgedFinding {
  const sources = new Map<string, string>();
  return (finding) => {
    const { detail, match } = finding;
    if (!detail || detail.source === null) return finding;
    if (!sources.has(match.content)) sources.set(match.content, detail.source);
    return { ...finding, detail: { ...detail, source: sources.get(match.content)! } };
  };
}

/** The policy nearest to what is scanned, else the one of the working directory; null for none. Throws a `PolicyError`. */
export async function policyFor(paths: readonly string[], cwd: string = process.cwd()): Promise<PolicyFile | null> {
  const start = paths.length === 0 ? cwd : paths.map((path) => resolve(cwd, path)).reduce(commonFolder);
  return await findPolicyFile(start) ?? findPolicyFile(cwd);
}

function commonFolder(a: string, b: string): string {
  let folder = a;
  while (!isWithin(b, folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** Ignores that matched nothing, where all was scanned that the policy is for. */
function staleOf({ ignore }: Policy, found: ReadonlySet<string>): StaleIgnore[] {
  return ignore.filter(({ key }) => !found.has(key)).map(({ key, work, reason }) => ({ key, work, reason }));
}
