import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describeMachine, machineText } from '../../scripts/machine.mjs';
import { grammarFiles } from '../../src/host/node/grammar-files.ts';
import { corpusFiles } from './corpus.ts';
import { engineOver, entryOf, indexOf } from './engine-lab.ts';
import { figuresOf, worstOf } from './figures.ts';
import { createParserLab } from './parser-lab.ts';
import { Rounds } from './rounds.ts';
import { readSamples, type Split } from './samples.ts';
import { runScale, worstOfScale, type ScaleOptions } from './scale/scale.ts';
import { runScanRound, runStageRound, STAGE_PARTS, unitsToCompare, warmUp, type Stage, type Subject } from './stages.ts';
import { partsTable, speedTable, stageTable } from './tables.ts';

export interface BenchOptions {
  /** Folder of the repository. */
  readonly root: string;
  /** Folder with projects; their files are taken by ending. */
  readonly corpus: string;
  /** Rounds that count; one more comes before them. */
  readonly rounds: number;
  /** Bytes of source of each language at most. */
  readonly mostBytes: number;
  /** Language ids; all of which there is enough code where empty. */
  readonly languages: readonly string[];
  readonly split: Split;
  /** How queries grow with the index; null to leave that out. */
  readonly scale: ScaleOptions | null;
  /** File for the figures, or null. */
  readonly json: string | null;
}

/** Measures all stages on real code and prints tables. */
export async function runBench(options: BenchOptions): Promise<void> {
  const machine = describeMachine(options.root);
  const corpus = basename(options.corpus);
  console.log(`${machineText(machine)}\n${corpus}, index and checked code of different ${options.split}, ${options.rounds} rounds after one that does not count; processor time, medians\n`);
  const host = grammarFiles();
  const lab = await createParserLab(host);
  const all = await readSamples(lab.analyser, corpusFiles(options.corpus), { most: options.mostBytes, only: options.languages, split: options.split });
  if (all.length === 0) throw new Error(`${options.corpus} has too little code to measure: name a folder with projects with --corpus`);
  const index = indexOf(all.flatMap(({ indexed }) => indexed.map(entryOf)));
  const engine = await engineOver(index, host, all.map(({ language }) => language.data.family));
  const subjects: Subject[] = [];
  for (const samples of all) {
    subjects.push({ samples, bench: await lab.bench(samples.language), rounds: new Rounds<Stage>(), compared: unitsToCompare(samples.checked), counts: { findings: 0, aligned: 0, keys: 0, indexBytes: 0 } });
  }
  for (const subject of subjects) await warmUp(subject, engine, lab.analyser);
  for (let round = 0; round <= options.rounds; round++) {
    for (const subject of subjects) await runScanRound(subject, engine, lab.analyser, round);
    if (round === 0) for (const { rounds } of subjects) rounds.forget();
  }
  for (const part of STAGE_PARTS) {
    for (const subject of subjects) runStageRound(part, { ...subject, rounds: new Rounds<Stage>() }, engine);
    for (let round = 0; round < options.rounds; round++) for (const subject of subjects) runStageRound(part, subject, engine);
  }
  const languages = subjects.map(figuresOf);
  const { stats } = index;
  for (const figures of languages) console.log(`${stageTable(figures)}\n`);
  console.log(`look-ups in an index of ${stats.functions} functions, ${stats.tokens} tokens, ${(stats.bytes / 1e6).toFixed(1)} MB\n`);
  console.log(`${speedTable(languages)}\n`);
  console.log(`${partsTable(languages)}\n`);
  const sizes = options.scale === null ? [] : runScale(options.scale);
  const isGrowthKnown = sizes.length > 1;
  if (!isGrowthKnown) console.log('left out, as they come from indexes of two --sizes at least: queryGrowthPer10x, bytesPerFunction and the other figures of bench-scale\n');
  const worst = { ...worstOf(languages), ...(isGrowthKnown ? worstOfScale(sizes) : {}) };
  console.log(`worst: ${Object.entries(worst).map(([name, value]) => `${name} ${value.toPrecision(3)}`).join(', ')}`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ ...worst, rounds: options.rounds, corpus, machine, index: stats, languages, sizes }, null, 1)}\n`);
}
