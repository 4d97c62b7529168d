import { describe, expect, it } from 'vitest';
import { analyse, engineOver, entryOf, indexOf } from './support.ts';

/** Whether what is found of a copy in an index of the original counts as a common idiom. */
async function isIdiom(original: string, copy: string): Promise<boolean> {
  const engine = engineOver([indexOf([{ name: 'kit', path: 'original.js', entry: entryOf(await analyse('javascript', original), original) }])]);
  const findings = engine.check({ path: 'copy.js', text: copy, tokens: await analyse('javascript', copy) }, { expectedAtMost: 10 });
  expect(findings).not.toEqual([]);
  return findings.every(({ idiom }) => idiom === true);
}

describe('compiled code', () => {
  const helper = `function _toConsumableArray(arr) {
  if (Array.isArray(arr)) { for (var i = 0, arr2 = Array(arr.length); i < arr.length; i++) arr2[i] = arr[i]; return arr2; }
  return Array.from(arr);
}
`;
  const prelude = `Object.defineProperty(exports, "__esModule", { value: true });
exports.default = sum;
var _range = require("./range.js");
var _range2 = _interopRequireDefault(_range);
var _fold = require("./fold.js");
var _fold2 = _interopRequireDefault(_fold);
`;

  it('is what a compiler puts into a module under a name of its own', async () => {
    expect(await isIdiom(helper, helper)).toBe(true);
    expect(await isIdiom(helper, helper.replaceAll('arr2', 'out').replaceAll('arr', 'list'))).toBe(true);
  });

  it("is told by the original's names, not by the copy's", async () => {
    const own = helper.replace('_toConsumableArray', 'spread');
    expect(await isIdiom(helper, own)).toBe(true);
    expect(await isIdiom(own, helper)).toBe(false);
  });

  it('is the code of the module system', async () => {
    expect(await isIdiom(prelude, prelude.replaceAll('range', 'map').replaceAll('fold', 'each'))).toBe(true);
    expect(await isIdiom(`var first = open("a");\nvar second = wrap(first);\nvar third = open("b", { deep: true });\nvar fourth = wrap(third, first);\nmain.run(second, fourth);\n`, `var a = open("a");\nvar b = wrap(a);\nvar c = open("b", { deep: true });\nvar d = wrap(c, a);\nmain.run(b, d);\n`)).toBe(false);
  });
});
