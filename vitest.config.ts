import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** What runs inside the editor or drives it has runners of its own (scripts/editor): it can't be loaded here. */
const editor = ['test/vscode/**', 'test/drive/**', 'test/measure/**'];

/** What takes minutes lives in test/long and runs only when asked for: npm run test:all, or NEARCOPY_TESTS=all. */
const all = process.env['NEARCOPY_TESTS'] === 'all';

/** Killed and interrupted writers, whose own time counts, and what takes minutes: nothing runs beside these. The others run side by side, and come first. */
const alone = ['test/integration/writers.test.ts', 'test/long/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: all ? 600_000 : 60_000,
    hookTimeout: 120_000,
    pool: 'threads',
    projects: [
      { extends: true, test: { name: 'side by side', include: ['test/**/*.test.ts'], exclude: [...configDefaults.exclude, ...editor, ...alone], maxWorkers: availableParallelism() } },
      { extends: true, test: { name: 'alone', include: alone, exclude: [...configDefaults.exclude, ...(all ? [] : ['test/long/**'])], maxWorkers: 1 } },
    ],
  },
});
