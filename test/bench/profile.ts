import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { describeMachine, machineText } from '../../scripts/machine.mjs';
import { grammarFiles } from '../../src/host/node/grammar-files.ts';
import { createAnalyser } from '../../src/syntax/analyser.ts';
import { corpusFiles } from './corpus.ts';
import { engineOver, entryOf, indexOf } from './engine-lab.ts';
import { readSamples } from './samples.ts';
import { ProfileReader, type Stack } from './self-times.ts';
import { scanSample } from './stages.ts';
import { table } from './table.ts';

export interface ProfileOptions {
  /** Folder of the repository. */
  readonly root: string;
  /** Folder with projects; half of their files are indexed, and the others are scanned. */
  readonly corpus: string;
  /** Scans of each language that are profiled; one more comes before them. */
  readonly rounds: number;
  /** Bytes of source of each language at most. */
  readonly mostBytes: number;
  /** Language ids; all of which there is enough code where empty. */
  readonly languages: readonly string[];
  /** Folder for the profiles: LANGUAGE.cpuprofile for Chromium's tools, LANGUAGE.folded for flame graphs. */
  readonly output: string;
}

/** Microseconds between samples. */
const INTERVAL = 250;
const SHOWN = 10;

/** Profiles the whole scan of each language, writes flame graph data, and prints who takes the time. */
export async function runProfile(options: ProfileOptions): Promise<void> {
  console.log(`${machineText(describeMachine(options.root))}\n`);
  const host = grammarFiles();
  const analyser = await createAnalyser(host);
  const all = await readSamples(analyser, corpusFiles(options.corpus), { most: options.mostBytes, only: options.languages, split: 'projects' });
  if (all.length === 0) throw new Error(`${options.corpus} has too little code to measure: name a folder with projects with --corpus`);
  const index = indexOf(all.flatMap(({ indexed }) => indexed.map(entryOf)));
  const engine = await engineOver(index, host, all.map(({ language }) => language.data.family));
  mkdirSync(options.output, { recursive: true });
  const reader = new ProfileReader();
  const shares: Share[] = [];
  for (const { language, checked } of all) {
    const scan = async (): Promise<void> => {
      for (const sample of checked) await scanSample(sample, engine, analyser);
    };
    await scan();
    const profile = await profiled(async () => {
      for (let round = 0; round < options.rounds; round++) await scan();
    });
    const stacks = reader.stacks(profile);
    const { id } = language.data;
    writeFileSync(join(options.output, `${id}.cpuprofile`), JSON.stringify(profile));
    writeFileSync(join(options.output, `${id}.folded`), stacks.map(({ frames, microseconds }) => `${frames.join(';')} ${microseconds}\n`).join(''));
    const own = sharesOf(id, reader, stacks);
    shares.push(...own);
    console.log(`${table([id, 'of the time', 'where'], own.slice(0, SHOWN).map(row))}\n`);
  }
  const languages = all.length;
  const sums = new Map<string, Share>();
  for (const share of shares) {
    const key = `${share.name} ${share.place}`;
    sums.set(key, { ...share, share: (sums.get(key)?.share ?? 0) + share.share / languages });
  }
  const worst = [...sums.values()].sort((a, b) => b.share - a.share).slice(0, SHOWN);
  console.log(table([`mean of ${languages} languages`, 'of the time', 'where'], worst.map(row)));
  console.log(`\nprofiles and folded stacks: ${options.output}`);
}

interface Share {
  readonly language: string;
  readonly name: string;
  readonly place: string;
  /** Of the time of its language. */
  readonly share: number;
}

const row = ({ name, share, place }: Share): string[] => [name, `${(share * 100).toFixed(1)}%`, place];

function sharesOf(language: string, reader: ProfileReader, stacks: readonly Stack[]): Share[] {
  const total = stacks.reduce((sum, { microseconds }) => sum + microseconds, 0);
  return reader.selfTimes(stacks).map(({ name, place, microseconds }) => ({ language, name, place, share: microseconds / total }));
}

async function profiled(action: () => Promise<void>): Promise<Profiler.Profile> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
    await session.post('Profiler.start');
    await action();
    return (await session.post('Profiler.stop')).profile;
  } finally {
    session.disconnect();
  }
}
