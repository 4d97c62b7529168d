import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { indexKey } from '../../src/core/index/index-key.ts';
import { nodeIndexFiles } from '../../src/host/node/index-files.ts';
import { openIndex } from '../../src/store/open.ts';
import { verifyIndex } from '../../src/store/verify.ts';
import { smallAnswers } from './small-index.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const versions = readdirSync(here).filter((name) => /^v\d+$/.test(name));

describe.each(versions)('an index of format %s', (version) => {
  const expected = JSON.parse(readFileSync(`${here}${version}/answers.json`, 'utf8')) as { lookups: number[][]; digest: string };
  const asked = expected.lookups.map(([key]) => key!);
  const secret = `${here}${version}/secret`;
  const keys = existsSync(secret) ? [indexKey(readFileSync(secret), secret)] : [];

  it.each(['small.ncx', 'small-single.ncx'])('answers as it always did: %s', (name) => {
    const path = `${here}${version}/${name}`;
    const index = openIndex(nodeIndexFiles, path, { engine: 'synthetic 1', keys });
    try {
      expect(JSON.parse(JSON.stringify(smallAnswers(index, asked)))).toEqual(expected);
    } finally {
      index.close();
    }
    expect(verifyIndex(nodeIndexFiles, path, keys)).toEqual({ problems: [], leftovers: [] });
  });
});

it('there is an index of each version', () => {
  expect(versions).toEqual(['v1', 'v2']);
});
