import tseslint from 'typescript-eslint';
import { mayImport, rooms } from './scripts/rooms.mjs';

/** The import rule for one room: no imports from rooms to its right, and node and vscode only where they are allowed. */
function layering(room) {
  const depth = '**/';
  const group = rooms.filter((other) => !mayImport(room, other)).map((other) => `${depth}${other.path.replace('src/', '')}/**`);
  const patterns = group.length ? [{ group, message: `${room.path} may not import from there: see scripts/rooms.mjs` }] : [];
  if (!room.node) patterns.push({ group: ['node:*'], message: 'node:* only in host/node, sources and cli' });
  const paths = room.vscode ? [] : [{ name: 'vscode', message: 'vscode only in src/vscode' }];
  return { files: [`${room.path}/**/*.ts`], rules: { 'no-restricted-imports': ['error', { patterns, paths }] } };
}

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'test/fixtures/**', 'test/golden/**/*.*', '!test/golden/*.ts', '.work/**'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 320, skipBlankLines: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  ...rooms.map(layering),
);
