import * as vscode from 'vscode';
import { messageOf } from '../host/failure.ts';

/**
 * Runs what a command does, and tells the user where it fails: a person who cancelled knows it. Resolves to undefined then, since
 * nobody waits for a command but tests.
 */
export function reportingErrors<Args extends unknown[], Result>(log: vscode.LogOutputChannel, action: (...args: Args) => Promise<Result>): (...args: Args) => Promise<Result | undefined> {
  return async (...args) => {
    try {
      return await action(...args);
    } catch (error) {
      if (!isCancellation(error)) sayError(log, error);
      return undefined;
    }
  };
}

export const isCancellation = (error: unknown): boolean => error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');

function sayError(log: vscode.LogOutputChannel, error: unknown): void {
  const message = messageOf(error);
  log.error(error instanceof Error ? error : message);
  const show = vscode.l10n.t('Show Log');
  void vscode.window.showErrorMessage(message, show).then((chosen) => chosen === show && log.show());
}

/** A signal for what takes one, which ends with a token. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const aborter = new AbortController();
  if (token.isCancellationRequested) aborter.abort();
  else token.onCancellationRequested(() => aborter.abort());
  return aborter.signal;
}
