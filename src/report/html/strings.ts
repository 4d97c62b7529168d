import type { LicenseFamily } from '../../core/license/family.ts';
import type { Finding, Severity } from '../../core/report.ts';
import { explainEvidence } from '../evidence.ts';
import { caveat, count, explainFindingKind, familyName, licenceName, lineRange, severityWord, workName } from '../phrases.ts';

/** All that a finding says in a page, so that an editor can say it in another language. Plain text: the page escapes it. */
export interface EvidenceStrings {
  /** BCP 47, for the page's `lang`. */
  readonly language: string;
  readonly severity: (severity: Severity) => string;
  /** Begins a heading, and is followed by the work and its licence. */
  readonly copiedFrom: string;
  readonly idiomIn: string;
  readonly lines: (startLine: number, endLine: number) => string;
  readonly kind: (finding: Finding) => string;
  readonly evidence: (finding: Finding) => string;
  readonly licence: (license: string) => string;
  readonly family: (family: LicenseFamily) => string;
  readonly caveat: string;

  readonly origin: string;
  readonly originLines: (path: string, startLine: number, endLine: number, unit: string | null) => string;
  readonly licenceLabel: string;
  readonly here: string;
  readonly alsoIn: string;
  readonly andMore: (count: number) => string;
  readonly note: string;
  readonly key: string;

  readonly renamed: (count: number) => string;
  /** Heads of the rename table. */
  readonly pairNumber: string;
  readonly originalName: string;
  readonly yourName: string;
  /** Where the index keeps no original names. */
  readonly unknownName: string;
  readonly kept: string;

  readonly sideBySide: string;
  readonly original: string;
  readonly yours: string;
  readonly line: string;
  readonly match: string;
  readonly linesNotShown: (count: number) => string;
  readonly originalMissing: string;
  readonly yoursMissing: string;
  readonly breaksRenaming: string;

  readonly legend: string;
  readonly legendRun: string;
  readonly legendSame: string;
  readonly legendAlike: string;
  readonly legendRenamed: string;
  readonly legendKept: string;
  readonly legendDifferent: string;

  readonly actions: string;
  readonly previousRun: string;
  readonly nextRun: string;
  /** What a screen reader says before the first step. */
  readonly runHint: (total: number) => string;
  readonly runPosition: (run: { readonly number: number; readonly total: number; readonly lines: number; readonly renamed: number }) => string;
  readonly commands: Readonly<Record<EvidenceCommand, string>>;
}

/** What the buttons of the Evidence view ask the editor to do. */
export const evidenceCommands = ['compare', 'attribute', 'ignore', 'openOrigin'] as const;
export type EvidenceCommand = (typeof evidenceCommands)[number];

export const evidenceStrings: EvidenceStrings = {
  language: 'en',
  severity: severityWord,
  copiedFrom: 'Probably copied from',
  idiomIn: 'Common idiom, also in',
  lines: (startLine, endLine) => `${startLine === endLine ? 'Line' : 'Lines'} ${lineRange(startLine, endLine)}`,
  kind: explainFindingKind,
  evidence: (finding) => explainEvidence(finding.evidenceBits, finding.expectedByChance),
  licence: licenceName,
  family: familyName,
  caveat,

  origin: 'Origin',
  originLines: (path, startLine, endLine, unit) => `${unit === null ? '' : `${unit} in `}${path}, ${startLine === endLine ? 'line' : 'lines'} ${lineRange(startLine, endLine)}`,
  licenceLabel: 'Licence',
  here: 'Here',
  alsoIn: 'Also in',
  andMore: (n) => `and ${n} more`,
  note: 'Note',
  key: 'Key',

  renamed: (n) => (n === 1 ? '1 name changed' : `${n} names changed`),
  pairNumber: 'No.',
  originalName: 'Original',
  yourName: 'Here',
  unknownName: 'not in the index',
  kept: 'Kept names and literals',

  sideBySide: 'Side by side',
  original: 'Original',
  yours: 'Here',
  line: 'Line',
  match: 'Match',
  linesNotShown: (n) => `${count(n, 'line')} not shown`,
  originalMissing: "The original's text is not at hand. The numbers beside your lines are lines of the original's file.",
  yoursMissing: 'The text of this file is not at hand.',
  breaksRenaming: 'breaks the renaming',

  legend: 'How to read it',
  legendRun: 'shaded: the same code on both sides',
  legendSame: 'the same text',
  legendAlike: 'the same code under other names or in another layout',
  legendRenamed: 'renamed; a pair has one colour and one number',
  legendKept: 'kept',
  legendDifferent: 'another name than the renaming asks for',

  actions: 'Actions',
  previousRun: 'Previous run',
  nextRun: 'Next run',
  runHint: (total) => (total === 1 ? '1 run of equal code' : `${total} runs of equal code: n and p move between them`),
  runPosition: ({ number, total, lines, renamed }) => `run ${number} of ${total}: ${count(lines, 'line')}, ${count(renamed, 'name')} renamed`,
  commands: { compare: 'Compare in diff editor', attribute: 'Insert attribution', ignore: 'Ignore…', openOrigin: 'Open origin link' },
};

/** 'Probably copied from lodash 4.17.21 (MIT)'. */
export function headline({ idiom, match }: Finding, strings: EvidenceStrings): string {
  return `${idiom ? strings.idiomIn : strings.copiedFrom} ${workName(match)} (${strings.licence(match.license)})`;
}
