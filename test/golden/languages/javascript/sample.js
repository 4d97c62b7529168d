#!/usr/bin/env node
'use strict';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
export { parseRecipe as parse };
export * from './units.js';

/** A cookbook: recipes by name, and what they need. */
export default class Cookbook extends Map {
  static #opened = 0;
  title = 'plain';
  onAdd = (recipe) => this.#count(recipe);

  constructor(title, { strict = false, ...rest } = {}) {
    super(Object.entries(rest));
    this.title = title ?? `book ${Cookbook.#opened++}`;
    if (strict && this.size === 0) throw new TypeError(`"${title}" is empty`);
  }

  get weight() { return [...this.values()].reduce((sum, recipe) => sum + recipe.grams, 0); }
  set weight(grams) { for (const recipe of this.values()) recipe.grams = (recipe.grams * grams) / this.weight; }

  #count(recipe) {
    let found = 0;
    for (let i = 0, n = recipe.steps.length; i < n; i++) {
      if (recipe.steps[i].done != true && i % 2 !== 1) continue;
      found += i > 3 ? 2 : 1;
    }
    return found;
  }

  async *[Symbol.asyncIterator]() {
    for await (const name of this.keys()) {
      yield name;
      yield* this.get(name)?.parts ?? [];
    }
  }
}

var kinds = { sweet: 1, 'very sour': 0x2f, [path.sep]: 1_000n, salty() { return -kinds.sweet; }, ...extra };

function parseRecipe(text, units = kinds) {
  const lines = text.split(/\r?\n/g);
  const [head, , ...steps] = lines;
  let recipe = null, empty = void 0;
  outer: while (true) {
    const line = steps.shift();
    if (line === undefined) break outer;
    switch (line[0]) {
      case '-':
      case '*':
        recipe = { ...recipe, head, [line.slice(1)]: units[line] };
        break;
      default:
        if (typeof line !== 'string' || !(head in units)) delete recipe[line];
        else {
          recipe?.steps?.push?.(line);
        }
    }
  }
  do {
    steps.length--;
  } while (steps.length >= 1);
  return recipe instanceof Object ? recipe : empty;
}

const scale = function (recipe, factor) {
  try {
    recipe.grams *= factor;
    recipe.parts.forEach((part, at) => { recipe.parts[at] = part * factor ** 2 >>> 0; });
  } catch {
    console.error('not a recipe', recipe, new Error().stack);
  } finally {
    recipe.scaled ||= !0;
  }
};

export async function load(file) {
  const text = await readFile(path.join(import.meta.dirname, file), 'utf8');
  const found = new Cookbook(...text.matchAll(/(?<name>\w+)/g));
  for (const key in found) if (Object.hasOwn(found, key)) found[key] &= ~1;
  return (scale(found, 2), found);
}

const list = (book) => (
  <ul className="book" {...book.props}>
    <Title text={book.title} />
    {book.recipes.map((recipe) => <li key={recipe.id} onClick={() => book.open(recipe)}>{recipe.name} of {recipe.grams} g</li>)}
  </ul>
);
