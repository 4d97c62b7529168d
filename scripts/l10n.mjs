// Checks that every text of the extension exists in both languages, and writes l10n/bundle.l10n.json, the list of the texts
// in src/vscode, anew with --write. The German bundle is written by hand.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { root } from './steps.mjs';

const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const problems = [];
/** Text to the place where it stands. */
const texts = textsOf(join(root, 'src/vscode'));

const [manifest, english, german] = ['package.json', 'package.nls.json', 'package.nls.de.json'].map(read);
const used = new Set([...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key));
compare('package.json', used, 'package.nls.json', english);
compare('package.json', used, 'package.nls.de.json', german);

if (process.argv.includes('--write')) {
  const sorted = [...texts.keys()].sort();
  writeFileSync(join(root, 'l10n/bundle.l10n.json'), `${JSON.stringify(Object.fromEntries(sorted.map((text) => [text, text])), null, 2)}\n`);
}
const bundle = read('l10n/bundle.l10n.json');
const translated = read('l10n/bundle.l10n.de.json');
compare('src/vscode', new Set(texts.keys()), 'l10n/bundle.l10n.json', bundle, ' (node scripts/l10n.mjs --write)');
compare('src/vscode', new Set(texts.keys()), 'l10n/bundle.l10n.de.json', translated);
for (const [text, translation] of Object.entries(translated)) {
  if (placeholders(text) !== placeholders(translation)) problems.push(`l10n/bundle.l10n.de.json: other placeholders in ${JSON.stringify(translation)} than in ${JSON.stringify(text)}`);
}

for (const problem of problems) console.log(problem);
if (problems.length === 0) console.log(`${used.size} texts of the manifest and ${texts.size} of the program stand in both languages`);
process.exitCode = problems.length === 0 ? 0 : 1;

function compare(source, wanted, file, given, hint = '') {
  for (const key of wanted) if (!given[key]) problems.push(`${file} lacks ${JSON.stringify(key)}, of ${texts.get(key) ?? source}${hint}`);
  for (const key of Object.keys(given)) if (!wanted.has(key)) problems.push(`${file} has ${JSON.stringify(key)}, which ${source} doesn't use${hint}`);
}

function placeholders(text) {
  return [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');
}

/** The first argument of every `l10n.t(…)` or `vscode.l10n.t(…)`, with the place where it stands. */
function textsOf(folder) {
  const found = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const path = join(entry.parentPath, entry.name);
    const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    const place = (node) => `${relative(root, path)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    const visit = (node) => {
      if (ts.isCallExpression(node) && /(^|\.)l10n\.t$/.test(node.expression.getText())) {
        const [text] = node.arguments;
        if (text && ts.isStringLiteralLike(text)) found.set(text.text, place(node));
        else problems.push(`${place(node)}: the text of l10n.t must be a plain string, so that it can be found and translated`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}
