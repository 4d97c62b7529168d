import { describe, expect, it } from 'vitest';
import { IndexError } from '../../../src/core/index/errors.ts';
import { takeLock } from '../../../src/store/lock.ts';
import { MemoryFiles } from '../../../src/store/memory-files.ts';
import { testOwner } from './memory.ts';

const write = (files: MemoryFiles, path: string, holder: object | string): void =>
  void files.contents.set(path, new TextEncoder().encode(typeof holder === 'string' ? holder : JSON.stringify(holder)));

describe('a lock', () => {
  it('is held until it is released', () => {
    const files = new MemoryFiles(testOwner());
    const lock = takeLock(files, 'lock');
    expect(() => takeLock(files, 'lock')).toThrow('process 1 on here');
    lock.release();
    takeLock(files, 'lock').release();
    expect(files.contents.size).toBe(0);
  });

  it('of a dead process is taken over', () => {
    const files = new MemoryFiles(testOwner());
    write(files, 'lock', { pid: 7, host: 'here', token: 'dead' });
    takeLock(files, 'lock');
    expect(() => takeLock(files, 'lock')).toThrow(IndexError);
    expect([...files.contents.keys()]).toEqual(['lock']);
  });

  it('is taken over also where a process died taking it over', () => {
    const files = new MemoryFiles(testOwner());
    write(files, 'lock', { pid: 7, host: 'here', token: 'dead' });
    write(files, 'lock.dead', { pid: 8, host: 'here', token: 'dead2' });
    takeLock(files, 'lock');
    expect([...files.contents.keys()]).toEqual(['lock']);
  });

  it('is left to who is taking it over', () => {
    const files = new MemoryFiles(testOwner());
    write(files, 'lock', { pid: 7, host: 'here', token: 'dead' });
    write(files, 'lock.dead', { pid: 1, host: 'here', token: 'alive' });
    expect(() => takeLock(files, 'lock')).toThrow(IndexError);
  });

  it('of another host, or one that we can\'t read, is never taken over', () => {
    const files = new MemoryFiles(testOwner());
    write(files, 'lock', { pid: 7, host: 'there', token: 'x' });
    expect(() => takeLock(files, 'lock')).toThrow('process 7 on there');
    write(files, 'lock', '');
    expect(() => takeLock(files, 'lock')).toThrow('delete lock');
    write(files, 'lock', { pid: 7, host: 'here', token: '../x' });
    expect(() => takeLock(files, 'lock')).toThrow(IndexError);
  });

  it('that another process has taken meanwhile is not released', () => {
    const files = new MemoryFiles(testOwner());
    const lock = takeLock(files, 'lock');
    write(files, 'lock', { pid: 9, host: 'here', token: 'other' });
    lock.release();
    expect(files.contents.has('lock')).toBe(true);
  });
});
