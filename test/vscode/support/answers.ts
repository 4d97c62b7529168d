import * as vscode from 'vscode';

type Asking = 'showInputBox' | 'showQuickPick' | 'showOpenDialog' | 'showSaveDialog' | 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage';
/** Gets what the question was asked with. */
type Answer = (...asked: never[]) => unknown;

export interface Answered {
  /** The messages that were shown, each with its kind. */
  readonly said: readonly string[];
  restore(): void;
}

/**
 * Answers what the extension asks, in place of the person. Messages without an answer are noted and closed; any other question
 * without one fails the test. The suite's `vscode` is the extension's, since it lies in its folder.
 */
export function answering(answers: Partial<Record<Asking, Answer>>): Answered {
  const window = vscode.window as unknown as Record<Asking, Answer>;
  const said: string[] = [];
  const names: Asking[] = ['showInputBox', 'showQuickPick', 'showOpenDialog', 'showSaveDialog', 'showInformationMessage', 'showWarningMessage', 'showErrorMessage'];
  const before = new Map(names.map((name) => [name, window[name]]));
  for (const name of names) {
    window[name] = async (...asked: unknown[]) => {
      if (name.endsWith('Message')) said.push(`${name.slice(4, -7).toLowerCase()}: ${String(asked[0])}`);
      const answer = answers[name] as ((...all: unknown[]) => unknown) | undefined;
      if (answer) return answer(...await Promise.all(asked));
      if (name.endsWith('Message')) return undefined;
      throw new Error(`${name} was not to be expected: ${JSON.stringify(asked[0])}`);
    };
  }
  return { said, restore: () => before.forEach((old, name) => (window[name] = old!)) };
}
