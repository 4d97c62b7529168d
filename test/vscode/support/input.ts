import * as vscode from 'vscode';

/** Whether the runner can press keys. In a desktop VS Code there is nobody to do it. */
export const hasKeyboard = vscode.env.uiKind === vscode.UIKind.Web;

// The runner does these in the window, one after the other. They return at once: wait for what they bring about.

/** Keys as Playwright names them: `Control+v`, `Escape`. */
export const press = (keys: string): void => console.log(`@@press ${keys}`);
/** Types text, key by key. */
export const type = (text: string): void => console.log(`@@type ${text}`);
/** Puts text on the clipboard of the system. `vscode.env.clipboard` is another one in a test window. */
export const putOnClipboard = (text: string): void => console.log(`@@clip ${text}`);
/** Takes a picture of the window: .work/shots/NAME-HOST.png. */
export const shoot = (name: string): void => console.log(`@@shot ${name}`);
