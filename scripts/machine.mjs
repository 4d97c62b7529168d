// What figures were measured on. Benches (TypeScript) and the editor's measurements (plain Node) both ask this file.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { dirname, join } from 'node:path';

/** This machine, and the state of the repository in the folder `root`. */
export function describeMachine(root) {
  return {
    nearcopy: versionIn(root),
    commit: commitOf(root),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    system: systemName(),
    node: process.version,
    v8: process.versions.v8,
    packages: Object.fromEntries(['web-tree-sitter', 'minhash'].map((name) => [name, versionIn(join(root, 'node_modules', name))])),
  };
}

export function machineText({ nearcopy, commit, cpu, cores, memory, system, node, v8, packages }) {
  return `Nearcopy ${nearcopy} (commit ${commit}); ${cpu}, ${cores} cores, ${memory} GB; ${system}; Node ${node} (V8 ${v8}); ${Object.entries(packages).map(([name, version]) => `${name} ${version}`).join(', ')}`;
}

export const versionIn = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

/** With `+` where a file differs from the commit; `unknown` where the folder is no repository. */
export function commitOf(root) {
  // Without the ceiling, sources that were unpacked inside of another repository would go by that one's commit.
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(root) };
  const { status, stdout } = spawnSync('git', ['describe', '--always', '--exclude=*', '--abbrev=12', '--dirty=+'], { cwd: root, env, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : 'unknown';
}

/** Distribution and kernel on Linux, elsewhere what the system calls itself. */
function systemName() {
  const kernel = `${type()} ${release()} ${arch()}`;
  try {
    const [, name] = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8')) ?? [];
    return name ? `${name}, ${kernel}` : kernel;
  } catch {
    return kernel;
  }
}
