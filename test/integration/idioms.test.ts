import { afterAll, beforeAll, expect, it } from 'vitest';
import { nearcopy, scan, succeed } from './support/cli.ts';
import { Workspace } from './support/workspace.ts';

// Code that many makers have: a match of it informs, whoever's file it was found in; a copy of what stands inside warns.

const space = new Workspace();
const cwd = space.path;
afterAll(() => space.dispose());

/** A module as bundlers wrap it. */
const wrapped = (global: string, factory: string, name: string, body: string): string => `(function (${global}, ${factory}) {
  typeof exports === 'object' && typeof module !== 'undefined' ? module.exports = ${factory}() :
  typeof define === 'function' && define.amd ? define(${factory}) :
  (${global} = ${global} || self, ${global}.${name} = ${factory}());
}(this, function () {
  'use strict';
${body}
}));
`;
const brightness = (steps: string, level: string, room: string): string => `
  const ${steps} = [3, 9, 27];
  return function (${level}, ${room}) {
    let sum = ${level} < 0 ? ${room}.least : ${level} * ${room}.scale;
    for (const step of ${steps}) if (step * ${level} < ${room}.limit) sum += step - ${room}.dark / step;
    while (sum > ${room}.limit && ${room}.isOpen) sum -= ${room}.scale + ${level};
    return { sum, by: ${steps}.map((step) => [step, ${room}.base + sum].join('/')) };
  };`;
const coast = `
  let high = 0;
  class Coast { constructor(name) { this.name = name; high += 1; } }
  return { coast(name) { while (high > 4) high -= 2; return new Coast(name); } };`;

beforeAll(async () => {
  const folder = space.work('lamp', { name: 'lamp', license: 'MIT' }, { 'lamp.js': wrapped('global', 'factory', 'Lamp', brightness('steps', 'level', 'room')) });
  await succeed(['index', 'build', '-o', 'lamp.ncx', folder], { cwd });
  space.write('coast.js', wrapped('root', 'make', 'Coast', coast));
  space.write('glow.js', wrapped('root', 'make', 'Glow', brightness('marks', 'degree', 'hall')));
});

it('a wrapper that many have informs, and fails nothing', async () => {
  const report = await scan(['-i', 'lamp.ncx', 'coast.js'], { cwd });
  expect(report.findings).toMatchObject([{ idiom: true, severity: 'information', match: { work: 'lamp' }, startLine: 1, endLine: 5 }]);
  expect((await nearcopy(['scan', '-i', 'lamp.ncx', '--no-cache', 'coast.js'], { cwd })).code).toBe(0);
});

it('what stands inside of it is as much of a copy as ever', async () => {
  const { findings } = await scan(['-i', 'lamp.ncx', 'glow.js'], { cwd });
  expect(findings.filter(({ idiom }) => !idiom)).toMatchObject([{ severity: 'warning', kind: 'renamed', match: { work: 'lamp' } }]);
});

it('--explain says how much of a match is commonplace', async () => {
  const stdout = await succeed(['scan', '-i', 'lamp.ncx', '--explain', 'coast.js'], { cwd });
  expect(stdout).toMatch(/\d+% of its structure is commonplace: a common idiom/);
  expect(stdout).toMatch(/finding 1-5: renamed, common idiom, /);
});
