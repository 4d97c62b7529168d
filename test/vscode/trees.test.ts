/// <reference types="mocha" />
import assert from 'node:assert/strict';
import { ServiceThread } from '../../src/host/service/service-thread.ts';
import { activated } from './support/extension.ts';

// Node and browsers compile WebAssembly each in their own way: what a grammar's start-up test says is asked in each.
suite('Trees of every language', () => {
  test('are read from the memory of the parser, not node by node', async () => {
    const api = await activated();
    const service = new ServiceThread(() => api.app.host.startService());
    try {
      const { languages } = await service.setUp({ indexes: [], expectedAtMost: 1e-3 });
      const skipped: string[] = [];
      for (const { id, extensions: [extension] } of languages) {
        const path = `sample${extension}`;
        const outcome = await service.check({ id: path, path, language: id, text: 'a\n' });
        if (outcome.skipped !== null) skipped.push(`${path}: ${outcome.skipped}`);
      }
      assert.deepEqual(skipped, []);
      const { walks } = await service.figures();
      assert.deepEqual(Object.entries(walks).filter(([, walk]) => walk !== 'heap'), []);
      assert.equal(Object.keys(walks).length, languages.length, `${languages.length} languages were read by ${Object.keys(walks).join(', ')}`);
    } finally {
      service.dispose();
    }
  });
});
