// Copies the chosen grammar .wasm files and the language data into dist/grammars. grammars/manifest.json says which file
// of which package, with its version, licence and sha256; a file that differs stops the build. Functions that are too large for V8 are parted after that.
//   node scripts/grammars.mjs            copy, check
//   node scripts/grammars.mjs --update   also write the versions and hashes found into the manifest
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modernDylink } from './dylink.mjs';
import { outlineLargeFunctions } from './outline.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export function copyGrammars({ update = false } = {}) {
  const manifestPath = join(root, 'grammars', 'manifest.json');
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  const out = join(root, 'dist', 'grammars');

  mkdirSync(out, { recursive: true });
  for (const [name, entry] of Object.entries(manifest.files)) {
    const packageJson = JSON.parse(readFileSync(join(root, 'node_modules', entry.package, 'package.json'), 'utf8'));
    const bytes = modernDylink(readFileSync(join(root, 'node_modules', entry.package, entry.file)));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (update) Object.assign(entry, { version: packageJson.version, license: packageJson.license, sha256 });
    else if (entry.sha256 !== sha256) throw new Error(`grammars/manifest.json: ${entry.package} ${packageJson.version} gives another ${name}.wasm than recorded (${sha256}); run node scripts/grammars.mjs --update after checking it`);
    writeFileSync(join(out, `${name}.wasm`), outlineLargeFunctions(bytes));
  }
  if (update) writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
  cpSync(manifestPath, join(out, 'manifest.json'));
  const languages = readdirSync(join(root, 'grammars', 'languages')).filter((file) => file.endsWith('.json')).sort()
    .map((file) => JSON.parse(readFileSync(join(root, 'grammars', 'languages', file), 'utf8')));
  writeFileSync(join(out, 'languages.json'), JSON.stringify(languages));
  cpSync(join(root, 'grammars', 'families'), join(out, 'families'), { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) copyGrammars({ update: process.argv.includes('--update') });
