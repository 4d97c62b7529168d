// code-server lets every extension use every proposed API. With that, a test could pass here that fails in VS Code as
// people have it: this puts the rule of VS Code back, which is that an extension may use what its manifest names.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HOSTS = ['node/extensionHostProcess.js', 'worker/extensionHostWorkerMain.js'];
/** In minified code: `function a(b,c){return!0}`, told from others of its shape by the function after it, which calls it and throws. */
const ALLOWS_ALL = /function ([\w$]+)\(([\w$]+),([\w$]+)\)\{return!0\}(?=function [\w$]+\([\w$]+,[\w$]+\)\{if\(!\1\([\w$]+,[\w$]+\)\)throw new Error\(`Extension ')/g;
const ALLOWS_NAMED = /\{return!!([\w$]+)\.enabledApiProposals\?\.includes\([\w$]+\)\}/;

/** Throws where the code isn't the one expected, since nobody would notice that the rule is missing. */
export function restoreStockApi(vscodeServer) {
  for (const host of HOSTS) {
    const file = join(vscodeServer, 'out/vs/workbench/api', host);
    const code = readFileSync(file, 'utf8');
    if (ALLOWS_NAMED.test(code)) continue;
    const places = [...code.matchAll(ALLOWS_ALL)].length;
    if (places !== 1) throw new Error(`${file}: the function that allows proposed API was looked for and found ${places} times instead of once. Adapt the pattern in scripts/editor/stock-api.mjs to this version of code-server`);
    const patched = code.replace(ALLOWS_ALL, (_, name, extension, proposal) => `function ${name}(${extension},${proposal}){return!!${extension}.enabledApiProposals?.includes(${proposal})}`);
    // A new file, not new contents: npm may have linked this one to its cache.
    writeFileSync(`${file}.tmp`, patched);
    renameSync(`${file}.tmp`, file);
  }
}
