import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** What the figures were measured on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** Gigabytes (2^30). */
  readonly memory: number;
  readonly node: string;
  readonly v8: string;
  /** Versions of the packages that are compared. */
  readonly packages: Readonly<Record<string, string>>;
}

export function describeMachine(root: string): Machine {
  const version = (name: string): string => (JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    v8: process.versions.v8,
    packages: Object.fromEntries(['web-tree-sitter', 'minhash'].map((name) => [name, version(name)])),
  };
}
