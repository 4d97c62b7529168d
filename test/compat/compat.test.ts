import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodeIndexFiles } from '../../src/host/node/index-files.ts';
import { openIndex } from '../../src/store/open.ts';
import { verifyIndex } from '../../src/store/verify.ts';
import { smallAnswers } from './small-index.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const versions = readdirSync(here).filter((name) => /^v\d+$/.test(name));

describe.each(versions)('an index of format %s', (version) => {
  const expected = JSON.parse(readFileSync(`${here}${version}/answers.json`, 'utf8')) as { lookups: number[][]; digest: string };
  const keys = expected.lookups.map(([key]) => key!);

  it.each(['small.ncx', 'small-single.ncx'])('answers as it always did: %s', (name) => {
    const path = `${here}${version}/${name}`;
    const index = openIndex(nodeIndexFiles, path, { engine: 'synthetic 1' });
    try {
      expect(JSON.parse(JSON.stringify(smallAnswers(index, keys)))).toEqual(expected);
    } finally {
      index.close();
    }
    expect(verifyIndex(nodeIndexFiles, path)).toEqual({ problems: [], leftovers: [] });
  });
});

it('there is an index of each version', () => {
  expect(versions).toContain('v1');
});
