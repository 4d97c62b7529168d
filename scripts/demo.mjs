// npm run demo: an index of a few real packages with different licences, near-copies of their functions made here and now
// beside honest code, and what Nearcopy says to that. Works on a fresh machine; all it makes lies in a temporary folder.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setup } from './setup.mjs';
import { captured, node, npm, root, secondsSince } from './steps.mjs';

/** What is copied: a function of a package, how, and into which file. */
const copies = [
  { work: 'underscore', version: '1.13.7', license: 'MIT', path: 'modules/throttle.js', name: 'throttle', how: 'renamed', file: 'rate-limit.js' },
  { work: 'long', version: '4.0.0', license: 'Apache-2.0', path: 'src/long.js', name: 'fromString', how: 'renamed', file: 'big-number.ts' },
  { work: 'diff', version: '5.2.0', license: 'BSD-3-Clause', path: 'lib/patch/parse.js', name: 'parseHunk', how: 'edited', file: 'patch-reader.js' },
  { work: 'flickity', version: '2.3.0', license: 'GPL-3.0-only', path: 'js/flickity.js', name: 'updateSlides', how: 'edited', file: 'gallery.js' },
  { work: 'ical.js', version: '1.5.0', license: 'MPL-2.0', path: 'lib/ical/parse.js', name: '_parseParameters', how: 'partial', file: 'invitation.js' },
  { work: 'flickity', version: '2.3.0', license: 'GPL-3.0-only', path: 'js/flickity.js', name: '_containSlides', how: 'partial', file: 'poster.js' },
];
const packages = [...new Set(copies.map(({ work, version }) => `${work}@${version}`))];

const here = join(root, 'scripts', 'demo');
const honest = readdirSync(join(here, 'honest'));
const start = performance.now();

try {
  process.exitCode = (await demo()) ? 0 : 1;
} catch (error) {
  console.error(`\nnearcopy demo: ${error.message}`);
  process.exitCode = 1;
}

async function demo() {
  if (!setup()) return false;
  say('Building Nearcopy');
  if (!node('esbuild.mjs').ok) throw new Error('the build failed; its message stands above');

  const folder = mkdtempSync(join(tmpdir(), 'nearcopy-demo-'));
  say(`Fetching ${packages.join(', ')}`);
  await fetchPackages(folder);
  say(`Writing near-copies of ${copies.length} of their functions, beside honest code, into ${folder}`);
  const planted = await plant(folder);

  cli(folder, ['index', 'build', '--output', 'packages.ncx', ...packages.map((name) => `npm:${name}`)]);
  cli(folder, ['scan', '--index', 'packages.ncx', 'project']);

  const { ok, output } = node('dist/cli.js', ['scan', '--index', 'packages.ncx', '--format', 'json', '--fail-on', 'never', 'project'], { cwd: folder, ...captured });
  if (!ok) throw new Error(`the scan failed: ${output.trim()}`);
  const good = compareWithTruth(planted, JSON.parse(output).findings);
  sayWhatNext(folder);
  return good;
}

