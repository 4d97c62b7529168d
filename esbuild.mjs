// Builds dist/: the command line, its worker, the tools of the repository, and the grammars beside them.
import { build } from 'esbuild';
import { existsSync, readdirSync } from 'node:fs';
import { copyGrammars } from './scripts/grammars.mjs';

copyGrammars();
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
  legalComments: 'linked',
  // web-tree-sitter and some libraries ask for require in an ES module bundle
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
};
const entries = [
  ['src/cli/main.ts', 'dist/cli.js'],
  ['src/host/node/worker.ts', 'dist/worker.js'],
  ...readdirSync('tools').filter((file) => file.endsWith('.ts')).map((file) => [`tools/${file}`, `dist/tools/${file.replace('.ts', '.js')}`]),
].filter(([entry]) => existsSync(entry));
await Promise.all(entries.map(([entry, outfile]) => build({ ...common, entryPoints: [entry], outfile })));
