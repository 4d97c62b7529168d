// Fetches the public projects of a list into a folder: npm packages, Debian binary packages that ship sources, and Debian
// source packages. Needs npm and, for Debian's, apt-get and dpkg-deb. What is there already is kept.
//   node scripts/fetch-projects.mjs LIST FOLDER
// A line of LIST is `npm NAME@VERSION`, `deb PACKAGE` or `debsrc SOURCE`; `#` starts a comment.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [list, folder] = process.argv.slice(2);
if (!list || !folder) {
  console.error('usage: node scripts/fetch-projects.mjs LIST FOLDER');
  process.exit(2);
}
const target = resolve(folder);
mkdirSync(target, { recursive: true });
const lines = readFileSync(list, 'utf8').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
let apt = null;
const failed = [];
for (const line of lines) {
  const [kind, name] = line.split(/\s+/);
  const place = join(target, kind, name.replaceAll('/', '+'));
  if (existsSync(place)) continue;
  const scratch = mkdtempSync(join(target, '.fetch-'));
  try {
    const archive = download(kind, name, scratch);
    const out = join(scratch, 'out');
    mkdirSync(out);
    if (kind === 'deb') run('dpkg-deb', ['-x', archive, out]);
    else run('tar', ['xf', archive, '-C', out, '--strip-components=1']);
    mkdirSync(join(target, kind), { recursive: true });
    renameSync(out, place);
    console.error(`fetched ${line}`);
  } catch (error) {
    failed.push(`${line}: ${error.message}`);
    console.error(`failed  ${line}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
console.error(failed.length === 0 ? `all ${lines.length} projects are there` : [`${failed.length} of ${lines.length} projects could not be fetched; the same command tries them again:`, ...failed].join('\n  '));
process.exit(failed.length === 0 ? 0 : 1);

function download(kind, name, scratch) {
  if (kind.startsWith('deb')) apt ??= aptOptions();
  if (kind === 'npm') run('npm', ['pack', name, '--loglevel=error', '--ignore-scripts', '--pack-destination', scratch]);
  else if (kind === 'deb') run('apt-get', ['-qq', 'download', name], scratch);
  // Debian's own changes are not wanted.
  else if (kind === 'debsrc') run('apt-get', [...apt, '-qq', 'source', '--download-only', '--tar-only', '--only-source', name], scratch);
  else throw new Error(`unknown kind '${kind}'`);
  const archive = readdirSync(scratch).find((file) => (kind === 'debsrc' ? /\.orig\.tar\.\w+$/ : /\.(tgz|deb)$/).test(file));
  if (!archive) throw new Error('nothing came');
  return join(scratch, archive);
}

/** Debian's source packages need their own package list, kept beside the projects. */
function aptOptions() {
  const state = join(target, '.apt');
  mkdirSync(join(state, 'lists', 'partial'), { recursive: true });
  const sources = readFileSync('/etc/apt/sources.list.d/debian.sources', 'utf8').replaceAll(/^Types: deb$/gm, 'Types: deb deb-src');
  writeFileSync(join(state, 'all.sources'), sources);
  const options = ['-o', `Dir::Etc::SourceList=${join(state, 'all.sources')}`, '-o', 'Dir::Etc::SourceParts=/dev/null', '-o', `Dir::State::Lists=${join(state, 'lists')}`, '-o', 'APT::Get::List-Cleanup=0'];
  run('apt-get', ['-qq', 'update']);
  run('apt-get', [...options, '-qq', 'update']);
  return options;
}

function run(command, args, cwd = target) {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (done.error) throw new Error(`${command} could not be started: ${done.error.message}`);
  if (done.status !== 0) throw new Error(`${command} exited ${done.status}: ${reasonIn(done.stderr)}`);
}

/** The first errors of a program that marks them, as apt and npm do; else its last line. */
function reasonIn(output) {
  const lines = output.trim().split('\n');
  const errors = lines.filter((line) => /^(E:|npm error)/i.test(line));
  return (errors.length > 0 ? errors.slice(0, 2) : lines.slice(-1)).join(' ');
}
