import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** Compares with the file kept under expected/; UPDATE_GOLDEN=1 rewrites it. `cat` a file that ends in .ansi to see its colours. */
export function expectGolden(name: string, actual: string): void {
  const folder = fileURLToPath(new URL('./expected/', import.meta.url));
  const file = `${folder}${name}`;
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, actual);
  }
  expect(actual).toBe(readFileSync(file, 'utf8'));
}
