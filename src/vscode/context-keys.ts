import * as vscode from 'vscode';
import type { App } from './app.ts';
import { readConfig, onConfigChange } from './config.ts';
import { isBroken } from './indexes.ts';
import { LANGUAGES } from './paste.ts';

/** Tells the editor what menus and welcome texts depend on. Commands that need nothing of this are there before the extension runs. */
export function setContextKeys({ store, indexes, scans, host }: App): vscode.Disposable {
  const known = new Map<string, unknown>();
  const set = (key: string, value: unknown): void => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', `nearcopy.${key}`, value);
  };
  const update = (): void => {
    const hasFindings = store.count > 0;
    set('hasFindings', hasFindings);
    set('hasReport', scans.last !== undefined);
    set('state', !readConfig().enabled ? 'off' : indexes.used.every(({ state }) => isBroken(state)) ? 'noIndex' : 'ready');
  };
  set('languages', LANGUAGES);
  set('isBrowser', host.tasks === null);
  // The indexes say themselves when they are open; until then nothing is said, so that no welcome text flashes up.
  const subscriptions = [store.onDidChange(update), indexes.onDidChange(update), scans.onDidChange(update), onConfigChange(update)];
  return vscode.Disposable.from(...subscriptions);
}
