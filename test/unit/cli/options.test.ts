import { Command } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addCheckOptions, evidenceChoice, type CheckOptions } from '../../../src/cli/check-options.ts';
import { useColor } from '../../../src/cli/use-color.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';
import { workersOption } from '../../../src/cli/workers-option.ts';
import { defaultPolicy, expectedAtMostOf, type Policy } from '../../../src/policy/policy.ts';
import { failureOf } from '../../../src/host/failure.ts';
import { MissingGrammarError } from '../../../src/host/node/grammar-files.ts';

function parsed(...args: string[]): CheckOptions & { workers?: number } {
  const command = addCheckOptions(new Command().exitOverride().configureOutput({ writeErr: () => undefined })).addOption(workersOption());
  return command.parse(args, { from: 'user' }).opts();
}

describe('options of scan and check', () => {
  it('have defaults where the policy has nothing to say, and gather indexes', () => {
    const options = parsed('-i', 'a.ncx');
    expect(options).toMatchObject({ index: ['a.ncx'], format: 'text' });
    expect([options.failOn, options.level, options.policy]).toEqual([undefined, undefined, undefined]);
    expect(parsed('-i', 'a.ncx', '--index', 'b.ncx').index).toEqual(['a.ncx', 'b.ncx']);
  });

  it('turn a level into a number, which --expected-at-most overrules; both overrule the policy', () => {
    const of = (policy: Partial<Policy>, ...args: string[]): number => expectedAtMostOf({ ...defaultPolicy, ...policy }, evidenceChoice(parsed('-i', 'x', ...args)));
    expect(of({}, '--level', 'strict')).toBeLessThan(of({}));
    expect(of({})).toBeLessThan(of({}, '--level', 'thorough'));
    expect(of({}, '--level', 'strict', '--expected-at-most', '0.5')).toBe(0.5);
    expect(of({ level: 'strict' })).toBe(of({}, '--level', 'strict'));
    expect(of({ level: 'strict', expectedAtMost: 0.25 })).toBe(0.25);
    expect(of({ expectedAtMost: 0.25 }, '--level', 'strict')).toBe(of({}, '--level', 'strict'));
  });

  it('name a policy, or none', () => {
    expect([parsed('-i', 'x', '--policy', 'p.json').policy, parsed('-i', 'x', '--no-policy').policy]).toEqual(['p.json', false]);
  });

  it.each(['0', '-1', 'x', '', 'NaN'])('refuse --expected-at-most %j', (value) => {
    expect(() => parsed('-i', 'x', '--expected-at-most', value)).toThrow(UsageError);
  });

  it.each(['0', '65', '1.5', 'many', ''])('refuse --workers %j', (value) => {
    expect(() => parsed('-i', 'x', '--workers', value)).toThrow(/--workers takes a number from 1 to 64/);
  });

  it('take --workers from 1 to 64', () => {
    expect(['1', '64'].map((value) => parsed('-i', 'x', '--workers', value).workers)).toEqual([1, 64]);
  });
});

describe('useColor', () => {
  const stream = (isTTY: boolean) => ({ isTTY }) as NodeJS.WriteStream;
  afterEach(() => vi.unstubAllEnvs());
  const given = (env: Record<string, string>, isTTY: boolean, option?: boolean): boolean => {
    for (const name of ['NO_COLOR', 'FORCE_COLOR', 'TERM']) vi.stubEnv(name, env[name] ?? '');
    return useColor(stream(isTTY), option);
  };

  it('is for terminals, unless told otherwise', () => {
    expect(given({}, true)).toBe(true);
    expect(given({}, false)).toBe(false);
    expect(given({ TERM: 'dumb' }, true)).toBe(false);
    expect(given({ NO_COLOR: '1' }, true)).toBe(false);
    expect(given({ FORCE_COLOR: '1' }, false)).toBe(true);
    expect(given({ FORCE_COLOR: '0' }, true)).toBe(false);
    expect(given({ FORCE_COLOR: '1' }, true, false)).toBe(false);
    expect(given({ FORCE_COLOR: '1', NO_COLOR: '1' }, true)).toBe(false);
  });
});

describe('failureOf', () => {
  it('keeps what tells errors apart on their way between threads', () => {
    expect(failureOf(new MissingGrammarError('gone'))).toEqual({ name: 'MissingGrammarError', message: 'gone' });
    expect(failureOf(Object.assign(new Error('full'), { code: 'ENOSPC' }))).toEqual({ name: 'Error', message: 'full', code: 'ENOSPC' });
    expect(failureOf('odd')).toEqual({ name: 'Error', message: 'odd' });
    expect(structuredClone(failureOf(new UsageError('no')))).toEqual({ name: 'UsageError', message: 'no' });
  });
});
