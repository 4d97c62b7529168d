import type { Profiler } from 'node:inspector';
import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';

/** A function and the time that was spent in it and not in what it calls. */
export interface SelfTime {
  readonly name: string;
  /** Source file in the repository, or what kind of code it is. */
  readonly place: string;
  readonly microseconds: number;
}

/** A stack from the outermost function inwards, and the time spent at its tip. */
export interface Stack {
  readonly frames: readonly string[];
  readonly microseconds: number;
}

/** Time that is not the scan's: waiting, and the measuring itself. */
const NOT_WORK = new Set(['(idle)', '(program)']);

type Frame = Profiler.ProfileNode['callFrame'];

const PARSER = 'tree-sitter @ WebAssembly';
const KERNEL = 'MinHash kernel @ WebAssembly';
/** Who calls the kernel: its loader, or code of the core that V8 has inlined it into. The core knows no other WebAssembly. */
const KERNEL_CALLER = / @ src\/(syntax\/kernel\.ts|core\/.*)$/;

/** Reads profiles of a bundle: names its functions by the source files that its source map knows. */
export class ProfileReader {
  readonly #maps = new Map<string, SourceMap | null>();

  /** The stacks of a profile with the time in each. */
  stacks({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Stack[] {
    const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const times = new Map<number, number>();
    samples.forEach((id, at) => times.set(id, (times.get(id) ?? 0) + (timeDeltas[at + 1] ?? 0)));
    return [...times].flatMap(([id, microseconds]) => {
      const path: Frame[] = [];
      for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) path.unshift(byId.get(at)!.callFrame);
      const frames: string[] = [];
      for (const frame of path) if (frame.functionName !== '(root)') frames.push(this.#label(frame, frames.at(-1) ?? ''));
      return NOT_WORK.has(byId.get(id)!.callFrame.functionName) ? [] : [{ frames, microseconds }];
    });
  }

  /** The functions of a profile by their own time, the longest first. */
  selfTimes(stacks: readonly Stack[]): SelfTime[] {
    const times = new Map<string, number>();
    for (const { frames, microseconds } of stacks) {
      const tip = frames.at(-1) ?? '';
      times.set(tip, (times.get(tip) ?? 0) + microseconds);
    }
    return [...times].sort((a, b) => b[1] - a[1]).map(([tip, microseconds]) => {
      const [name, place = ''] = tip.split(' @ ');
      return { name, place, microseconds };
    });
  }

  /** V8 knows neither names of our WebAssembly nor which module is which: who calls it tells the kernel from the parser. */
  #label({ functionName, url, lineNumber, columnNumber }: Frame, caller: string): string {
    const name = functionName || '(anonymous)';
    if (url.startsWith('wasm:')) return caller === KERNEL || KERNEL_CALLER.test(caller) ? KERNEL : PARSER;
    if (!url.startsWith('file:')) return url.startsWith('node:') ? `${name} @ ${url}` : name;
    const origin = this.#map(fileURLToPath(url))?.findEntry(lineNumber, columnNumber);
    const place = origin && 'originalSource' in origin ? origin.originalSource.replace(/^.*?(?=(src|test|node_modules)\/)/, '') : 'bundle';
    return `${name} @ ${place}`;
  }

  #map(file: string): SourceMap | null {
    let map = this.#maps.get(file);
    if (map === undefined) {
      try {
        map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapPayload);
      } catch {
        map = null; // the profile is good without one
      }
      this.#maps.set(file, map);
    }
    return map;
  }
}
