// Compares Nearcopy with other programs that look for copies and run here: jscpd 4 and 5, Dolos, sim, and SCANOSS's fingerprints. First time and memory on the same
// files, then what each makes of copies and of what is none. The peers are put into .work/peers; needs npm, apt-get, dpkg-deb and GNU time.
//   node dist/tools/bench-peers.js [--corpus DIR] [--lines N] [--functions N] [--rounds N] [--index X.ncx] [--cases DIR --projects DIR] [--only speed|accuracy] [--json FILE]
// --index is used in place of one that is built of half of the corpus. --cases takes a folder with cases.json, variants and negatives, and else the fixtures are the cases.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describeMachine, machineText } from '../scripts/machine.mjs';
import { grammarFiles } from '../src/host/node/grammar-files.ts';
import { engineName } from '../src/host/node/workshop.ts';
import { createAnalyser } from '../src/syntax/analyser.ts';
import { argumentsOf, positive, refuse } from '../test/bench/arguments.ts';
import { benchCorpus } from '../test/bench/bench-corpus.ts';
import { compareAccuracy, type Verdicts } from '../test/bench/peers/accuracy.ts';
import { casesFrom, fixtureCases } from '../test/bench/peers/cases.ts';
import { dolosPeers } from '../test/bench/peers/dolos.ts';
import { PeerFolder } from '../test/bench/peers/install.ts';
import { jscpdPeers } from '../test/bench/peers/jscpd.ts';
import { programOf } from '../test/bench/peers/ours.ts';
import type { Peer } from '../test/bench/peers/peer.ts';
import { scanossPeer } from '../test/bench/peers/scanoss.ts';
import { simPeers } from '../test/bench/peers/sim.ts';
import { compareSpeed, HELD_OUT, speedFiles, type SpeedFigures } from '../test/bench/peers/speed.ts';
import { buildScaled } from '../test/bench/scale/scale-build.ts';

const root = resolve(import.meta.dirname, '../..');
const text = { type: 'string' } as const;
const { values } = argumentsOf({ options: { corpus: text, lines: text, functions: text, rounds: text, index: text, cases: text, projects: text, only: text, json: text } });
// All options before anything is fetched or built.
const lines = positive('lines', values.lines, 100_000);
const functions = positive('functions', values.functions, 100_000);
const rounds = positive('rounds', values.rounds, 3);
if (values.only !== undefined && values.only !== 'speed' && values.only !== 'accuracy') refuse(`--only takes speed or accuracy, not '${values.only}'`);
const machine = describeMachine(root);
console.log(`${machineText(machine)}\n`);
const peers = installed(new PeerFolder(join(root, '.work/peers')));
const analyser = await createAnalyser(grammarFiles());
const ours = programOf(root);
const scratch = mkdtempSync(join(tmpdir(), 'nearcopy-peers-'));
let speed: SpeedFigures[] | null = null;
let accuracy: Verdicts[] | null = null;
try {
  const corpus = benchCorpus(root, values.corpus);
  const index = values.index === undefined ? await builtIndex(corpus) : resolve(values.index);
  if (values.only !== 'accuracy') speed = compareSpeed(ours, peers, speedFiles(corpus, analyser, lines, join(scratch, 'speed')), index, rounds);
  if (values.only !== 'speed') {
    const cases = values.cases === undefined ? await fixtureCases(join(root, 'test/fixtures/copies'), scratch, analyser) : await casesFrom(resolve(values.cases), resolve(values.projects ?? corpus), scratch, analyser);
    accuracy = compareAccuracy(ours, peers, cases, [index]);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (values.json !== undefined) writeFileSync(resolve(values.json), `${JSON.stringify({ machine, speed, accuracy }, null, 1)}\n`);

/** The peers that can be had here; what can't is named and left out. */
function installed(folder: PeerFolder): Peer[] {
  const makers = [() => jscpdPeers(folder), () => dolosPeers(folder, join(root, 'test/bench/peers/dolos-driver.mjs')), () => simPeers(folder), () => [scanossPeer(folder)]];
  return makers.flatMap((make) => {
    try {
      return make();
    } catch (error) {
      console.error(`left out: ${(error as Error).message}`);
      return [];
    }
  });
}

async function builtIndex(corpus: string): Promise<string> {
  // An index of another engine would be refused.
  const path = join(root, '.work/bench-indexes', `${(await engineName()).replace('/', '-')}.ncx`);
  mkdirSync(join(root, '.work/bench-indexes'), { recursive: true });
  if (!existsSync(path)) await buildScaled(path, corpus, functions, HELD_OUT);
  return path;
}
