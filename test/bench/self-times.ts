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
      const frames: string[] = [];
      for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
        const { callFrame } = byId.get(at)!;
        if (callFrame.functionName !== '(root)') frames.unshift(label(this.#frame(callFrame)));
      }
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

  #frame({ functionName, url, lineNumber, columnNumber }: Profiler.ProfileNode['callFrame']): { name: string; place: string } {
    const name = functionName || '(anonymous)';
    if (url.startsWith('wasm:')) return { name: KERNEL.test(name) ? 'signature' : 'tree-sitter', place: 'WebAssembly' };
    if (!url.startsWith('file:')) return { name, place: url.startsWith('node:') ? url : '' };
    const origin = this.#map(fileURLToPath(url))?.findEntry(lineNumber, columnNumber);
    if (origin && 'originalSource' in origin) return { name, place: origin.originalSource.replace(/^.*?(?=(src|test|node_modules)\/)/, '') };
    return { name, place: 'bundle' };
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

/** The one function of the MinHash kernel; all other WebAssembly is the parser's. */
const KERNEL = /^signature$/;

const label = ({ name, place }: { name: string; place: string }): string => (place === '' ? name : `${name} @ ${place}`);
