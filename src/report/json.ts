import type { Finding, Report } from '../core/report.ts';

/** The JSON of the command line: the report word for word, in the order of the contract and without anything beyond it. */
export function renderJson(report: Report): string {
  const { stats, findings, quiet, stale, skipped } = report;
  const contract: Report = {
    version: 1,
    stats: { files: stats.files, functions: stats.functions, milliseconds: stats.milliseconds },
    findings: findings.map(plainFinding),
    quiet: quiet.map((found) => ({ ...plainFinding(found), quiet: { because: found.quiet.because, note: found.quiet.note } })),
    stale: stale.map(({ key, work, reason }) => ({ key, work, reason })),
    skipped: skipped.map(({ file, reason }) => ({ file, reason })),
  };
  return `${JSON.stringify(contract, null, 2)}\n`;
}

function plainFinding({ match, ...f }: Finding): Finding {
  return {
    key: f.key,
    file: f.file,
    startLine: f.startLine,
    endLine: f.endLine,
    kind: f.kind,
    severity: f.severity,
    similarity: f.similarity,
    evidenceBits: f.evidenceBits,
    expectedByChance: f.expectedByChance,
    renames: f.renames.map(({ from, to }) => ({ from, to })),
    kept: f.kept,
    match: {
      work: match.work,
      version: match.version,
      purl: match.purl,
      license: match.license,
      licenseFamily: match.licenseFamily,
      path: match.path,
      copyright: match.copyright,
      content: match.content,
      startLine: match.startLine,
      endLine: match.endLine,
      url: match.url,
      unit: match.unit,
    },
    alsoIn: f.alsoIn.map(({ work, version }) => ({ work, version })),
    ...(f.idiom === undefined ? {} : { idiom: f.idiom }),
    ...(f.note === undefined ? {} : { note: { because: f.note.because, note: f.note.note } }),
  };
}
