import { describe, expect, it } from 'vitest';
import type { IndexWork } from '../../../src/core/index/contract.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { openIndex } from '../../../src/store/open.ts';
import { isSamePackage } from '../../../src/store/work-selector.ts';
import { add, build, memoryFiles, update } from './memory.ts';
import { contentOf, ENGINE, syntheticFile, syntheticWork } from './synthetic.ts';

const release = (version: string, seeds: number[], labels: Partial<IndexWork> = {}) => ({ seeds, work: syntheticWork('kit', seeds, { version, ...labels }) });
const names = (files: ReturnType<typeof memoryFiles>): string[] => openIndex(files, 'x').catalogue.inputs().map(({ labels }) => `${labels.name} ${labels.version}`).sort();

describe('an update', () => {
  it('takes the place of all older releases of the package, and of nothing else', () => {
    const files = memoryFiles();
    build(files, 'x', [release('1.0.0', [1]), release('1.1.0', [1, 2]), { seeds: [3], work: syntheticWork('kit-extra', [3]) }]);
    update(files, 'x', [release('2.0.0', [2, 4])]);
    expect(names(files)).toEqual(['kit 2.0.0', 'kit-extra 1.0.0']);
    expect([1, 2, 3, 4].filter((seed) => openIndex(files, 'x').has(contentOf(seed)))).toEqual([2, 3, 4]);
  });

  it('keeps two releases that come together', () => {
    const files = memoryFiles();
    build(files, 'x', [release('1.0.0', [1])]);
    update(files, 'x', [release('2.0.0', [2]), release('3.0.0', [3])]);
    expect(names(files)).toEqual(['kit 2.0.0', 'kit 3.0.0']);
  });

  it('leaves packages of one name in other ecosystems alone', () => {
    const files = memoryFiles();
    build(files, 'x', [release('1.0.0', [1]), release('1.0.0', [2], { purl: 'pkg:pypi/kit@1.0.0' })]);
    update(files, 'x', [release('2.0.0', [3], { purl: 'pkg:pypi/kit@2.0.0' })]);
    expect(openIndex(files, 'x').catalogue.inputs().map(({ labels }) => labels.purl).sort()).toEqual(['pkg:npm/kit@1.0.0', 'pkg:pypi/kit@2.0.0']);
  });

  it('says what it takes out, and knows what is there, so that it is not analysed again', () => {
    const files = memoryFiles();
    build(files, 'x', [release('1.0.0', [1, 2])]);
    const writer = IndexWriter.update(files, 'x', ENGINE);
    expect([contentOf(1), contentOf(3)].map((content) => writer.has(content))).toEqual([true, false]);
    writer.addFile(syntheticFile(3));
    writer.addWork(release('2.0.0', [1, 3]).work);
    expect(writer.replaced.map(({ labels }) => labels.version)).toEqual(['1.0.0']);
    writer.commit();
    writer.close();
    expect(names(files)).toEqual(['kit 2.0.0']);
  });

  it('rewrites only the segments that held what is gone', () => {
    const files = memoryFiles();
    build(files, 'x', [{ seeds: [5], work: syntheticWork('other', [5]) }]);
    const [untouched] = openIndex(files, 'x').manifest.segments;
    add(files, 'x', [release('1.0.0', [1, 2])]);
    update(files, 'x', [release('2.0.0', [2, 3])]);
    const { segments } = openIndex(files, 'x').manifest;
    expect(segments.map(({ file }) => file)).toContain(untouched!.file);
    expect(segments).toHaveLength(3);
    expect([...files.contents.keys()].filter((path) => path.endsWith('.segment')).sort()).toEqual(segments.map(({ file }) => `x/${file}`).sort());
  });
});

describe('releases of one package', () => {
  const labels = (name: string, purl: string | null) => syntheticWork(name, [], { purl });
  it.each([
    ['kit', 'pkg:npm/kit@1', 'kit', 'pkg:npm/kit@2', true],
    ['kit', 'pkg:npm/kit@1', 'kit', null, true],
    ['@a/kit', 'pkg:npm/%40a/kit@1', '@a/kit', 'pkg:npm/%40a/kit@2?x=y', true],
    ['kit', 'pkg:npm/kit@1', 'kit', 'pkg:pypi/kit@1', false],
    ['kit', null, 'kid', null, false],
  ])('%s %s and %s %s: %s', (a, purlA, b, purlB, same) => {
    expect(isSamePackage(labels(a, purlA), labels(b, purlB))).toBe(same);
  });
});
