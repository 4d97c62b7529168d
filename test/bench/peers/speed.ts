import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { contentHash } from '../../../src/host/node/workshop.ts';
import type { Analyser } from '../../../src/syntax/analyser.ts';
import { corpusFiles } from '../corpus.ts';
import { median } from '../median.ts';
import { isHeldOut } from '../scale/scale-build.ts';
import { table } from '../table.ts';
import { FOUND, scanCommand, type Program } from './ours.ts';
import type { Peer, SpeedFiles } from './peer.ts';
import { cost, type CommandLine, type Cost } from './run.ts';

/** What a program took for all files, and what it took over ours in the same rounds. */
export interface SpeedFigures extends Cost {
  readonly program: string;
  readonly version: string;
  readonly seesRenaming: boolean;
  /** How often it has to be started for all languages: a start costs some of them more than a language. */
  readonly starts: number;
  readonly wallOverOurs: number;
  readonly memoryOverOurs: number;
}

/** One file in so many is measured on, and the others may be in the index. */
export const HELD_OUT = 2;
const LANGUAGES = ['javascript', 'typescript', 'python', 'java'];

/** Copies files of a corpus, which are in the held-out part, into a folder until they have so many lines, as many in each language as there are. */
export function speedFiles(corpus: string, analyser: Analyser, lines: number, folder: string): SpeedFiles {
  rmSync(folder, { recursive: true, force: true });
  const languages = Object.fromEntries(LANGUAGES.map((language) => [language, [] as string[]]));
  const left = Object.fromEntries(LANGUAGES.map((language) => [language, lines / LANGUAGES.length]));
  for (const { path, file } of corpusFiles(corpus)) {
    const language = analyser.languages.ofPath(path)[0]?.data.id ?? '';
    if (!(left[language]! > 0)) continue;
    const bytes = readFileSync(file);
    if (!isHeldOut(contentHash(bytes), HELD_OUT)) continue;
    const place = join(folder, language, `${languages[language]!.length}-${basename(path)}`);
    mkdirSync(join(folder, language), { recursive: true });
    copyFileSync(file, place);
    languages[language]!.push(place);
    left[language]! -= bytes.toString().split('\n').length;
  }
  const missing = Object.values(left).reduce((sum, n) => sum + Math.max(0, n), 0);
  if (missing > lines / 2) throw new Error(`${corpus} has too little JavaScript, TypeScript, Python and Java: name a folder with projects with --corpus`);
  return { folder, languages, lines: Math.round(lines - Object.values(left).reduce((sum, n) => sum + n, 0)) };
}

/** Times every program on the same files, in turns; prints the medians. Each is started once for all languages, but for sim, which is a program for each; `starts` says so. */
export function compareSpeed(ours: Program, peers: readonly Peer[], files: SpeedFiles, index: string, rounds: number): SpeedFigures[] {
  const scratch = `${files.folder}-scratch`;
  mkdirSync(scratch, { recursive: true });
  const scanning = (name: string, cache: string | null) => ({ name, version: ours.version, seesRenaming: true, found: FOUND, commands: [scanCommand(ours, [index], [files.folder], cache)] });
  const own = scanning('Nearcopy, with attribution', null);
  const again = scanning('Nearcopy, no file has changed', join(scratch, 'remembered'));
  costOfAll(again.commands, FOUND); // fills what the next ones find remembered
  const programs = [own, again, ...peers.flatMap(({ scan, ...peer }) => (scan === null ? [] : [{ ...peer, commands: scan(files, scratch) }]))];
  const costs = programs.map((): Cost[] => []);
  for (let round = 0; round <= rounds; round++) {
    programs.forEach(({ commands, found }, at) => {
      const taken = costOfAll(commands, found);
      if (round > 0 || rounds === 1) costs[at]!.push(taken); // the first round fills the caches of the system
    });
  }
  const figures = programs.map(({ name, version, seesRenaming, commands }, at): SpeedFigures => ({
    program: name,
    version,
    seesRenaming,
    starts: commands.length,
    wallSeconds: median(costs[at]!.map(({ wallSeconds }) => wallSeconds)),
    cpuSeconds: median(costs[at]!.map(({ cpuSeconds }) => cpuSeconds)),
    peakBytes: median(costs[at]!.map(({ peakBytes }) => peakBytes)),
    wallOverOurs: median(costs[at]!.map(({ wallSeconds }, round) => wallSeconds / costs[0]![round]!.wallSeconds)),
    memoryOverOurs: median(costs[at]!.map(({ peakBytes }, round) => peakBytes / costs[0]![round]!.peakBytes)),
  }));
  console.log(`${table(
    [`${files.lines} lines`, 'version', 'sees renaming', 'starts', 'wall s', 'processor s', 'peak MB', 'wall/ours', 'memory/ours'],
    figures.map((one) => [one.program, one.version, one.seesRenaming ? 'yes' : 'no', String(one.starts), one.wallSeconds.toFixed(2), one.cpuSeconds.toFixed(2), (one.peakBytes / 1e6).toFixed(0), one.wallOverOurs.toFixed(2), one.memoryOverOurs.toFixed(2)]),
  )}\n`);
  return figures;
}

/** The times of all starts together, and the most memory of one. */
function costOfAll(commands: readonly CommandLine[], found: readonly number[]): Cost {
  const costs = commands.map((command) => cost(command, { found }));
  const sum = (of: (one: Cost) => number): number => costs.reduce((all, one) => all + of(one), 0);
  return { wallSeconds: sum(({ wallSeconds }) => wallSeconds), cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds), peakBytes: Math.max(...costs.map(({ peakBytes }) => peakBytes)) };
}
