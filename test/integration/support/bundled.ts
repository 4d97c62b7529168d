import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { CLI } from './cli.ts';

/**
 * A module of `src`, bundled into `folder` beside its worker and the grammars as in dist: by itself it would find no worker, and do without threads.
 * `worker`: the program of the threads instead of the built one.
 */
export async function bundled<Module>(source: string, folder: string, worker: string = join(dirname(CLI), 'worker.js')): Promise<Module> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(worker, join(folder, 'worker.js'));
  symlinkSync(join(dirname(CLI), 'grammars'), join(folder, 'grammars'));
  const banner = { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" };
  const outfile = join(folder, basename(source).replace('.ts', '.mjs'));
  await build({ entryPoints: [fileURLToPath(new URL(`../../../src/${source}`, import.meta.url))], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', mainFields: ['module', 'main'], banner });
  return await import(/* @vite-ignore */ pathToFileURL(outfile).href) as Module;
}
