// Writes the list of the starter index from the names in it: exact version, integrity, licence and date of each, as Nearcopy itself finds them.
// What the list has already stays as it is; --update takes the current version of everything.
//   node dist/tools/starter-list.js [--update] NAMES LIST
// NAMES is a list of sources, with or without versions; `without` of LIST, which holds for all of its works, is edited there by hand.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { openAhead } from '../src/host/node/opened-ahead.ts';
import { openSource } from '../src/sources/open-source.ts';
import { readSourceList } from '../src/sources/source-list.ts';
import { SourceSession } from '../src/sources/source-session.ts';
import { SourceError, type Source, type SourceRequest } from '../src/sources/source.ts';
import { argumentsOf } from '../test/bench/arguments.ts';

interface ListedWork {
  readonly source: string;
  readonly integrity: string;
  readonly license: string;
  readonly date?: string;
  readonly only?: string;
  readonly without?: string;
  /** For people, such as why the licence is another than the one found. */
  readonly note?: string;
}

interface StarterList {
  readonly without: string;
  readonly works: readonly ListedWork[];
}

const { positionals: [names, list], values: { update = false } } = argumentsOf({ allowPositionals: true, options: { update: { type: 'boolean' } } });
if (names === undefined || list === undefined) throw new Error('usage: node dist/tools/starter-list.js [--update] NAMES LIST');
const before: StarterList = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) as StarterList : { without: '', works: [] };
const listed = new Map(before.works.map((work) => [nameOf(work.source), work]));
const session = new SourceSession();
const works: ListedWork[] = [];
const failed: string[] = [];
let lookedUp = 0;
const wanted = await readSourceList(names);
const twice = wanted.filter(({ spec }, index) => wanted.findIndex((other) => nameOf(other.spec) === nameOf(spec)) !== index);
if (twice.length > 0) throw new Error(`${names} has these twice: ${twice.map(({ spec }) => spec).join(', ')}`);

const AHEAD = 3;
for await (const { request, opened } of openAhead(wanted, AHEAD, lookUp, async () => {})) {
  try {
    works.push(await opened);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    // What can't be had today stays in the list with its hash: it may be back, and where it is gone the build takes the current version and says so.
    const old = listed.get(nameOf(request.spec));
    if (old !== undefined) works.push(asListed(old, request));
    failed.push(`${old === undefined ? 'left out' : `kept as ${old.source}`}: ${error.message}`);
  }
  if (works.length % 25 === 0) console.error(`${works.length} of ${wanted.length}, up to ${request.spec}`);
}
await session.close();
works.sort((a, b) => (a.source < b.source ? -1 : 1));
const lines = works.map((work) => `  ${JSON.stringify(work)}`);
writeFileSync(`${list}.tmp`, `{\n "without": ${JSON.stringify(before.without)},\n "works": [\n${lines.join(',\n')}\n ]\n}\n`);
renameSync(`${list}.tmp`, list);
console.log(`${list}: ${works.length} works, of them ${lookedUp} looked up`);
for (const reason of failed) console.log(`  ${reason}`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** A work of the list, with the files that are wanted of it now. */
function asListed({ source, integrity, license, date, note }: ListedWork, wanted: SourceRequest): ListedWork {
  return { source, integrity, license, ...(date === undefined ? {} : { date }), ...choiceOf(wanted), ...(note === undefined ? {} : { note }) };
}

function choiceOf({ only, without }: SourceRequest): Pick<ListedWork, 'only' | 'without'> {
  return { ...(only === undefined ? {} : { only }), ...(without === undefined ? {} : { without }) };
}

async function lookUp(wanted: SourceRequest): Promise<ListedWork> {
  const { spec } = wanted;
  const old = listed.get(nameOf(spec));
  if (old !== undefined && !update) return asListed(old, wanted);
  const source = await openSource(spec.startsWith('npm:') && nameOf(spec) === spec ? `${spec}@latest` : spec, { session });
  try {
    const { integrity, facts: { license, date } } = source;
    if (integrity === null) throw new SourceError(spec, 'it is not fetched from anywhere, so nobody else could build the list');
    lookedUp++;
    return { source: exactSpec(source), integrity, license, ...(date === null ? {} : { date }), ...choiceOf(wanted) };
  } finally {
    await source.dispose();
  }
}

/** The same source at the version that it turned out to have. */
function exactSpec({ spec, facts }: Source): string {
  const { purl } = facts;
  if (purl === null) throw new SourceError(spec, 'it has no package URL');
  return purl.startsWith('pkg:npm/') ? `npm:${decodeURIComponent(purl.slice('pkg:npm/'.length))}` : purl;
}

/** A source without its version. */
function nameOf(spec: string): string {
  return spec.replace(/^(npm:@?[^@]+|pkg:[^@?]+)(?:@[^?]*)?/, '$1');
}
