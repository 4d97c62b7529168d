import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Holder, IndexedText, IndexedTokens } from '../index/contract.ts';
import { compareText } from '../index/work-identity.ts';
import { licenseFamily } from '../license/family.ts';
import type { AlsoIn, Finding, FindingKind, Rename } from '../report.ts';
import { ID, TYPE } from '../tokens/language.ts';
import { LineTable } from '../tokens/line-table.ts';
import type { TokenFile } from '../tokens/token-file.ts';
import { lineRange, maximum, minimum, offsetsOf, spellingOf } from '../tokens/token-text.ts';
import { shownRenaming } from './evidence.ts';
import { evidenceDetail } from './evidence-detail.ts';
import { earliest, lineagesOf, type Place } from './lineage.ts';
import type { Alignment } from './matcher.ts';

/** A finding before policy has said how severe it is. */
export type UnjudgedFinding = Omit<Finding, 'severity' | 'note'>;

/**
 * One finding for each copied region: the strongest alignment names it, weaker ones over the same lines become its other
 * holders or go. `path` and `source` are the checked file's; `withDetail` says where exactly the evidence stands.
 */
export function findingsOf(file: TokenFile, source: string, path: string, alignments: readonly Alignment[], withDetail = false): UnjudgedFinding[] {
  if (alignments.length === 0) return [];
  const lines = new LineTable(source);
  const texts = new Map<IndexedTokens, IndexedText>();
  return regionsOf(alignments).map((region) => describe(region, { file, source, path, lines, withDetail, texts })).sort((a, b) => a.startLine - b.startLine || a.endLine - b.endLine || (a.key < b.key ? -1 : 1));
}

/** Alignments of one region: the strongest first, the others about as strong and over the same tokens. */
interface Region {
  readonly best: Alignment;
  readonly others: Alignment[];
}

function regionsOf(alignments: readonly Alignment[]): Region[] {
  const regions: Region[] = [];
  for (const alignment of [...alignments].sort((x, y) => rank(y) - rank(x) || compareText(contentOf(x), contentOf(y)) || x.bStart - y.bStart)) {
    const region = regions.find(({ best }) => overlap(best, alignment) > SAME_REGION * (alignment.aEnd - alignment.aStart));
    if (!region) regions.push({ best: alignment, others: [] });
    else if (alignment.strength >= HOLDS_TOO * region.best.strength && !region.others.some((other) => sameOrigin(other, alignment)) && !sameOrigin(region.best, alignment)) region.others.push(alignment);
  }
  return regions;
}

/** How much of an alignment another must cover to be the same region. */
const SAME_REGION = 0.5;
/** The share of the best one's evidence that makes another work a holder of the same code. */
const HOLDS_TOO = 0.7;
/** Bits that an alignment without gaps goes before one that is nearly all gaps. */
const WHOLENESS = 20;
/** Alignments so near the best one, in bits, are equally good: dates decide between them. */
const AS_GOOD = 3;

const overlap = (x: Alignment, y: Alignment): number => Math.min(x.aEnd, y.aEnd) - Math.max(x.aStart, y.aStart);
/** Of twins in one project the one that agrees as a whole is the origin. */
const rank = (alignment: Alignment): number => alignment.strength + WHOLENESS * similarityOf(alignment);
const similarityOf = ({ evidence, aStart, aEnd, bStart, bEnd }: Alignment): number => evidence.matched / Math.max(aEnd - aStart, bEnd - bStart);
const contentOf = (alignment: Alignment): string => alignment.candidate.segment.content(alignment.candidate.file);
const sameOrigin = (x: Alignment, y: Alignment): boolean => x.candidate.reader === y.candidate.reader && contentOf(x) === contentOf(y) && x.bStart < y.bEnd && y.bStart < x.bEnd;

/** What all findings of a checked file are described with. */
interface Described {
  readonly file: TokenFile;
  readonly source: string;
  readonly path: string;
  readonly lines: LineTable;
  readonly withDetail: boolean;
  /** Of the originals so far, by their tokens: several findings of a file are often from one. */
  readonly texts: Map<IndexedTokens, IndexedText>;
}

function describe(region: Region, { file, source, path, lines, withDetail, texts: known }: Described): UnjudgedFinding {
  const places = [region.best, ...region.others].flatMap((alignment): Place<Alignment>[] => {
    const isAsGood = alignment.strength >= region.best.strength - AS_GOOD;
    const names = nameSequence(alignment);
    return holdersOf(alignment).map((holder) => ({ alignment, holder, isAsGood, names }));
  });
  const lineages = lineagesOf(places);
  const origin = earliest(places.filter((place) => place.isAsGood));
  const chosen = origin.alignment;
  const indexed = known.get(chosen.tokens) ?? chosen.candidate.segment.text(chosen.candidate.file);
  known.set(chosen.tokens, indexed);
  const { texts, firstLines, lastLines } = indexed;
  const { renames, kept } = namesOf(chosen, file, source, texts);
  const unit = unitName(chosen, texts);
  const lineage = lineages.find((list) => list.includes(origin))!;
  return {
    key: keyOf(chosen, file, earliest(lineage).holder),
    file: path,
    ...linesOf(file, lines, chosen.aStart, chosen.aEnd),
    kind: kindOf(chosen, file),
    similarity: similarityOf(chosen),
    evidenceBits: Math.round(chosen.evidence.bits * 10) / 10,
    expectedByChance: Number(chosen.expected.toPrecision(3)),
    renames,
    kept,
    match: {
      work: origin.holder.work.name,
      version: origin.holder.work.version,
      purl: origin.holder.work.purl,
      license: origin.holder.license,
      licenseFamily: licenseFamily(origin.holder.license),
      path: origin.holder.path,
      copyright: origin.holder.work.copyright,
      content: contentOf(chosen),
      startLine: 1 + minimum(firstLines, chosen.bStart, chosen.bEnd),
      endLine: 1 + maximum(lastLines, chosen.bStart, chosen.bEnd),
      url: origin.holder.work.url,
      unit,
    },
    alsoIn: otherWorks(places, origin),
    ...(chosen.isCommonplace || isIdiom(lineages) ? { idiom: true } : {}),
    ...(withDetail ? { detail: evidenceDetail(chosen, file, source, indexed) } : {}),
  };
}

