// Starts the editor and the browser that shows it, both with nothing left over from another run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { codeServer, findChromium, serverNode } from './places.mjs';

const SERVER_START_MS = 60_000;
const STOP_MS = 5_000;

/** What keeps VS Code from doing anything that wasn't asked for. */
const QUIET_SETTINGS = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'files.autoSave': 'off', // as in a desktop window
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoUpdate': 'off', // VS Code rewrites the older `false`, and the settings file is then open and unsaved
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'update.mode': 'none',
  // npm is run by these
  'js/ts.tsserver.automaticTypeAcquisition.enabled': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'npm.fetchOnlinePackageInfo': false,
};
const QUIET_BROWSER = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'];

/**
 * An editor on a port of its own. `vsix`: packages to install. `smoke`: run as a test window, which a suite inside the
 * extension host needs and which shows no toasts. `trusted`: false asks about workspace trust, as VS Code does for a new folder.
 * @param {{ vsix?: string[], smoke?: boolean, settings?: object, trusted?: boolean, viewport?: { width: number, height: number }, env?: object }} options
 */
export async function startEditor({ vsix = [], smoke = false, settings = {}, trusted = true, viewport = { width: 1400, height: 900 }, env = {} } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'nearcopy-editor-'));
  const place = (name) => join(home, name);
  for (const folder of ['data/User', 'data/Machine', 'extensions', 'home']) mkdirSync(place(folder), { recursive: true });
  const allSettings = { ...QUIET_SETTINGS, ...settings };
  // What belongs to a machine, such as where indexes are, VS Code reads from the settings of the machine that the server runs on.
  const settingsFiles = [place('data/User/settings.json'), place('data/Machine/settings.json')];
  const writeSettings = (values) => {
    for (const file of settingsFiles) writeFileSync(file, JSON.stringify(values, null, 2));
  };
  writeSettings(allSettings);
  const outside = place('outside.log');
  writeFileSync(outside, '');
  const start = (args, log) => spawn(join(serverNode, 'bin/node'), [
    '--require', join(import.meta.dirname, 'note-connections.cjs'),
    join(codeServer, 'out/node/entry.js'),
    '--auth', 'none', '--config', place('config.yaml'), '--user-data-dir', place('data'), '--extensions-dir', place('extensions'),
    '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', ...(trusted ? ['--disable-workspace-trust'] : []), ...args,
  ], {
    detached: true, // a process group of its own, so that all of it can be ended
    stdio: ['ignore', log, log],
    env: {
      ...process.env, HOME: place('home'), XDG_CONFIG_HOME: place('home'), XDG_DATA_HOME: place('home'),
      EXTENSIONS_GALLERY: '{"serviceUrl":""}', NEARCOPY_CONNECTION_LOG: outside, ...env,
    },
  });
  const log = place('server.log');
  const logFile = openSync(log, 'a');
  const serverLog = () => readFileSync(log, 'utf8');

  for (const file of vsix) {
    const [code] = await once(start(['--install-extension', file], logFile), 'exit');
    if (code !== 0 || !serverLog().includes('successfully installed')) throw new Error(`${file} could not be installed:\n${serverLog()}`);
  }
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const server = start(['--bind-addr', `127.0.0.1:${port}`, ...(smoke ? ['--vscode-option', 'enable-smoke-test-driver'] : [])], logFile);
  closeSync(logFile);
  const ended = once(server, 'exit').then(() => true);
  await answers(base, ended, serverLog);

  const browser = await chromium.launch({ executablePath: findChromium(), headless: true, args: QUIET_BROWSER });
  const context = await browser.newContext({ viewport });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base });
  const attempts = [];
  context.on('request', (request) => {
    if (!isHere(new URL(request.url()))) attempts.push(request.url());
  });
  await context.route((url) => !isHere(url), (route) => route.abort());

  return {
    base, home, server, context, serverLog,
    settings: allSettings, writeSettings,
    /** Addresses outside of this machine that the page or the server's processes asked for. */
    outsideRequests: () => [...attempts, ...readFileSync(outside, 'utf8').split('\n').filter(Boolean)],
    async stop() {
      await browser.close().catch(() => undefined);
      endGroup(server, 'SIGTERM');
      if (!await Promise.race([ended, wait(STOP_MS)])) endGroup(server, 'SIGKILL');
      if (!process.env.KEEP_EDITOR) rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Names under which web views ask for files of this machine. Their service worker answers; the browser couldn't resolve them. */
const WEB_VIEW_FILES = '.vscode-resource.vscode-cdn.net';

/** Whether an address is one of this machine. */
export function isHere({ protocol, hostname }) {
  return ['127.0.0.1', 'localhost'].includes(hostname) || hostname.endsWith(WEB_VIEW_FILES) || !['http:', 'https:', 'ws:', 'wss:'].includes(protocol);
}

async function answers(base, ended, serverLog) {
  const gone = ended.then(() => { throw new Error(`the editor's server ended at once:\n${serverLog()}`); });
  gone.catch(() => undefined);
  const end = Date.now() + SERVER_START_MS;
  for (;;) {
    if (await Promise.race([gone, fetch(`${base}/healthz`).then((response) => response.ok, () => false)])) return;
    if (Date.now() > end) throw new Error(`the editor's server doesn't answer:\n${serverLog()}`);
    await wait(100);
  }
}

function endGroup({ pid }, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // it has ended by itself
  }
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
