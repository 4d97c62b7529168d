import { expect, it } from 'vitest';
import type { OpenFile } from '../../../src/store/file-store.ts';
import { MemoryFiles } from '../../../src/store/memory-files.ts';
import { openIndex } from '../../../src/store/open.ts';
import { add, build, testOwner } from './memory.ts';
import { syntheticWork } from './synthetic.ts';

/** A store that counts the files that are open, and that has only so many descriptors. */
class FewDescriptors extends MemoryFiles {
  limit = Infinity;
  isOpen = 0;

  override open(path: string): OpenFile | null {
    if (this.isOpen === this.limit) throw new Error('EMFILE');
    const file = super.open(path);
    if (file) this.isOpen++;
    return file && { ...file, close: () => void this.isOpen-- };
  }
}

it('closes the members that are open where a later one can\'t be opened', () => {
  const files = new FewDescriptors(testOwner());
  build(files, 'x', [{ work: syntheticWork('alpha', [1]), seeds: [1] }]);
  add(files, 'x', [{ work: syntheticWork('beta', [2]), seeds: [2] }]);
  expect(files.isOpen).toBe(0);
  for (files.limit = 0; files.limit < 3; files.limit++) {
    expect(() => openIndex(files, 'x')).toThrow('EMFILE');
    expect(files.isOpen).toBe(0);
  }
  openIndex(files, 'x').close();
  expect(files.isOpen).toBe(0);
});
