// Builds dist/: the command line, its worker, the tools of the repository, and the grammars beside them.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
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
const command = { js: `#!/usr/bin/env node\n${common.banner.js}` };
await Promise.all(entries.map(async ([entry, outfile]) => {
  const { outputFiles } = await build({ ...common, ...(outfile === 'dist/cli.js' ? { banner: command } : {}), entryPoints: [entry], outfile, write: false });
  // Whoever runs the program meanwhile sees the old file or the new one, never half of one.
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.tmp`, contents, { mode: path.endsWith('cli.js') ? 0o755 : 0o644 });
    renameSync(`${path}.tmp`, path);
  }
}));
