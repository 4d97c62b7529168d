// @ts-nocheck: read as text by the golden tests
import type { Frame } from './frame';
import { Clock as Watch, type Tick } from './clock';
import legacy = require('legacy');

export type Beat = { readonly at: number; strength?: 'soft' | 'loud' };
type Handler<T extends Tick> = (tick: T, ...rest: unknown[]) => Promise<void> | void;

export interface Player<T = Beat> extends Iterable<T> {
  play(from: number): AsyncIterable<T>;
  readonly tempo: number;
}

declare module 'legacy' { export function start(): void; }
declare const VERSION: string;

enum Meter { Three = 3, Four = Three + 1, Free = 'free'.length }

namespace Rhythm {
  export const swing = (beats: readonly Beat[], amount = 0.5): Beat[] => beats.map((beat, i) => (i % 2 ? { ...beat, at: beat.at + amount } : beat));
}

function sealed(target: Function): void { Object.freeze(target); }

@sealed
export abstract class Drummer<T extends Beat = Beat> extends Watch<Tick> implements Player<T> {
  private static instances = 0;
  declare readonly id: symbol;
  protected beats: Array<T> = [];
  private handlers?: Map<string, Handler<Tick>[]>;
  readonly #seed!: number;

  constructor(public readonly tempo: number, private meter: Meter = Meter.Four, @inject('out') protected out?: Frame) {
    super(tempo satisfies number);
    this.#seed = Drummer.instances++ as number;
    if (tempo <= 0 || tempo > 400) throw new RangeError(`tempo ${tempo}` as string);
  }

  abstract next(): T | undefined;

  get length(): number { return this.beats.length; }

  on<K extends string>(name: K, handler: Handler<Tick>): this;
  on(name: string, handler: Handler<Tick>): this {
    const list = (this.handlers ??= new Map<string, Handler<Tick>[]>()).get(name) ?? [];
    list.push(handler);
    this.handlers!.set(name, list);
    return this;
  }

  override async *play(from: number): AsyncGenerator<T, void, undefined> {
    let beat: T | undefined;
    for (let bar = from; bar >= 0; bar--) {
      beat = this.next();
      if (beat == null) continue;
      if (isLoud(beat) && typeof beat.at === 'number') yield beat;
    }
  }

  [Symbol.iterator](): Iterator<T> {
    return this.beats[Symbol.iterator]();
  }
}

function isLoud(beat: Beat | null): beat is Beat & { strength: 'loud' } {
  return (<Beat>beat)?.strength === 'loud';
}

function assertMeter(value: unknown): asserts value is Meter {
  if (typeof value !== 'number' || !(value in Meter)) throw new Error(`no meter: ${String(value)}`);
}

export function schedule<T extends Beat>(this: void, player: Player<T>, limit: number, done: (played: number) => void): () => void {
  let played = 0;
  let timer: ReturnType<typeof setTimeout> | undefined = undefined;
  const step = async (): Promise<void> => {
    for await (const beat of player.play(limit)) {
      played += (beat as Beat).strength === 'soft' ? 1 : 2;
      if (played > limit) return done(played);
    }
    timer = setTimeout(() => void step(), 60_000 / player.tempo);
  };
  void step();
  return () => { if (timer !== undefined) clearTimeout(timer); };
}

export const accents = { 3: [1, 0, 0], 4: [1, 0, 1, 0] } as const;
export default schedule;
