import { relative, sep } from 'node:path';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { importProblem } from './scripts/rooms.mjs';

/** The import rule of scripts/rooms.mjs, for every way in which TypeScript can name a module. */
const layering = {
  create(context) {
    const file = relative(import.meta.dirname, context.filename).split(sep).join('/');
    const check = (node, source) => {
      if (!source) return; // an export of the file's own
      const message = importProblem(file, typeof source.value === 'string' ? source.value : null);
      if (message) context.report({ node, message: `${message}: see scripts/rooms.mjs` });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source),
      TSExternalModuleReference: (node) => check(node, node.expression),
      'CallExpression[callee.name="require"]': (node) => check(node, node.arguments[0] ?? {}),
    };
  },
};

export default defineConfig(
  { ignores: ['dist/**', 'node_modules/**', 'coverage/**', 'test/fixtures/**', 'test/golden/languages/*/**', '.work/**', '.editor/**', 'test/vscode/workspace/**'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 320 }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['src/**/*.ts'], plugins: { nearcopy: { rules: { layering } } }, rules: { 'nearcopy/layering': 'error' } },
  // No clock and no globals of a host below src/host: what differs between machines is passed in.
  {
    files: ['src/{core,syntax,store,policy,report}/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'global', 'window', 'performance', 'console', 'fetch', 'setTimeout', 'setInterval', 'setImmediate'],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now' }, { object: 'Math', property: 'random' }],
    },
  },
);
