import type { Report } from '../core/report.ts';

/** The JSON of the command line: the report word for word, in the order of the contract and without anything beyond it. */
export function renderJson(report: Report): string {
  const { stats, findings, skipped } = report;
  const contract: Report = {
    version: 1,
    stats: { files: stats.files, functions: stats.functions, milliseconds: stats.milliseconds },
    findings: findings.map((f) => ({
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
        work: f.match.work,
        version: f.match.version,
        purl: f.match.purl,
        license: f.match.license,
        path: f.match.path,
        startLine: f.match.startLine,
        endLine: f.match.endLine,
        url: f.match.url,
        unit: f.match.unit,
      },
      alsoIn: f.alsoIn.map(({ work, version }) => ({ work, version })),
      ...(f.idiom === undefined ? {} : { idiom: f.idiom }),
    })),
    skipped: skipped.map(({ file, reason }) => ({ file, reason })),
  };
  return `${JSON.stringify(contract, null, 2)}\n`;
}
