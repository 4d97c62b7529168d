import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { InsertionWatch } from '../../../src/vscode/insertion-watch.ts';

// Which changes look like code that arrived in one piece, and when that is told.

describe('insertions', () => {
  const document = { isClosed: false } as vscode.TextDocument;
  const arrived = vi.fn();
  let watch: InsertionWatch;
  beforeEach(() => {
    vi.useFakeTimers();
    arrived.mockReset();
    watch = new InsertionWatch(arrived);
  });
  afterEach(() => {
    watch.dispose();
    vi.useRealTimers();
  });
  const settle = (): void => void vi.advanceTimersByTime(1000);

  it('tells of several lines at once, when no more comes', () => {
    watch.changed(document, [{ breaks: 8, length: 200 }], false);
    expect(arrived).not.toHaveBeenCalled();
    settle();
    expect(arrived).toHaveBeenCalledExactlyOnceWith(document, false);
  });

  it('tells once of a stream, after its end', () => {
    for (let i = 0; i < 20; i++) {
      watch.changed(document, [{ breaks: 1, length: 30 }], false);
      vi.advanceTimersByTime(60);
    }
    settle();
    expect(arrived).toHaveBeenCalledTimes(1);
  });

  it('says nothing of typing', () => {
    for (let i = 0; i < 100; i++) {
      watch.changed(document, [{ breaks: i % 20 === 0 ? 1 : 0, length: 1 }], false);
      vi.advanceTimersByTime(80);
    }
    settle();
    expect(arrived).not.toHaveBeenCalled();
  });

  it('says nothing of a line that the editor completes', () => {
    watch.changed(document, [{ breaks: 1, length: 12 }], false);
    settle();
    expect(arrived).not.toHaveBeenCalled();
  });

  it('says nothing of undo and redo', () => {
    watch.changed(document, [{ breaks: 30, length: 900 }], true);
    settle();
    expect(arrived).not.toHaveBeenCalled();
  });

  it('tells of a single line where a paste was announced, and only then', () => {
    watch.expectPaste(document);
    watch.changed(document, [{ breaks: 0, length: 60 }], false);
    settle();
    expect(arrived).toHaveBeenCalledTimes(1);
    watch.changed(document, [{ breaks: 0, length: 60 }], false);
    settle();
    expect(arrived).toHaveBeenCalledTimes(1);
  });

  it('forgets a paste that did not come', () => {
    watch.expectPaste(document);
    vi.advanceTimersByTime(5000);
    watch.changed(document, [{ breaks: 0, length: 60 }], false);
    settle();
    expect(arrived).not.toHaveBeenCalled();
  });

  it('says nothing of a document that was closed meanwhile', () => {
    watch.changed({ isClosed: true } as vscode.TextDocument, [{ breaks: 8, length: 200 }], false);
    settle();
    expect(arrived).not.toHaveBeenCalled();
  });
});
