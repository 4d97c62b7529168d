import { resolve } from 'node:path';
import type { UnjudgedFinding } from '../../core/match/findings.ts';
import type { Finding, QuietFinding } from '../../core/report.ts';
import { judgeAll } from '../../policy/judge.ts';
import { defaultPolicy } from '../../policy/policy.ts';
import { createProjects } from '../project.ts';
import { isWithin, nodeFolders, slashed } from './folders.ts';
import type { PolicyFile } from './policy-file.ts';

/** Judges what was found in a file, named relative to the working directory or absolutely, by the policy and by what the projects say that it belongs to. `text`: the file's own, or null. */
export type Judge = (path: string, text: string | null, found: readonly UnjudgedFinding[]) => Promise<JudgedFile>;

export interface JudgedFile {
  readonly findings: readonly Finding[];
  readonly quiet: readonly QuietFinding[];
}

/** For one scan of some paths: folders are read once. */
export function createJudge(paths: readonly string[], policyFile: PolicyFile | null, cwd: string = process.cwd()): Judge {
  const isPolicyAbove = policyFile !== null && paths.some((path) => isWithin(resolve(cwd, path), policyFile.folder));
  const projects = createProjects(nodeFolders, slashed(isPolicyAbove ? policyFile.folder : resolve(cwd)));
  const policy = policyFile?.policy ?? defaultPolicy;
  return async (path, text, found) => {
    const around = await projects.around(slashed(resolve(cwd, path)), text);
    return judgeAll(found, () => ({ policy, ...around }));
  };
}
