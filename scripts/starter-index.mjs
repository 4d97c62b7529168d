// npm run index:starter: builds the starter index from index/starter.json as one file, and says what is in it. Sources are fetched by your own
// npm and apt. A build that was stopped goes on when it is started again.
//   npm run index:starter -- [--from LIST] [--output FILE.ncx] [--workers NUMBER]
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { setup } from './setup.mjs';
import { captured, node, root, secondsSince } from './steps.mjs';

const MINUTE = 60_000;
const start = performance.now();
try {
  process.exitCode = await build(options());
} catch (error) {
  console.error(`nearcopy: ${error.message}`);
  process.exitCode = 2;
}

function options() {
  const { values } = parseArgs({ options: { from: { type: 'string' }, output: { type: 'string' }, workers: { type: 'string' } } });
  // npm runs scripts in the folder of the package; paths are meant as seen from where the user is.
  const here = process.env.INIT_CWD ?? process.cwd();
  return {
    list: values.from === undefined ? join(root, 'index', 'starter.json') : resolve(here, values.from),
    output: values.output === undefined ? join(root, 'index', values.from === undefined ? 'starter.ncx' : `${basename(values.from).replace(/\.\w+$/, '')}.ncx`) : resolve(here, values.output),
    workers: values.workers === undefined ? [] : ['--workers', values.workers],
  };
}

async function build({ list, output, workers }) {
  if (!prepared()) return 2;
  const work = join(root, '.work', 'starter');
  mkdirSync(work, { recursive: true });
  const [folder, peak] = [join(work, basename(output)), join(work, 'peak-memory')];

  say(`Building ${output} from ${list}`);
  const status = await run(['scripts/peak-memory.mjs', peak, 'dist/cli.js', 'index', 'build', '--from', list, '--output', folder, ...workers], `${folder}.progress`);
  if (status !== 0) {
    // What is there is left alone: an index without some of its works would pass for the whole.
    console.error(`nearcopy: ${output} was not written. Works that are through are kept: the same command goes on from here. If a package is gone for good, take it out of ${list}.`);
    return status;
  }

  const packed = node('dist/cli.js', ['index', 'export', folder, '--single', `${output}.tmp`], captured);
  if (!packed.ok) throw new Error(packed.output.trim());
  renameSync(`${output}.tmp`, output);
  rmSync(folder, { recursive: true });

  say('What is in it');
  if (!node('dist/tools/index-figures.js', [output]).ok) return 2;
  console.log(`peak memory ${Math.round(readFileSync(peak, 'utf8') / 1e6)} MB in one process; ${secondsSince(start)}`);
  console.log(`sha256 ${await sha256(output)}  ${output}`);
  return 0;
}

/** The exit code of a program of ours. A terminal shows its progress; a log gets a line each minute: works that are through lie in `progress`. */
async function run(args, progress) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const through = () => (existsSync(progress) ? readdirSync(progress).filter((name) => name.endsWith('.work')).length : 0);
  const timer = process.stderr.isTTY ? undefined : setInterval(() => console.error(`${through()} works are through after ${secondsSince(start)}`), MINUTE);
  // Ctrl-C reaches the program, too, which ends well; then it is our turn.
  const ignore = () => {};
  process.on('SIGINT', ignore);
  try {
    const [code] = await once(child, 'close');
    return code ?? 2;
  } finally {
    clearInterval(timer);
    process.off('SIGINT', ignore);
  }
}

function prepared() {
  if (existsSync(join(root, 'dist', 'cli.js')) && existsSync(join(root, 'dist', 'tools', 'index-figures.js'))) return true;
  say('Building Nearcopy');
  return setup() && node('esbuild.mjs').ok;
}

async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function say(text) {
  console.log(`\n> ${text}`);
}
