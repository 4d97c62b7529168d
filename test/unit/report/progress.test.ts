import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProgress } from '../../../src/cli/progress.ts';

function terminal(isTTY: boolean, columns = 60) {
  const written: string[] = [];
  return { written, isTTY, columns, write: (text: string) => written.push(text) };
}

describe('createProgress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([[false, true], [true, false]])('writes nothing with isTTY %s, enabled %s', (isTTY, enabled) => {
    const stream = terminal(isTTY);
    const progress = createProgress(stream, { enabled });
    progress.start('Reading', 2);
    progress.tick(2, 'a.ts');
    progress.stop();
    expect(stream.written).toEqual([]);
  });

  it('draws on one line, cut to the terminal, and wipes it', () => {
    const stream = terminal(true);
    const progress = createProgress(stream, { enabled: true });
    progress.start('Reading', 4);
    progress.tick(1, 'too soon to be drawn');
    vi.advanceTimersByTime(100);
    progress.tick(1, 'b.ts');
    progress.tick(2, `src/\x1b[2J${'x'.repeat(80)}.ts`);
    progress.stop();
    expect(stream.written).toEqual([
      '\rReading  ░░░░░░░░░░░░░░░░░░░░░░░░  0/4\x1b[K',
      '\rReading  ████████████░░░░░░░░░░░░  2/4  b.ts\x1b[K',
      '\rReading  ████████████████████████  4/4  src/\\u{1b}[2Jxxxxx…\x1b[K',
      '\r\x1b[K',
    ]);
  });

  it('makes room for what is printed beside it, once it is there', () => {
    const stream = terminal(true);
    const progress = createProgress(stream, { enabled: true });
    progress.aside(() => stream.write('first\n'));
    progress.start('Reading', 2);
    progress.tick(1, 'too soon to be drawn');
    vi.advanceTimersByTime(100);
    progress.tick(0, 'a.ts');
    progress.aside(() => stream.write('second\n'));
    const bar = '\rReading  ████████████░░░░░░░░░░░░  1/2  a.ts\x1b[K';
    expect(stream.written).toEqual(['first\n', '\rReading  ░░░░░░░░░░░░░░░░░░░░░░░░  0/2\x1b[K', bar, '\r\x1b[K', 'second\n', bar]);
  });

  it('counts where the total is unknown', () => {
    const stream = terminal(true);
    const progress = createProgress(stream, { enabled: true });
    progress.start('Unpacking', 0);
    expect(stream.written).toEqual(['\rUnpacking  0\x1b[K']);
  });
});
