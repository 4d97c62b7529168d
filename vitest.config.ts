import { configDefaults, defineConfig } from 'vitest/config';

/** What runs inside the editor or drives it has runners of its own (scripts/editor): it can't be loaded here. */
const editor = ['test/vscode/**', 'test/drive/**', 'test/measure/**'];

/** What takes minutes lives in test/long and runs only when asked for: npm run test:all, or NEARCOPY_TESTS=all. */
const all = process.env['NEARCOPY_TESTS'] === 'all';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...editor, ...(all ? [] : ['test/long/**'])],
    testTimeout: all ? 600_000 : 60_000,
    hookTimeout: 120_000,
    pool: 'threads',
  },
});
