import { createHash } from 'node:crypto';
import { createEngine, functionsOf, type EngineParts } from '../../../src/core/engine.ts';
import { indexEntry } from '../../../src/core/index-entry.ts';
import { memoryIndex } from '../../../src/core/index/memory-index.ts';
import type { Candidate } from '../../../src/core/match/candidates.ts';
import type { Evidence } from '../../../src/core/match/evidence.ts';
import { strengthOf } from '../../../src/core/match/expectation.ts';
import { uniformModel } from '../../../src/core/match/family-model.ts';
import type { Trace } from '../../../src/core/match/trace.ts';
import { LineTable } from '../../../src/core/tokens/line-table.ts';
import type { Analyser } from '../../../src/syntax/analyser.ts';
import { loadKernel } from '../../../src/syntax/kernel.ts';
import { LEAST_BITS } from './chance-table.ts';
import { orderOf, readFile, type ReadFile } from './library.ts';
import type { Project } from './projects.ts';

/** A file of a project. */
export interface ProjectFile extends ReadFile {
  readonly project: string;
  readonly path: string;
}

/** The strongest match of a function, in either layer. */
export interface ChanceHit {
  readonly layer: 'alignment' | 'composition';
  readonly family: string;
  readonly project: string;
  /** What decides: the strength of an alignment, the bits of a composition. */
  readonly bits: number;
  /** Both sides as `project/path:from-to`, in lines. */
  readonly file: string;
  readonly match: string;
}

/** What the functions of some projects show in an index of others. */
export interface ChanceRun {
  readonly name: string;
  /** Of the index. */
  readonly functions: number;
  /** Of the index, by family and project. */
  readonly familyTokens: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Functions that were looked up, by family and project; equal ones of a project once. */
  readonly queries: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly hits: readonly ChanceHit[];
}

export interface ChanceRunParts {
  readonly models: EngineParts['models'];
  /** Matches that chance shows more often, by today's figures, are left out. */
  readonly weakest: number;
}

const kernel = loadKernel();

/** Reads the files of projects, each content once, generated ones left out. */
export async function readProjects(analyser: Analyser, projects: readonly Project[]): Promise<ProjectFile[]> {
  const files: ProjectFile[] = [];
  const seen = new Set<string>();
  for (const { name, files: own } of projects) {
    for (const { path, file } of own) {
      const read = await readFile(analyser, path, file, []);
      if (!read || read.isGenerated || seen.has(read.content)) continue;
      seen.add(read.content);
      files.push({ ...read, project: name, path });
    }
  }
  return files;
}

/** As many of the files as it takes for so many functions, in an order by hash that is the same in every run. */
export function sampleOfFiles(files: readonly ProjectFile[], functions: number): ProjectFile[] {
  let taken = 0;
  return [...files].sort((a, b) => (orderOf(a.content) < orderOf(b.content) ? -1 : 1)).filter(({ tokens }) => {
    if (taken >= functions) return false;
    taken += functionsOf(tokens);
    return true;
  });
}

/** Looks the functions of some projects up in an index of others. */
export function runChance(name: string, indexed: readonly ProjectFile[], checked: readonly ProjectFile[], { models, weakest }: ChanceRunParts): ChanceRun {
  const places = new Map(indexed.map(({ content, project, path }) => [content, `${project}/${path}`]));
  const entries = indexed.map(({ tokens, text, content }) => indexEntry(tokens, text, { content, isGenerated: false, keepSource: false }, kernel));
  const index = memoryIndex([workOf(indexed)], entries, name);
  const engine = createEngine({ kernel, indexes: [index], models, fallbackModel: uniformModel });
  const queries: Record<string, Record<string, number>> = {};
  const hits: ChanceHit[] = [];
  const seen = new Set<string>();
  for (const { project, path, text, tokens, content } of checked) {
    if (index.has(content)) continue;
    const { family } = tokens;
    const lines = new LineTable(text);
    const own = (start: number, end: number): string => `${project}/${path}:${lines.rowOf(tokens.starts[start]) + 1}-${lines.rowOf(tokens.ends[end - 1]) + 1}`;
    const theirs = ({ segment, file }: Pick<Candidate, 'segment' | 'file'>, start: number, end: number): string => {
      const { firstLines, lastLines } = segment.text(file);
      return `${places.get(segment.content(file))}:${firstLines[start] + 1}-${lastLines[Math.min(end, lastLines.length) - 1] + 1}`;
    };
    const best = new Map<string, { readonly start: number; readonly end: number; readonly isUnit: boolean; strength: number; candidate: Candidate | null }>();
    const trace: Trace = {
      span: ({ start, end }) => void best.set(`${start}-${end}`, { start, end, isUnit: true, strength: 0, candidate: null }),
      joined({ start, end }) {
        const key = `${start}-${end}`;
        if (!best.has(key)) best.set(key, { start, end, isUnit: false, strength: 0, candidate: null });
      },
      alignment({ start, end }, candidate, evidence: Evidence | null, _, coverage) {
        const one = best.get(`${start}-${end}`)!;
        const strength = evidence ? strengthOf(evidence, coverage) : 0;
        if (strength > one.strength) Object.assign(one, { strength, candidate });
      },
      compositions(matches) {
        for (const match of matches) hits.push({ layer: 'composition', family, project, bits: match.composition.bits, file: own(match.neighbourhood.start, match.neighbourhood.end), match: theirs(match, match.start, match.end) });
      },
    };
    engine.check({ path, text, tokens }, { expectedAtMost: weakest, trace });
    for (const { start, end, isUnit, strength, candidate } of best.values()) {
      const key = `${project} ${createHash('sha1').update(tokens.codes.subarray(start, end)).digest('hex')}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const counts = (queries[family] ??= {});
      if (isUnit) counts[project] = (counts[project] ?? 0) + 1;
      if (!candidate || strength < LEAST_BITS) continue;
      const { start: from, end: to } = unitAmid(candidate);
      hits.push({ layer: 'alignment', family, project, bits: strength, file: own(start, end), match: theirs(candidate, from, to) });
    }
  }
  const familyTokens: Record<string, Record<string, number>> = {};
  for (const { project, tokens } of indexed) {
    const own = (familyTokens[tokens.family] ??= {});
    own[project] = (own[project] ?? 0) + tokens.codes.length;
  }
  return { name, functions: index.stats.functions, familyTokens, queries, hits };
}

/** The unit in the midst of a candidate's region, which has a margin round it. */
function unitAmid({ segment, file, start, end }: Candidate): { readonly start: number; readonly end: number } {
  return segment.unitAt(file, Math.min((start + end) >> 1, segment.tokens(file).codes.length - 1)) ?? { start, end };
}

const workOf = (files: readonly ProjectFile[]) => ({
  name: 'projects', version: null, purl: null, license: 'NOASSERTION', licenseSource: null, copyright: [], url: null, date: null,
  files: files.map(({ project, path, content }) => ({ path: `${project}/${path}`, content, license: null })).sort((a, b) => (a.path < b.path ? -1 : 1)),
});
