/// <reference types="mocha" />
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';
import { hasKeyboard } from './support/input.ts';

// The runner says that no connection left the machine. These show that it would have seen one.
if (hasKeyboard) {
  suite('The test bed, in Node', () => {
    test('a connection of the extension host to another machine is refused and noted', async () => {
      await assert.rejects(once(connect(80, 'probe.invalid'), 'connect'), /a test allows no connection to probe\.invalid/);
    });

    test('and one of a thread of it', async () => {
      const thread = new Worker("require('node:net').connect(80, 'probe.invalid').on('error', (error) => require('node:worker_threads').parentPort.postMessage(error.message));", { eval: true });
      const [message] = await once(thread, 'message') as [string];
      assert.match(message, /a test allows no connection/);
    });
  });
}
