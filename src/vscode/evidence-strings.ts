import * as vscode from 'vscode';
import type { LicenseFamily } from '../core/license/family.ts';
import type { EvidenceStrings } from '../report/html/strings.ts';
import { caveat, changeLabel, evidenceLabel, licenseLabel, severityLabel } from './wording.ts';

/** What the Evidence view says, in the language of the editor. */
export function localEvidenceStrings(): EvidenceStrings {
  const { l10n } = vscode;
  const range = (startLine: number, endLine: number): string => (startLine === endLine ? l10n.t('line {0}', startLine) : l10n.t('lines {0} to {1}', startLine, endLine));
  return {
    language: vscode.env.language,
    severity: severityLabel,
    copiedFrom: l10n.t('Probably copied from'),
    idiomIn: l10n.t('Common code, also in'),
    lines: range,
    kind: changeLabel,
    evidence: evidenceLabel,
    licence: licenseLabel,
    family: familyLabel,
    caveat: caveat(),
    origin: l10n.t('Origin'),
    originLines: (path, startLine, endLine, unit) => `${unit === null ? '' : `${unit}, `}${path}, ${range(startLine, endLine)}`,
    licenceLabel: l10n.t('Licence'),
    here: l10n.t('Here'),
    alsoIn: l10n.t('Also in'),
    andMore: (count) => l10n.t('and {0} more', count),
    note: l10n.t('Note'),
    key: l10n.t('Key'),
    renamed: (count) => (count === 1 ? l10n.t('1 name changed') : l10n.t('{0} names changed', count)),
    pairNumber: l10n.t('No.'),
    originalName: l10n.t('Original'),
    yourName: l10n.t('Here'),
    unknownName: l10n.t('not in the index'),
    kept: l10n.t('Kept names and literals'),
    sideBySide: l10n.t('Side by Side'),
    original: l10n.t('Original'),
    yours: l10n.t('Here'),
    line: l10n.t('Line'),
    match: l10n.t('Match'),
    linesNotShown: (count) => l10n.t('{0} lines not shown', count),
    originalMissing: l10n.t("The original's text is not at hand. The numbers beside your lines are lines of the original's file."),
    yoursMissing: l10n.t('The text of this file is not at hand.'),
    breaksRenaming: l10n.t('breaks the renaming'),
    legend: l10n.t('How to Read It'),
    legendRun: l10n.t('shaded: the same code on both sides'),
    legendSame: l10n.t('the same text'),
    legendAlike: l10n.t('the same code under other names or in another layout'),
    legendRenamed: l10n.t('renamed; a pair has one colour and one number'),
    legendKept: l10n.t('kept'),
    legendDifferent: l10n.t('another name than the renaming asks for'),
    actions: l10n.t('Actions'),
    previousRun: l10n.t('Previous Run'),
    nextRun: l10n.t('Next Run'),
    runHint: (total) => (total === 1 ? l10n.t('1 run of equal code') : l10n.t('{0} runs of equal code: n and p move between them', total)),
    runPosition: ({ number, total, lines, renamed }) => l10n.t('run {0} of {1}: {2} lines, {3} names renamed', number, total, lines, renamed),
    commands: { compare: l10n.t('Compare in Diff Editor'), attribute: l10n.t('Insert Attribution'), ignore: l10n.t('Ignore…'), openOrigin: l10n.t('Open Origin') },
  };
}

/** What a family of licences is called. */
export function familyLabel(family: LicenseFamily): string {
  const { l10n } = vscode;
  switch (family) {
    case 'public-domain': return l10n.t('public domain');
    case 'permissive': return l10n.t('permissive');
    case 'weak-copyleft': return l10n.t('weak copyleft');
    case 'strong-copyleft': return l10n.t('strong copyleft');
    case 'network-copyleft': return l10n.t('network copyleft');
    case 'proprietary': return l10n.t('proprietary');
    case 'unknown': return l10n.t('unknown');
  }
}
