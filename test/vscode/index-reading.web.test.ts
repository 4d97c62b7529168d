/// <reference types="mocha" />
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { IndexState, IndexTraffic } from '../../src/host/service/protocol.ts';
import type { NearcopyApi } from '../../src/vscode/app.ts';
import { ServiceThread } from '../../src/host/service/service-thread.ts';
import { activated, extension } from './support/extension.ts';
import { fixtureIndex, inWorkspace, readText } from './support/workspace.ts';

interface Handle {
  getSize(): number;
  close(): void;
}
interface File {
  createSyncAccessHandle(): Promise<Handle>;
}
interface Folder {
  keys(): AsyncIterable<string>;
  getFileHandle(name: string, options?: { create: boolean }): Promise<File>;
  getDirectoryHandle(name: string, options: { create: boolean }): Promise<Folder>;
}
const { navigator } = globalThis as unknown as { navigator: { storage: { getDirectory(): Promise<Folder> } } };

// In the browser an index is copied into private files once, and read from there bit by bit.
suite('Reading an index in a browser', () => {
  let api: NearcopyApi;
  let copies: Folder;
  let size: number;
  let members: string[];
  const threads: ServiceThread[] = [];

  suiteSetup(async () => {
    api = await activated();
    await api.whenIdle();
    copies = await (await navigator.storage.getDirectory()).getDirectoryHandle('nearcopy-indexes', { create: true });
    const { catalogue, segments } = JSON.parse(await readText(vscode.Uri.joinPath(fixtureIndex(), 'manifest.json'))) as { catalogue: Member; segments: Member[] };
    members = [catalogue, ...segments].map(({ file }) => file).sort();
    size = [catalogue, ...segments].reduce((sum, member) => sum + member.size, 0);
    // Nobody else reads the copies now.
    await api.app.service.setUp({ indexes: [], expectedAtMost: 1e-3 });
  });
  suiteTeardown(() => api.app.reload());
  teardown(() => {
    for (const thread of threads.splice(0)) thread.dispose();
  });

  /** A new thread, as in a new session, that opens an index. */
  async function opened(uri?: vscode.Uri): Promise<{ service: ServiceThread; states: readonly IndexState[]; traffic: () => Promise<IndexTraffic> }> {
    const service = new ServiceThread(() => api.app.host.startService());
    threads.push(service);
    const indexes = uri ? [await api.app.host.indexPlace('fixtures.ncx', uri)] : [];
    const { indexes: states } = await service.setUp({ indexes, expectedAtMost: 1e-3 });
    return { service, states, traffic: async () => (await service.figures()).indexes! };
  }
  const check = async (service: ServiceThread): Promise<number> => {
    const path = 'copies/javascript/renamed.js';
    return (await service.check({ id: path, path, text: await readText(inWorkspace(path)) })).findings.length;
  };
  const copied = async (): Promise<string[]> => {
    const names: string[] = [];
    for await (const name of copies.keys()) names.push(name);
    return names.sort();
  };

  test('it is copied once, and the next session reads the copy, of which only what a check needs', async () => {
    const first = await opened(fixtureIndex());
    assert.equal((await first.traffic()).copied, size);
    assert.deepEqual(await copied(), members);
    first.service.dispose();
    const { service, states, traffic } = await opened(fixtureIndex());
    const atFirst = await traffic(); // of opening alone: the index is hardly larger than what a look-up reads
    assert.deepEqual([atFirst.copied, atFirst.inMemory, 'inMemory' in states[0]!], [0, 0, false]);
    assert.equal(await check(service), 1);
    const { read, inMemory } = await traffic();
    assert.ok(atFirst.read < size / 3 && read > atFirst.read, `${atFirst.read}, then ${read} of ${size}`);
    assert.equal(inMemory, 0);
  });

  test('a packed one is copied once too', async () => {
    const sample = vscode.Uri.joinPath(extension().extensionUri, 'dist', 'sample.ncx');
    const { size: all } = await vscode.workspace.fs.stat(sample);
    const first = await opened(sample);
    assert.equal((await first.traffic()).copied, all);
    first.service.dispose();
    const { states, traffic } = await opened(sample);
    assert.ok('works' in states[0]!);
    const { copied: again, read, inMemory } = await traffic();
    assert.deepEqual([again, inMemory], [0, 0]);
    assert.ok(read > 0 && read < all, `${read} of ${all}`);
  });

  test('copies of an index that is no longer named go, but not while another cannot be opened', async () => {
    const { service } = await opened(fixtureIndex());
    const gone = { name: 'gone.ncx', at: { address: inWorkspace('gone.ncx').toString(), packed: null } };
    const { indexes: [state] } = await service.setUp({ indexes: [gone], expectedAtMost: 1e-3 });
    assert.match((state as { problem: string }).problem, /^gone\.ncx\/manifest\.json can't be read: /);
    assert.deepEqual(await copied(), members);
    await service.setUp({ indexes: [], expectedAtMost: 1e-3 });
    assert.deepEqual(await copied(), []);
  });

  test('where its copies are taken by somebody else, it is held in memory, and the same is found', async () => {
    const handles = await Promise.all(members.map(async (name) => (await copies.getFileHandle(name, { create: true })).createSyncAccessHandle()));
    try {
      const { service, states, traffic } = await opened(fixtureIndex());
      assert.match((states[0] as { inMemory?: string }).inMemory ?? '', /access/i);
      assert.equal(await check(service), 1);
      assert.deepEqual(await traffic(), { copied: 0, read: 0, inMemory: size });
    } finally {
      for (const handle of handles) handle.close();
    }
  });
});

interface Member {
  readonly file: string;
  readonly size: number;
}
