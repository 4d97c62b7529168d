import { isAbsolute, join, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import type { UnjudgedFinding } from '../../core/match/findings.ts';
import type { EvidenceDetail, Finding } from '../../core/report.ts';
import type { ExportTask, ScanSummary, ScanTask } from '../service/tasks.ts';
import { changedFiles } from './changed-files.ts';
import { workersBesideEditor } from './editor-share.ts';
import { reportPage } from './report-page.ts';
import { scanPaths } from './scan.ts';
import type { TaskContext } from './tasks.ts';
import { textAt } from './text-at.ts';

/** Scans for an editor, which judges the findings itself as they come. */
export async function scanTask(request: ScanTask, { signal, onProgress }: TaskContext): Promise<ScanSummary> {
  const { cwd, paths, indexes, keyFiles, expectedAtMost, ignore, cache, workers, changedOnly } = request;
  const state = { label: '', done: 0 } as { label: string; done: number; total?: number };
  const { stats, skipped } = await scanPaths({
    cwd, paths, indexes, keyFiles, ignore, cache, signal,
    policy: null,
    choice: { expectedAtMost },
    workers: workers ?? workersBesideEditor(),
    ...(changedOnly ? { only: await changedFiles(paths.map((path) => resolve(cwd, path))) } : {}),
    onProgress: ({ done, total, path }) => {
      Object.assign(state, { done, total });
      onProgress({ ...state, path });
    },
    onFindings: (path, { findings, quiet }) => {
      if (findings.length + quiet.length > 0) onProgress({ ...state, found: { path, findings: [...findings, ...quiet.map(({ quiet: _, ...finding }) => finding)].map(unjudged) } });
    },
  });
  return { stats, skipped };
}

/** The HTML report of an editor's findings: what stands in them is looked at once more, to say where exactly the evidence is. */
export async function exportTask({ report, folders, indexes, keyFiles, expectedAtMost, sources, toolVersion }: ExportTask, { signal }: TaskContext): Promise<string> {
  const details = new Map<string, EvidenceDetail>();
  for (const { name, path: cwd } of folders) {
    const paths = [...new Set(report.findings.map(({ file }) => file))].filter((file) => !isAbsolute(file) && isIn(file, name)).map((file) => file.slice(prefixOf(name).length)).filter((file) => existsSync(join(cwd, file)));
    if (paths.length === 0) continue;
    await scanPaths({
      cwd, paths, indexes, keyFiles, choice: { expectedAtMost }, policy: null, withDetail: true, signal, workers: workersBesideEditor(),
      onFindings: (path, { findings }) => {
        for (const finding of findings) if (finding.detail) details.set(placeOf({ ...finding, file: `${prefixOf(name)}${path}` }), finding.detail);
      },
    });
  }
  const findings = report.findings.map((finding) => {
    const detail = details.get(placeOf(finding));
    return detail ? { ...finding, detail } : finding;
  });
  const textOf = (file: string): string | null => {
    const folder = folders.find(({ name }) => isIn(file, name));
    return folder ? textAt(join(folder.path, file.slice(prefixOf(folder.name).length))) : null;
  };
  return reportPage({ ...report, findings }, {
    toolVersion, sources, textOf, indexes,
    scanned: folders.map(({ path }) => path),
    scannedAt: new Date(),
    level: `expected by chance at most ${expectedAtMost} times`,
  });
}

const prefixOf = (name: string): string => (name === '' ? '' : `${name}/`);
const isIn = (file: string, name: string): boolean => file.startsWith(prefixOf(name));
const placeOf = ({ file, key, startLine }: Finding): string => `${file}\0${key}\0${startLine}`;

function unjudged({ severity: _severity, note: _note, ...finding }: Finding): UnjudgedFinding {
  return finding;
}
