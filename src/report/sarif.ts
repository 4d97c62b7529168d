import type { Location, Log, Notification, ReportingDescriptor, Result } from 'sarif';
import type { Finding, Match, QuietFinding, Report, Severity, Skipped, StaleIgnore } from '../core/report.ts';
import { printable } from './cells.ts';
import { licenceName, originPlace, workName } from './phrases.ts';
import { escapeBraces, sarifMessage } from './sarif-message.ts';
import { ruleOf, standardRules } from './sarif-rules.ts';
import { fileUri, sourceRoot, withoutFragment } from './sarif-uri.ts';
import { webUri } from './web-uri.ts';

export interface SarifOptions {
  readonly toolVersion: string;
  /** Instead of the standard rules; a rule missing here is left to the reader of the file. */
  readonly rules?: readonly ReportingDescriptor[];
}

/** The report as SARIF 2.1.0, for code scanning services and editors. */
export function renderSarif(report: Report, { toolVersion, rules = standardRules }: SarifOptions): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Nearcopy',
            version: toolVersion,
            rules: [...rules],
            notifications: [
              { id: skippedId, shortDescription: { text: 'A file was not checked.' } },
              { id: staleId, shortDescription: { text: 'The policy ignores a finding that is not there any more.' } },
            ],
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [sourceRoot]: { description: { text: 'The folder that Nearcopy was started in.' } } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: [...report.skipped.map(notification), ...report.stale.map(staleNotification)] }],
        results: [...report.findings.map((finding) => result(finding, rules)), ...report.quiet.map((finding) => suppressed(finding, rules))],
        properties: { ...report.stats },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const skippedId = 'skipped-file';
const staleId = 'stale-ignore';
const levels: Readonly<Record<Severity, Result.level>> = { error: 'error', warning: 'warning', information: 'note' };

function result(finding: Finding, rules: readonly ReportingDescriptor[]): Result {
  const ruleId = ruleOf(finding);
  const ruleIndex = rules.findIndex((rule) => rule.id === ruleId);
  const { text, markdown } = sarifMessage(finding);
  const { startLine, endLine, match } = finding;
  return {
    ruleId,
    ...(ruleIndex >= 0 ? { ruleIndex } : {}),
    level: levels[finding.severity],
    message: { text, markdown },
    locations: [{ physicalLocation: { artifactLocation: { ...fileUri(finding.file) }, region: { startLine, endLine } } }],
    relatedLocations: [origin(match)],
    partialFingerprints: { 'nearcopy/v1': finding.key },
    properties: {
      evidenceBits: finding.evidenceBits,
      expectedByChance: finding.expectedByChance,
      similarity: finding.similarity,
      license: match.license,
      licenseFamily: match.licenseFamily,
      purl: match.purl,
      renames: finding.renames.map(({ from, to }) => ({ from, to })),
      kept: [...finding.kept],
      match: { ...match },
      alsoIn: finding.alsoIn.map(({ work, version }) => ({ work, version })),
      ...(finding.note ? { note: { ...finding.note } } : {}),
    },
  };
}

/** What is quiet stays in the log, as a result that needs no attention, with the reason. */
function suppressed(finding: QuietFinding, rules: readonly ReportingDescriptor[]): Result {
  const { because, note } = finding.quiet;
  return { ...result(finding, rules), suppressions: [{ kind: 'external', status: 'accepted', justification: printable(note), properties: { because } }] };
}

/**
 * Where the original stands. It is no file of the user's repository, so its path never becomes an artifact that a viewer would look for
 * there: a physical location needs a web address, and without one only the logical location remains.
 */
function origin(match: Match): Location {
  const url = webUri(match.url);
  const { startLine, endLine, unit } = match;
  const physicalLocation = url && { artifactLocation: { uri: withoutFragment(url) }, region: { startLine, endLine } };
  return {
    id: 1,
    message: { text: escapeBraces(printable(`Original: ${workName(match)} (${licenceName(match.license)}), ${originPlace(match)}`)) },
    ...(physicalLocation ? { physicalLocation } : {}),
    logicalLocations: [
      {
        name: unit ?? match.path,
        fullyQualifiedName: `${match.purl ?? workName(match)}#${match.path}${unit ? `:${unit}` : ''}`,
        kind: unit ? 'function' : 'module',
      },
    ],
  };
}

function notification({ file, reason }: Skipped): Notification {
  return {
    descriptor: { id: skippedId, index: 0 },
    level: 'note',
    message: { text: escapeBraces(printable(`${file} was skipped: ${reason}`)) },
    locations: [{ physicalLocation: { artifactLocation: { ...fileUri(file) } } }],
  };
}

function staleNotification({ key, work, reason }: StaleIgnore): Notification {
  return {
    descriptor: { id: staleId, index: 1 },
    level: 'warning',
    message: { text: escapeBraces(printable(`The policy ignores ${key}${work === null ? '' : ` (${work})`}, which matched nothing: ${reason}`)) },
  };
}