/** Unpacks them into `packages/NAME`: the copies are made from that, and npm's cache then has them for the index. */
async function fetchPackages(folder) {
  const done = npm(['pack', ...packages, '--ignore-scripts', '--loglevel=error', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--pack-destination=.'], { ...captured, cwd: folder });
  if (!done.ok) {
    const code = /npm error code (\w+)/.exec(done.output)?.[1] ?? done.output.trim();
    throw new Error(`the packages could not be fetched (${code}). The demo needs the npm registry: check the network, the proxy and \`npm config get registry\`.`);
  }
  const { extract } = await import('tar');
  for (const name of packages) {
    const target = join(folder, 'packages', name);
    mkdirSync(target, { recursive: true });
    await extract({ file: join(folder, `${name.replace('@', '-')}.tgz`), cwd: target, strip: 1 });
  }
}

/** Writes the project to scan, and the originals to compare with. Answers with the copies and the lines that they stand in. */
async function plant(folder) {
  const { edited, excerpt, renamed, takeFunction } = await import('./demo/copies.mjs');
  const make = { renamed: (text, file) => renamed(text, { typed: file.endsWith('.ts') }), edited, partial: excerpt };
  const [project, originals] = ['project', 'originals'].map((name) => join(folder, name));
  cpSync(join(here, 'honest'), project, { recursive: true });
  mkdirSync(originals);
  return copies.map((copy) => {
    const { work, version, path, name, how, file } = copy;
    const original = takeFunction(readFileSync(join(folder, 'packages', `${work}@${version}`, path), 'utf8'), name, `${work} ${version} ${path}`);
    const pasted = make[how](original, file).trimEnd();
    const host = how === 'partial' ? readFileSync(join(here, 'hosts', file), 'utf8') : '// <pasted>\n';
    const [, before, indent, after] = /^([^]*?)( *)\/\/ <pasted>\n([^]*)$/.exec(host);
    writeFileSync(join(originals, `${name}.js`), original);
    writeFileSync(join(project, file), `${before}${pasted.replaceAll(/^(?=.)/gm, indent)}\n${after}`);
    const startLine = before.split('\n').length;
    return { ...copy, startLine, endLine: startLine + pasted.split('\n').length - 1 };
  });
}

/** Prints for each file what is true and what was found; whether the two agree everywhere. */
function compareWithTruth(planted, findings) {
  say('What was planted, and what was found');
  const of = (file) => findings.filter((finding) => finding.file === `project/${file}`);
  const rows = [
    ...planted.map((copy) => row(copy.file, `${copy.how}: ${copy.name} of ${copy.work}`, lines(copy), of(copy.file), of(copy.file).some((finding) => isOf(finding, copy)))),
    ...honest.map((file) => row(file, 'honest', '', of(file), of(file).length === 0)),
  ];
  console.log(table([['', 'file', 'planted', 'lines', 'found', 'lines', 'attributed to'], ...rows]));
  const count = (copied, verdict) => rows.filter((cells, i) => i < planted.length === copied && cells[0] === verdict).length;
  console.log(`\n${count(true, 'ok')} of ${planted.length} copies found and attributed rightly; ${count(false, 'WRONG')} of ${honest.length} honest files flagged.`);
  return rows.every(([verdict]) => verdict === 'ok');
}

function row(file, truth, where, found, good) {
  const [kinds, places, origins] = [
    ({ kind }) => kind,
    lines,
    ({ match }) => `${match.work} ${match.version}, ${match.license}`,
  ].map((column) => found.map(column).join(' + '));
  return [good ? 'ok' : 'WRONG', file, truth, where, kinds || 'nothing', places, origins];
}

function lines({ startLine, endLine }) {
  return `${startLine}-${endLine}`;
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  return rows.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}

/** Whether a finding names the right work and licence, covers most of the copy, and hardly any line of the code around it. */
function isOf({ match, startLine, endLine }, copy) {
  const shared = Math.min(endLine, copy.endLine) - Math.max(startLine, copy.startLine) + 1;
  const isRight = match.work === copy.work && match.version === copy.version && match.license === copy.license;
  return isRight && shared * 2 >= copy.endLine - copy.startLine + 1 && endLine - startLine + 1 - shared <= 2;
}

function sayWhatNext(folder) {
  const at = (path) => join(folder, path);
  console.log(`\nAll in ${secondsSince(start)}. Everything lies in ${folder}; delete it when you are done. To try next, from ${root}:\n`);
  for (const [why, command] of [
    ['an original and its copy side by side', `compare ${at('originals/parseHunk.js')} ${at('project/patch-reader.js')}`],
    ['your own code against these packages', `scan --index ${at('packages.ncx')} src`],
    ['one more package, and what is in the index', `index add ${at('packages.ncx')} npm:uuid@9.0.1 && node dist/cli.js index list ${at('packages.ncx')}`],
    ['a snippet from standard input', `check --index ${at('packages.ncx')} --language typescript < ${at('project/big-number.ts')}`],
  ]) console.log(`  # ${why}\n  node dist/cli.js ${command}`);
}

/** Runs Nearcopy as a user would, and shows the command. Findings, exit code 1, are what we are here for. */
function cli(folder, args) {
  say(`nearcopy ${args.join(' ')}`);
  const { status } = node('dist/cli.js', args, { cwd: folder });
  if (status !== 0 && status !== 1) throw new Error('that failed; its message stands above');
}

function say(text) {
  console.log(`\n> ${text}`);
}
