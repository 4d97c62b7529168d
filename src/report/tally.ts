import type { Finding, QuietFinding, Severity } from '../core/report.ts';
import { printable } from './cells.ts';
import { licenceAndFamily, place, reasonWords, workName } from './phrases.ts';

/** What the end of a report says of its findings, counted while they come and go: those of one file in a row. */
export class Tally {
  readonly #listsQuiet: boolean;
  readonly #severities = new Map<Severity, number>();
  readonly #works = new Map<string, CountedWork>();
  readonly #reasons = new Map<string, number>();
  /** Each match that isn't reported, where they are listed. */
  readonly quietMatches: QuietMatch[] = [];

  constructor({ listsQuiet }: { readonly listsQuiet: boolean }) {
    this.#listsQuiet = listsQuiet;
  }

  add(finding: Finding): void {
    const { severity, match, file } = finding;
    addOne(this.#severities, severity);
    const key = JSON.stringify([match.work, match.version, match.license]);
    const work = this.#works.get(key) ?? { work: printable(workName(match)), licence: printable(licenceAndFamily(match)), findings: 0, files: 0, onlyIdioms: true, lastFile: null };
    this.#works.set(key, work);
    work.findings++;
    if (work.lastFile !== file) work.files++;
    work.lastFile = file;
    if (finding.idiom !== true) work.onlyIdioms = false;
  }

  addQuiet({ file, startLine, endLine, match, quiet }: QuietFinding): void {
    addOne(this.#reasons, reasonWords[quiet.because]);
    if (this.#listsQuiet) this.quietMatches.push({ place: printable(place(file, startLine, endLine)), work: printable(workName(match)), note: printable(quiet.note) });
  }

  get findings(): number {
    return sum(this.#severities);
  }

  findingsOf(severity: Severity): number {
    return this.#severities.get(severity) ?? 0;
  }

  get quiet(): number {
    return sum(this.#reasons);
  }

  /** How often each reason kept a match quiet. */
  get reasons(): ReadonlyMap<string, number> {
    return this.#reasons;
  }

  /** By work and licence, the work with most copies first; works of which only idioms were found come last. */
  get works(): readonly WorkRow[] {
    return [...this.#works.values()].sort(
      (a, b) => Number(a.onlyIdioms) - Number(b.onlyIdioms) || b.findings - a.findings || (a.work < b.work ? -1 : a.work > b.work ? 1 : 0),
    );
  }
}

export interface WorkRow {
  readonly work: string;
  readonly licence: string;
  readonly findings: number;
  readonly files: number;
  readonly onlyIdioms: boolean;
}

/** A match that isn't reported, in words. */
export interface QuietMatch {
  readonly place: string;
  readonly work: string;
  readonly note: string;
}

type CountedWork = { -readonly [Key in keyof WorkRow]: WorkRow[Key] } & { lastFile: string | null };

function addOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sum(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
