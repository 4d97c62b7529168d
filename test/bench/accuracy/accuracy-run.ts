import type { BandName } from '../../../src/mutation/bands.ts';
import type { RecallRow } from '../../../src/mutation/recall.ts';
import type { Alarm } from './alarm-classes.ts';

/** The figures of one run of tools/accuracy.ts: what `--baseline` writes, and the detector card is made of. */
export interface AccuracyRun {
  readonly engine: string;
  /** Of the index. */
  readonly functions: number;
  readonly tokens: number;
  /** Functions of each language and size band. */
  readonly sample: number;
  readonly seed: string;
  readonly disguised: boolean;
  readonly expectedAtMost: number;
  /** Mutated functions, and how many of them hold enough to be found at all. */
  readonly units: readonly { readonly language: string; readonly band: BandName; readonly units: number; readonly reachable: number }[];
  readonly rows: readonly RecallRow[];
  readonly unrelated: readonly UnrelatedRun[];
}

/** What unrelated code of one language showed. */
export interface UnrelatedRun {
  readonly language: string;
  readonly files: number;
  readonly functions: number;
  readonly alarms: readonly Alarm[];
}
