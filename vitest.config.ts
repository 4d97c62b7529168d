import { configDefaults, defineConfig } from 'vitest/config';

/** What takes minutes lives in test/long and runs only when asked for: npm run test:all, or NEARCOPY_TESTS=all. */
const all = process.env['NEARCOPY_TESTS'] === 'all';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(all ? [] : ['test/long/**'])],
    testTimeout: all ? 600_000 : 60_000,
    hookTimeout: 120_000,
    pool: 'threads',
  },
});
