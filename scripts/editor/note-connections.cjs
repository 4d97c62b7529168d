// Loaded into every process of the editor's server, the extension host among them: notes and refuses each connection that
// would leave the machine, so that a test can say there was none.
'use strict';
const { appendFileSync } = require('node:fs');
const net = require('node:net');

// A test asks for probe.invalid to see that this is in place.
const log = process.env.NEARCOPY_CONNECTION_LOG;
const load = `--require ${JSON.stringify(__filename)}`;
if (!process.env.NODE_OPTIONS?.includes(__filename)) process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} ${load}`.trim();

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  const host = typeof options === 'object' && options !== null ? options.host ?? (options.path ? undefined : 'localhost') : typeof args[1] === 'string' ? args[1] : undefined;
  if (host === undefined || /^(localhost|127\.|::1$|\[::1\]$)/.test(host)) return connect.apply(this, args);
  if (log && host !== 'probe.invalid') appendFileSync(log, `${host} (${process.argv[1] ?? process.title})\n`);
  process.nextTick(() => this.destroy(new Error(`a test allows no connection to ${host}`)));
  return this;
};
