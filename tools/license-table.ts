// What we say of the licences of packages against what their metadata say, and against what the licence texts in them say by themselves:
//   node dist/tools/license-table.js [--cache DIR] [--verdicts FILE.json] LIST...
// A list has a source a line (npm:NAME@VERSION or pkg:deb/debian/NAME), and comments after #. With --cache the files that matter are kept, so that
// the next run fetches nothing. Each disagreement should have a verdict: {"npm:NAME": {"stated": "...", "text": "..."}}.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { comparedLicense, type Comparison } from './license-table/compare.ts';
import { metadataLicense } from './license-table/metadata.ts';
import { argumentsOf } from '../test/bench/arguments.ts';
import { findFacts } from '../src/sources/facts/find-facts.ts';
import { readLicenseInReadme, readLicenseTexts } from '../src/sources/facts/license-files.ts';
import { placeAt } from '../src/sources/facts/place.ts';
import { openSource } from '../src/sources/open-source.ts';
import { SourceSession } from '../src/sources/source-session.ts';
import { TemporaryFolder } from '../src/sources/temporary-folder.ts';

const { values: options, positionals: lists } = argumentsOf({ options: { cache: { type: 'string' }, verdicts: { type: 'string' } }, allowPositionals: true });
if (lists.length === 0) throw new Error('name the lists: license-table.js [--cache DIR] [--verdicts FILE.json] LIST...');

interface Row {
  readonly spec: string;
  readonly metadata: string | null;
  /** What we say of the work, and where that was found. */
  readonly ours: string;
  readonly source: string | null;
  /** What the texts alone say. */
  readonly text: string | null;
  readonly stated: Comparison;
  readonly byText: Comparison;
}

type Verdicts = Readonly<Record<string, { readonly stated?: string; readonly text?: string }>>;

const AT_ONCE = 4;
/** Files that tell of licences lie near the root. */
const DEEPEST = 2;
const LARGEST = 512 * 1024;
const MOST_FILES = 600;
const TELLING = /(^|\/)(package\.json|[^/]*(licen[cs]e|copying|copyright|readme|notice)[^/]*)$/i;

/** The files of a source that matter here, in a folder. */
async function gather(spec: string, folder: string, session: SourceSession): Promise<void> {
  const source = await openSource(spec, { session, date: '2000-01-01' });
  try {
    let files = 0;
    for await (const { path, size, bytes } of source.files()) {
      if (path.split('/').length > DEEPEST || size > LARGEST || (++files > MOST_FILES && !TELLING.test(path))) continue;
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), await bytes());
    }
  } finally {
    await source.dispose();
  }
}

async function folderOf(spec: string, cache: string, session: SourceSession): Promise<string> {
  const folder = join(cache, encodeURIComponent(spec));
  if (existsSync(folder)) return folder;
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await gather(spec, partial, session);
  await rename(partial, folder);
  return folder;
}

async function rowOf(spec: string, cache: string, session: SourceSession): Promise<Row> {
  const folder = await folderOf(spec, cache, session);
  const { license: ours, licenseSource: source } = await findFacts({ folder, ceiling: folder });
  const place = await placeAt(folder);
  const text = ((await readLicenseTexts(place))?.claim ?? (await readLicenseInReadme(place))?.claim)?.expression ?? null;
  const metadata = await metadataLicense(folder);
  return { spec, metadata, ours, source, text, stated: comparedLicense(metadata, ours === 'NOASSERTION' ? null : ours), byText: comparedLicense(metadata, text) };
}

async function allRows(specs: readonly string[], cache: string): Promise<Row[]> {
  const rows: (Row | null)[] = [];
  const session = new SourceSession();
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < specs.length; at = next++) {
      rows[at] = await rowOf(specs[at], cache, session).catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : String(error));
        return null;
      });
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  } finally {
    await session.close();
  }
  return rows.filter((row) => row !== null);
}

const nameOf = (spec: string): string => spec.replace(/(?<=.)@[^@/]*$/, '');
let unjudged = 0;

/** Figures and disagreements of one comparison. */
function report(title: string, rows: readonly Row[], verdicts: Verdicts, which: 'stated' | 'text'): void {
  const comparison = (row: Row) => (which === 'stated' ? row.stated : row.byText);
  const count = (kind: Comparison) => rows.filter((row) => comparison(row) === kind).length;
  console.log(`${title}: ${rows.length} packages, ${count('equal')} agree, ${count('differs')} differ, ${count('range')} differ only in "or later", ${count('silent')} where we say nothing, ${count('no metadata')} where the metadata say nothing`);
  for (const row of rows.filter((candidate) => comparison(candidate) !== 'equal')) {
    const verdict = verdicts[nameOf(row.spec)]?.[which];
    if (verdict === undefined) unjudged++;
    const said = which === 'stated' ? `${row.ours}${row.source === null ? '' : ` from ${row.source}`}` : row.text ?? 'nothing';
    console.log(`  ${comparison(row).padEnd(11)} ${row.spec}: metadata ${row.metadata ?? 'nothing'}, we ${said}\n              ${verdict ?? 'NOT LOOKED AT'}`);
  }
}

const verdicts = options.verdicts === undefined ? {} : JSON.parse(await readFile(options.verdicts, 'utf8')) as Verdicts;
const temporary = options.cache === undefined ? await TemporaryFolder.create() : null;
try {
  for (const list of lists) {
    const specs = (await readFile(list, 'utf8')).split('\n').map((line) => line.replace(/\s*#.*/, '').trim()).filter((line) => line !== '');
    const rows = await allRows(specs, options.cache ?? temporary?.path ?? '');
    report(`${list}, what we say`, rows, verdicts, 'stated');
    report(`${list}, licence texts alone`, rows, verdicts, 'text');
    if (rows.length < specs.length) process.exitCode = 1;
  }
} finally {
  await temporary?.remove();
}
if (unjudged > 0) {
  console.log(`${unjudged} disagreements without a verdict`);
  process.exitCode = 1;
}
