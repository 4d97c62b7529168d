import { describe, expect, it } from 'vitest';
import { parseSourceList, readSourceList } from '../../../src/sources/source-list.ts';
import { tree } from './tree.ts';

const parse = (text: string) => parseSourceList(text, 'works.list', '/lists');

describe('a list of sources as text', () => {
  it('has one source a line, comments, and options', () => {
    expect(parse([
      '\uFEFF# what we use', '', 'npm:lodash@4.17.21', '  ../code/kit   license=MIT name=kit # ours', 'kit#v1.0 version=1.0 date=2020-01-02',
      '"a folder/x" license="MIT OR ISC"', 'pkg:npm/ms@2.1.3 integrity=sha512-a+/b==\r', '#npm:gone@1',
    ].join('\n'))).toEqual([
      { spec: 'npm:lodash@4.17.21', cwd: '/lists' },
      { spec: '../code/kit', license: 'MIT', name: 'kit', cwd: '/lists' },
      { spec: 'kit#v1.0', workVersion: '1.0', date: '2020-01-02', cwd: '/lists' },
      { spec: 'a folder/x', license: 'MIT OR ISC', cwd: '/lists' },
      { spec: 'pkg:npm/ms@2.1.3', integrity: 'sha512-a+/b==', cwd: '/lists' },
    ]);
  });

  it.each([
    ['a b', 'works.list:1: "b" is no option'],
    ['\na licence=MIT', 'works.list:2: unknown option "licence". There are integrity, license, name, version, date, only, without.'],
    ['a name=x name=y', 'works.list:1: name stands there twice'],
    ['a name=', 'works.list:1: name says nothing'],
    ['a license="MIT', 'works.list:1: a quotation mark has no other'],
    ['# nothing', 'works.list: the list names no sources'],
    ['', 'works.list: the list names no sources'],
  ])('that says %j is refused with its line', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});

describe('a list of sources as JSON', () => {
  it('says the same', () => {
    expect(parse(JSON.stringify({ works: [{ source: 'npm:lodash@4.17.21', integrity: 'sha512-x', license: 'MIT', note: 'much copied' }, { source: 'kit', name: 'k', version: '2', date: '2020-01-02' }] }))).toEqual([
      { spec: 'npm:lodash@4.17.21', integrity: 'sha512-x', license: 'MIT', cwd: '/lists' }, { spec: 'kit', name: 'k', workVersion: '2', date: '2020-01-02', cwd: '/lists' },
    ]);
  });

  it.each([
    ['{"works":[', 'works.list: it is not valid JSON'],
    ['{}', 'works.list: it has no list "works"'],
    ['{"works":[]}', 'the list names no sources'],
    ['{"works":[{"source":"a"},{"name":"x"}]}', 'works.list, work 2: it has no "source"'],
    ['{"works":["a"]}', 'works.list, work 1: it has no "source"'],
    ['{"works":[null]}', 'works.list, work 1: it has no "source"'],
    ['{"works":[{"source":"a","version":1}]}', 'works.list, work 1: "version" is no text'],
    ['{"works":[{"source":"a","licence":"MIT"}]}', 'works.list, work 1: unknown option "licence"'],
    ['{"works":[{"source":"a","__proto__":"x"}]}', 'unknown option "__proto__"'],
  ])('that says %j is refused', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});

describe('the file of a list', () => {
  it('is what its paths are relative to', async () => {
    const root = tree({ 'lists/works.list': 'kit\n' });
    expect(await readSourceList(`${root}/lists/works.list`)).toEqual([{ spec: 'kit', cwd: `${root}/lists` }]);
  });

  it('that is not there is named', async () => {
    await expect(readSourceList('/nowhere/works.list')).rejects.toThrow('/nowhere/works.list: does not exist. It should be a list of sources.');
  });
});
