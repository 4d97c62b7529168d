import { describe, expect, it } from 'vitest';
import { isLittleCode, LITTLE_CODE } from '../../../src/host/node/little-code.ts';
import type { SourceFile } from '../../../src/sources/source.ts';
import type { Languages } from '../../../src/syntax/languages.ts';

const languages = { ofPath: (path: string) => (path.endsWith('.go') ? [{}] : []) } as unknown as Languages;

/** A source whose files must not be read; notes how many were looked at. */
function sourceOf(...files: readonly (readonly [path: string, size: number])[]): { files(): AsyncGenerator<SourceFile>; seen: number } {
  return {
    seen: 0,
    async *files() {
      for (const [path, size] of files) {
        this.seen++;
        yield { path, size, license: null, bytes: () => expect.fail(`${path} was read`) };
      }
    },
  };
}

describe('little code', () => {
  it('is code up to a limit, whatever else there is', async () => {
    expect(await isLittleCode(sourceOf(['a.go', LITTLE_CODE - 1], ['b.go', 1], ['film.mp4', 2 ** 30]), languages)).toBe(true);
    expect(await isLittleCode(sourceOf(['a.go', LITTLE_CODE], ['b.go', 1]), languages)).toBe(false);
    expect(await isLittleCode(sourceOf(), languages)).toBe(true);
  });

  it('is told from much without a walk to the end', async () => {
    const source = sourceOf(['a.go', LITTLE_CODE + 1], ['b.go', 1], ['c.go', 1]);
    expect(await isLittleCode(source, languages)).toBe(false);
    expect(source.seen).toBe(1);
  });
});
