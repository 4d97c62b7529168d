// The shape of the code base: who may import what, how long a file may be, and nothing left half-done.
import { ESLint } from 'eslint';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dirname, join as joinPath } from 'node:path/posix';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { importProblem, roomOf, rooms } from '../../scripts/rooms.mjs';

const ROOT = join(import.meta.dirname, '../..');
const MAX_LINES = 320;

/** Repository paths of the TypeScript files below a folder. */
const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => `${folder}/${path.replaceAll('\\', '/')}`).sort();
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const src = filesBelow('src');

/** The names of all modules that a file imports, in any of the ways there are; null for a computed one. */
function importsOf(text: string): (string | null)[] {
  const names: (string | null)[] = [];
  const add = (node: ts.Node | undefined): void => void names.push(node && ts.isStringLiteralLike(node) ? node.text : null);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isImportTypeNode(node)) add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
    else if (ts.isCallExpression(node) && isImportCall(node)) add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest));
  return names;
}

const isImportCall = ({ expression }: ts.CallExpression): boolean =>
  expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require');

const problemsOf = (file: string, text: string): string[] => importsOf(text).map((name) => importProblem(file, name)).filter((problem) => problem !== null);

/** The rooms that each room imports from, as found in the code. */
function roomGraph(files: readonly (readonly [file: string, text: string])[]): Map<string, Set<string>> {
  const graph = new Map(rooms.map(({ path }) => [path, new Set<string>()]));
  for (const [file, text] of files) {
    for (const name of importsOf(text)) {
      const to = name?.startsWith('.') && roomOf(joinPath(dirname(file), name))?.path;
      const from = roomOf(file)?.path;
      if (to && from && to !== from) graph.get(from)!.add(to);
    }
  }
  return graph;
}

/** The rooms of one cycle, or null. */
function cycleIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const done = new Set<string>();
  const follow = (at: string, path: string[]): string[] | null => {
    if (path.includes(at)) return path.slice(path.indexOf(at));
    if (done.has(at)) return null;
    for (const next of graph.get(at) ?? []) {
      const cycle = follow(next, [...path, at]);
      if (cycle) return cycle;
    }
    done.add(at);
    return null;
  };
  for (const start of graph.keys()) {
    const cycle = follow(start, []);
    if (cycle) return cycle;
  }
  return null;
}

/** Violations of each kind: the file, its text, and a word of the complaint. */
const planted: [kind: string, file: string, text: string, complaint: string][] = [
  ['a room to the right', 'src/core/planted.ts', "import { scan } from '../cli/scan.ts';\nscan();", 'src/cli'],
  ['a room to the right, from a folder further down', 'src/core/match/planted.ts', "import { createSyntax } from '../../syntax/syntax.ts';\ncreateSyntax();", 'src/syntax'],
  ['a room of the same rank', 'src/report/planted.ts', "import { levels } from '../policy/levels.ts';\nlevels;", 'src/policy'],
  ['a roundabout path', 'src/store/planted.ts', "import '../../src/host/../cli/main.ts';", 'src/cli'],
  ['a type', 'src/core/planted.ts', "import type { StoredIndex } from '../store/open.ts';\nexport type A = StoredIndex;", 'src/store'],
  ['a type in place', 'src/core/planted.ts', "export type A = import('../store/open.ts').StoredIndex;", 'src/store'],
  ['a dynamic import', 'src/core/planted.ts', "export const load = () => import('../host/node/index-files.ts');", 'src/host'],
  ['a computed import', 'src/core/planted.ts', 'export const load = (name: string) => import(name);', 'must say'],
  ['a re-export', 'src/syntax/planted.ts', "export { openIndex } from '../store/open.ts';", 'src/store'],
  ['a re-export of everything', 'src/syntax/planted.ts', "export * from '../store/open.ts';", 'src/store'],
  ['require', 'src/core/planted.ts', "export const fs = require('fs');", "'fs'"],
  ['import = require', 'src/core/planted.ts', "import fs = require('node:fs');\nfs;", "'node:fs'"],
  ["Node's modules", 'src/store/planted.ts', "import { join } from 'node:path';\njoin();", "'node:path'"],
  ["Node's modules without node:", 'src/core/planted.ts', "import { readFile } from 'fs/promises';\nreadFile;", "'fs/promises'"],
  ["Node's modules in the browser's host", 'src/host/web/planted.ts', "import 'node:fs';", "'node:fs'"],
  ["Node's modules in the editor", 'src/vscode/planted.ts', "import 'node:fs';", "'node:fs'"],
  ['vscode', 'src/host/planted.ts', "import type { Uri } from 'vscode';\nexport type A = Uri;", "'vscode'"],
  ['a library that the room does not use', 'src/core/planted.ts', "import { Parser } from 'web-tree-sitter';\nParser;", "'web-tree-sitter'"],
  ['a place outside of src', 'src/core/planted.ts', "import '../../tools/tokens.ts';", 'no room'],
];