const holdersOf = ({ candidate }: Alignment): readonly Holder[] => candidate.reader.holders(candidate.segment.content(candidate.file));

/** Code that so many lineages hold, each with names of its own, is nobody's in particular. */
const IDIOM_LINEAGES = 3;
const isIdiom = (lineages: readonly (readonly Place<Alignment>[])[]): boolean => lineages.length >= IDIOM_LINEAGES;

function otherWorks(places: readonly Place<Alignment>[], origin: Place<Alignment>): AlsoIn[] {
  const label = ({ work, workId }: Holder): string => `${workId} ${work.name} ${work.version}`;
  const seen = new Set([label(origin.holder)]);
  const works: AlsoIn[] = [];
  for (const { holder } of places) {
    if (seen.has(label(holder))) continue;
    seen.add(label(holder));
    works.push({ work: holder.work.name, version: holder.work.version });
  }
  return works;
}

/** Hashes of the names of the original's side of the matched runs, in order. */
function nameSequence({ runs, tokens }: Alignment): string {
  const names: number[] = [];
  for (const run of runs) for (let t = 0; t < run.length; t++) if (tokens.codes[run.bAt + t] === ID && tokens.links[run.bAt + t]) names.push(tokens.textHashes[tokens.links[run.bAt + t] - 1]);
  return names.join(' ');
}

function kindOf(alignment: Alignment, file: TokenFile): FindingKind {
  const { runs, tokens } = alignment;
  if (runs.length > 1) return 'edited';
  const { aAt, bAt, length } = runs[0];
  for (let t = 0; t < length; t++) {
    const [x, y] = [file.links[aAt + t], tokens.links[bAt + t]];
    if (x && y && file.textHashes[x - 1] !== tokens.textHashes[y - 1]) return 'renamed';
  }
  return 'verbatim';
}

function namesOf(alignment: Alignment, file: TokenFile, source: string, texts: readonly string[]): { renames: Rename[]; kept: string[] } {
  const { runs, tokens } = alignment;
  const renames: Rename[] = [];
  for (const [x, y] of shownRenaming(file, tokens, runs)) {
    if (file.textHashes[x - 1] !== tokens.textHashes[y - 1]) renames.push({ from: texts[y - 1] || null, to: spellingOf(file, source, x) });
  }
  const kept = new Set<string>();
  for (const run of runs) {
    for (let t = 0; t < run.length; t++) {
      const [x, y] = [file.links[run.aAt + t], tokens.links[run.bAt + t]];
      if (x && y && file.codes[run.aAt + t] !== TYPE && file.textHashes[x - 1] === tokens.textHashes[y - 1]) kept.add(spellingOf(file, source, x));
    }
  }
  return { renames, kept: [...kept] };
}

/** The name of the innermost indexed unit that holds the original's lines, or that they begin in. */
function unitName({ candidate: { segment, file }, bStart, bEnd }: Alignment, texts: readonly string[]): string | null {
  const first = segment.unitAt(file, bStart);
  let unit = first;
  while (unit && unit.end < bEnd) unit = unit.parent >= 0 ? segment.unit(unit.parent) : null;
  const name = (unit ?? first)?.nameText ?? -1;
  return name >= 0 ? texts[name] || null : null;
}

/** The same for the same tokens of the same lineage, wherever they stand and whatever is around them. */
function keyOf({ runs }: Alignment, file: TokenFile, root: Holder): string {
  const hash = sha256.create();
  for (const run of runs) hash.update(file.codes.subarray(run.aAt, run.aAt + run.length));
  hash.update(new TextEncoder().encode(`\0${root.work.name.toLowerCase()}`));
  return bytesToHex(hash.digest()).slice(0, 16);
}

/** Lines of a token range: with those of the edges of the units that begin and end with it. */
function linesOf(file: TokenFile, lines: LineTable, start: number, end: number): { startLine: number; endLine: number } {
  let { from, to } = offsetsOf(file, start, end);
  file.units.forEach((unit, i) => {
    if (unit.start === start && unit.end <= end) from = Math.min(from, file.unitStarts[i]);
    if (unit.end === end && unit.start >= start) to = Math.max(to, file.unitEnds[i]);
  });
  return lineRange(lines, from, to);
}
