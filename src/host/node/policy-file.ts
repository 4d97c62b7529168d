import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parsePolicy, PolicyError } from '../../policy/parse.ts';
import { POLICY_FILE, type Policy } from '../../policy/policy.ts';

export interface PolicyFile {
  /** Absolute. */
  readonly file: string;
  /** What the policy is for, and what its `paths` start from. Absolute. */
  readonly folder: string;
  readonly policy: Policy;
}

/** Reads a policy file. Throws a `PolicyError` for one with mistakes, and an error of the system where there is none. */
export async function readPolicyFile(path: string): Promise<PolicyFile> {
  const file = resolve(path);
  const { policy, problems } = parsePolicy(await readFile(file, 'utf8'));
  if (policy === null) throw new PolicyError(path, problems);
  const folder = dirname(file);
  return { file, folder: file.endsWith(join('.nearcopy', 'policy.json')) ? dirname(folder) : folder, policy };
}

/** The policy of the nearest folder from `start` upwards that has one, not above the repository; null for none. */
export async function findPolicyFile(start: string): Promise<PolicyFile | null> {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const file = join(folder, POLICY_FILE);
    const stats = await stat(file).catch(() => null);
    // A named pipe would keep the reader waiting.
    if (stats !== null && !stats.isFile()) throw new PolicyError(file, [{ path: '', line: 1, column: 1, message: 'This is not a file.' }]);
    if (stats !== null) return readPolicyFile(file);
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return null;
  }
}
