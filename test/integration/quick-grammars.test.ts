import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLI, succeed } from './support/cli.ts';
import { Workspace } from './support/workspace.ts';

// Commands that parse little code have V8 compile grammars once, quickly: for what it compiles well beside them they would have to wait.

const space = new Workspace();
const traced = '--trace-wasm-compilation-times';
/** Where V8 tells how it compiles, and hears the flag that the command line sets. */
const tells = /^(20|22)\./.test(process.versions.node) && spawnSync(process.execPath, [traced, '-e', '0']).status === 0;
afterAll(() => space.dispose());
beforeAll(async () => {
  const text = readFileSync(new URL('../../test/golden/languages/swift/sample.swift', import.meta.url), 'utf8');
  space.write('kit/a.swift', text);
  space.write('b.swift', text.replaceAll('thirst', 'need'));
  await succeed(['index', 'build', '-o', space.at('kit.ncx'), '--license', 'MIT', 'kit'], { cwd: space.path });
});

describe.runIf(tells)('little code is parsed by grammars that V8 compiled once', () => {
  const commands: readonly { readonly args: readonly string[]; readonly input?: string }[] = [
    { args: ['index', 'build', '-o', 'other.ncx', '--license', 'MIT', 'kit'] },
    { args: ['scan', '--no-cache', '--workers', '1', '--index', 'kit.ncx', 'b.swift'] },
    { args: ['check', '--index', 'kit.ncx', '--language', 'swift'], input: 'b.swift' },
    { args: ['compare', 'kit/a.swift', 'b.swift'] },
    { args: ['index', 'verify', 'kit.ncx', '--absent', 'kit'] },
  ];
  it.each(commands)('by $args', ({ args, input }) => {
    const { stdout, stderr } = spawnSync(process.execPath, [traced, CLI, ...args], { cwd: space.path, encoding: 'utf8', ...(input === undefined ? {} : { input: readFileSync(space.at(input)) }) });
    expect(stderr).not.toContain('error');
    expect(stdout).toContain('using Liftoff');
    expect(stdout).not.toContain('using TurboFan');
  });
});
