// Makes near-copies of a function by program, as an assistant would hand them over: the names changed, perhaps the rest too.
import ts from 'typescript';

/** The text of a function, by its name or by that of the property that it is assigned to; throws where there is none. */
export function takeFunction(text, name, file) {
  const source = parse(text);
  const found = firstOf(source, (node) => {
    if (ts.isFunctionDeclaration(node)) return node.name?.text === name ? node : undefined;
    if (ts.isPropertyAssignment(node) && node.name.getText(source) === name && ts.isFunctionExpression(node.initializer)) return node.initializer;
    if (ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left) && node.left.name.text === name && ts.isFunctionExpression(node.right)) return node.right;
  });
  if (!found) throw new Error(`${file} has no function '${name}'`);
  const parameters = found.parameters.map((parameter) => parameter.getText(source)).join(', ');
  return `function ${name}(${parameters}) ${found.body.getText(source)}\n`;
}

/** Every name consistently replaced by another; layout and comments stay. `typed` makes TypeScript of it. */
export function renamed(text, { typed = false } = {}) {
  const source = parse(text);
  const names = new Map();
  const edits = [];
  walk(source, (node) => {
    if (!ts.isIdentifier(node) || isPlatforms(node)) return;
    if (!names.has(node.text)) names.set(node.text, inventName(names.size, text.length, node.text));
    const type = typed && ts.isParameter(node.parent) && node.parent.name === node ? ': any' : '';
    edits.push({ from: node.getStart(source), to: node.end, text: names.get(node.text) + type });
  });
  return edits.reverse().reduce((result, edit) => result.slice(0, edit.from) + edit.text + result.slice(edit.to), text);
}

/** Renamed, with a statement of one's own in the middle, and printed anew without its comments. */
export function edited(text) {
  const copy = renamed(text);
  const { statements } = parse(copy).statements[0].body;
  const middle = statements[statements.length >> 1].getFullStart();
  return `${print(parse(`${copy.slice(0, middle)}\nconsole.debug('step', performance.now());${copy.slice(middle)}`).statements[0])}\n`;
}

/** The longest run of 8 to 12 lines of statements in a function, renamed, without comments. */
export function excerpt(text) {
  const source = parse(renamed(text));
  let best = '';
  walk(source, (node) => {
    if (!ts.isBlock(node)) return;
    for (let from = 0; from < node.statements.length; from++) {
      for (let to = from + 1; to <= node.statements.length; to++) {
        const run = node.statements.slice(from, to).map(print).join('\n');
        const lines = run.split('\n').length;
        if (lines >= 8 && lines <= 12 && run.length > best.length) best = run;
      }
    }
  });
  if (best === '') throw new Error('the function has no run of 8 to 12 lines');
  return best;
}

const parse = (text) => ts.createSourceFile('copy.js', text, ts.ScriptTarget.Latest, true);

const print = (node) => ts.createPrinter({ removeComments: true }).printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());

function walk(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function firstOf(node, match) {
  return match(node) ?? ts.forEachChild(node, (child) => firstOf(child, match));
}

/** Names that nobody can change: they belong to the language or its surroundings. */
function isPlatforms(node) {
  const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  return isMember ? MEMBERS.has(node.text) : GLOBALS.has(node.text);
}

const OBJECTS = [Object, Function, Array, String, Number, Boolean, RegExp, Date, Math, JSON, Error, Map, Set, Promise, Symbol];
const GLOBALS = new Set([...Object.getOwnPropertyNames(globalThis), 'arguments', 'document', 'window']);
const MEMBERS = new Set(OBJECTS.flatMap((object) => [object, object.prototype ?? {}]).flatMap(Object.getOwnPropertyNames));

const NOUNS = ['entry', 'amount', 'origin', 'marker', 'bucket', 'signal', 'ticket', 'folder', 'budget', 'corner', 'sample', 'parcel', 'margin'];
const QUALITIES = ['', 'next', 'local', 'outer', 'final', 'spare', 'inner', 'plain', 'early'];

/** The n-th invented name, in the style of the old one. `shift` lets another function begin with other names. */
function inventName(n, shift, old) {
  const quality = QUALITIES[Math.floor(n / NOUNS.length)];
  if (quality === undefined) throw new Error('a function with so many names needs more words in scripts/demo/copies.mjs');
  const words = [quality, NOUNS[(n + shift) % NOUNS.length]].filter(Boolean);
  if (/^[A-Z][A-Z0-9_]+$/.test(old)) return words.join('_').toUpperCase();
  return words.map((word, i) => (i === 0 && !/^[A-Z]/.test(old) ? word : word[0].toUpperCase() + word.slice(1))).join('');
}
