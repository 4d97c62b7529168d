import { expect, it } from 'vitest';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { createDocumentService } from '../../../src/host/service/document-service.ts';

it('skips a document for its bytes, as a scan does', async () => {
  const service = await createDocumentService({ ...grammarFiles(), heapBytes: () => 0, openIndex: () => Promise.reject(new Error('there is none')) });
  const skipped = async (text: string) => (await service.check({ id: 'a', path: 'a.js', text })).skipped;
  expect(await skipped('// 码码码码\n'.repeat(10))).toBeNull();
  expect(await skipped('// 码码码码\n'.repeat(190_000))).toBe('too large (2.9 MB, limit 2 MB)');
});
