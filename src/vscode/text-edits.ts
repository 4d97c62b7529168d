import type * as vscode from 'vscode';
import type { LineChange } from './moved-lines.ts';

/** The changes of an event as replacements one after the other: VS Code gives them in terms of the text before all of them. */
export function lineChanges(changes: readonly vscode.TextDocumentContentChangeEvent[]): LineChange[] {
  return [...changes].sort((a, b) => b.rangeOffset - a.rangeOffset).map(({ range, text }) => ({
    startLine: range.start.line,
    endLine: range.end.line,
    atLineStart: range.start.character === 0,
    breaks: breaksIn(text),
  }));
}

export const breaksIn = (text: string): number => text.split('\n').length - 1;