const allowed: [kind: string, file: string, text: string][] = [
  ['its own room', 'src/core/match/planted.ts', "import { LIT } from '../tokens/token-file.ts';\nLIT;"],
  ['a room to the left', 'src/cli/planted.ts', "import { LIT } from '../core/tokens/token-file.ts';\nLIT;"],
  ["Node's modules where they belong", 'src/host/node/planted.ts', "import { join } from 'node:path';\njoin();"],
  ['vscode in the editor', 'src/vscode/planted.ts', "import { Uri } from 'vscode';\nUri;"],
  ['its libraries', 'src/core/planted.ts', "import { sha256 } from '@noble/hashes/sha2.js';\nsha256;"],
  ['a mention in text', 'src/core/planted.ts', "// import 'node:fs'\nexport const a = \"import('vscode')\";"],
  ["the program's version", 'src/cli/planted.ts', "import { version } from '../../package.json';\nversion;"],
];

describe('the import rule', () => {
  test.each(planted)('finds %s', (_, file, text, complaint) => {
    expect(problemsOf(file, text)).toEqual([expect.stringContaining(complaint)]);
  });

  test.each(allowed)('allows %s', (_, file, text) => {
    expect(problemsOf(file, text)).toEqual([]);
  });

  test('holds in every file of src, and each lies in a room', () => {
    expect(src.length).toBeGreaterThan(100);
    expect(src.filter((file) => !roomOf(file))).toEqual([]);
    expect(src.flatMap((file) => problemsOf(file, read(file)).map((problem) => `${file}: ${problem}`))).toEqual([]);
  });

  test('leaves no cycle between rooms', () => {
    const planted = roomGraph([['src/core/a.ts', "import '../store/b.ts';"], ['src/store/b.ts', "import '../syntax/c.ts';"], ['src/syntax/c.ts', "export * from '../core/a.ts';"]]);
    expect(cycleIn(planted)).toEqual(['src/core', 'src/store', 'src/syntax']);
    expect(cycleIn(roomGraph(src.map((file) => [file, read(file)])))).toBeNull();
  });
});

describe('the lint rule', () => {
  let eslint: ESLint;
  beforeAll(() => {
    eslint = new ESLint({ cwd: ROOT });
  });
  const complaints = async (file: string, text: string): Promise<string[]> => {
    const [{ messages }] = await eslint.lintText(text, { filePath: join(ROOT, file) });
    return messages.filter(({ ruleId }) => ruleId === 'nearcopy/layering').map(({ message }) => message);
  };

  test.each(planted)('finds %s', async (_, file, text, complaint) => {
    expect(await complaints(file, text)).toEqual([expect.stringContaining(complaint)]);
  });

  test.each(allowed)('allows %s', async (_, file, text) => {
    expect(await complaints(file, text)).toEqual([]);
  });

  test("finds a host's globals in the core", async () => {
    const [{ messages }] = await eslint.lintText('export const a = [process.pid, Date.now()];', { filePath: join(ROOT, 'src/core/planted.ts') });
    expect(messages.map(({ ruleId }) => ruleId)).toEqual(['no-restricted-globals', 'no-restricted-properties']);
  });
});

describe('every file', () => {
  const written = [...src, ...filesBelow('test')].filter((file) => !/^test\/(fixtures|golden\/languages\/\w+)\//.test(file));
  // Written so that this file does not find itself.
  const leftover = /\b(TO[D]O|FIX[M]E)\b|\b(describe|it|test|suite)(\.\w+)*\.(only|skip|todo)\b/;

  test('knows what is left over when it sees it', () => {
    const samples = ['// TO' + 'DO: later', '/* FIX' + 'ME */', 'test.on' + "ly('x')", 'describe.sk' + "ip('x')", 'it.each([1]); it.concurrent.on' + 'ly()'];
    expect(samples.filter((sample) => !leftover.test(sample))).toEqual([]);
    expect(leftover.test("test.skipIf(windows)('x')")).toBe(false);
  });

  test(`of src has at most ${MAX_LINES} lines`, () => {
    expect(src.filter((file) => read(file).trimEnd().split('\n').length > MAX_LINES)).toEqual([]);
  });

  test('is finished', () => {
    const found = written.flatMap((file) => read(file).split('\n').flatMap((line, i) => (leftover.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : [])));
    expect(found).toEqual([]);
  });
});
