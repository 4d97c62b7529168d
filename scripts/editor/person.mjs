// What a person does in front of the editor, for the scenarios of test/drive. Every method waits for what it brings about,
// and throws where that doesn't come.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../steps.mjs';
import { extensionId } from './places.mjs';
import { oneLine, Questions, WAIT } from './questions.mjs';

export const THEMES = {
  light: { name: 'Default Light Modern', class: 'vs' },
  dark: { name: 'Default Dark Modern', class: 'vs-dark' },
  'high-contrast': { name: 'Default High Contrast', class: 'hc-black' },
};
export const pictures = join(root, '.work/shots');

export class Person extends Questions {
  /** Where the workspace and `originals` lie. */
  folder;
  /** The folder that is open. Files in it may be read and written from outside, as another program would. */
  workspace;
  /** The index of our originals, beside the workspace. */
  index;
  #editor;
  #settings;

  constructor({ page, editor, folder, workspace, index }) {
    super(page);
    Object.assign(this, { folder, workspace, index });
    this.#editor = editor;
    this.#settings = { ...editor.settings };
  }

  // ---- the window

  async openWindow() {
    await this.page.goto(`${this.#editor.base}/?folder=${encodeURIComponent(this.workspace)}`);
    await this.#windowReady();
  }

  async reload() {
    await this.page.reload();
    await this.#windowReady();
  }

  async #windowReady() {
    await this.page.locator('.monaco-workbench .part.editor').waitFor({ timeout: 60_000 });
    await this.page.locator('.part.sidebar .pane-header').first().waitFor({ timeout: 60_000 });
  }

  /** Waits until the extension has started, which its status item shows. */
  async extensionReady() {
    await this.statusItem.waitFor({ timeout: 60_000 });
  }

  get statusItem() {
    return this.page.locator(`.statusbar-item[id^="${extensionId}"]`).first();
  }

  /** Puts settings into the settings files, as someone who edits these. */
  async set(settings) {
    this.#settings = { ...this.#settings, ...settings };
    this.#editor.writeSettings(this.#settings);
  }

  async theme(theme) {
    const shown = this.page.locator(`.monaco-workbench.${THEMES[theme].class}`);
    // Once in a while the editor misses a change of the file: then it is saved again, as anybody would.
    for (let times = 1; times <= 5; times++) {
      await this.set({ 'workbench.colorTheme': THEMES[theme].name, 'window.autoDetectHighContrast': false });
      if (await shown.waitFor({ timeout: WAIT / 5 }).then(() => true, () => false)) return;
    }
    throw new Error(`the editor doesn't take the theme "${THEMES[theme].name}" from its settings file`);
  }

  /** A picture of the window as it is: .work/shots/NAME.png. */
  async shoot(name) {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  /** Pictures in light, dark and high contrast: NAME-light.png and so on. What is shown must stay when the theme changes. */
  async shootThemes(name) {
    for (const theme of Object.keys(THEMES)) {
      await this.theme(theme);
      await this.page.waitForTimeout(400); // colours fade over
      await this.shoot(`${name}-${theme}`);
    }
    await this.theme('dark');
  }

  /** A page of its own in a browser, light, dark and printed in black on white. */
  async shootPage(address, name) {
    const page = await this.page.context().newPage();
    try {
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await page.goto(address);
        await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
      }
      await page.emulateMedia({ media: 'print' });
      await page.screenshot({ path: join(pictures, `${name}-print.png`), fullPage: true });
    } finally {
      await page.close();
    }
  }

  // ---- files and text

  read(path) {
    return readFileSync(join(this.workspace, path), 'utf8');
  }

  /** What is in a file as soon as it is there. */
  async written(path) {
    for (let times = 0; times < 100 && !existsSync(join(this.workspace, path)); times++) await this.page.waitForTimeout(100);
    return this.read(path);
  }

  /** Writes a file as another program would. */
  write(path, text) {
    writeFileSync(join(this.workspace, path), text);
  }

  /** Opens a file by its path in the workspace, with the keyboard. */
  async open(path) {
    await this.press('Control+p');
    const input = await this.input();
    await input.fill(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).first().waitFor({ timeout: WAIT });
    await this.press('Enter');
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor({ timeout: WAIT });
    await this.text.waitFor({ timeout: WAIT });
    await this.text.click({ position: { x: 300, y: 10 } });
  }

  /** The lines of the editor that is in front. */
  get text() {
    return this.page.locator('.editor-instance .view-lines').first();
  }

  async goTo(line, column = 1) {
    await this.press('Control+g');
    const input = await this.input();
    await input.fill(`:${line}:${column}`);
    await this.press('Enter');
    await this.inputGone();
  }

  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** A real Ctrl+V of what is on the clipboard of the system. */
  async paste(text) {
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await this.press('Control+v');
  }

  async save() {
    await this.press('Control+s');
    await this.page.locator('.tab.active:not(.dirty)').waitFor({ timeout: WAIT });
  }

  // ---- findings

  /** Waits for a wavy line of a severity: error, warning, info. */
  async squiggle(severity = 'warning') {
    await this.page.locator(`.squiggly-${severity}`).first().waitFor({ timeout: WAIT });
  }

  async noSquiggle() {
    await this.page.locator('.editor-instance :is(.squiggly-error, .squiggly-warning, .squiggly-info)').first().waitFor({ state: 'hidden', timeout: WAIT });
  }

  /** Opens the Problems panel, waits for a row with `text`, and gives all rows. */
  async problems(text) {
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    if (!await this.page.locator('.markers-panel').isVisible()) await this.press('Control+Shift+m');
    await rows.filter({ hasText: text }).first().waitFor({ timeout: WAIT });
    return (await rows.allInnerTexts()).map(oneLine);
  }

  /** The hover at the cursor, asked for with the keyboard, when it says `text`. */
  async hover(text) {
    await this.press('Control+k', 'Control+i');
    const hover = this.page.locator('.monaco-hover:visible', { hasText: text }).first();
    await hover.waitFor({ timeout: WAIT });
    return oneLine(await hover.innerText());
  }

  /** The titles of the quick fixes at the cursor. The list stays open. */
  async quickFixes() {
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    // VS Code says "No code actions available" for a moment where the fixes come late: ask again
    for (let attempt = 0; ; attempt++) {
      await this.press('Control+.');
      const came = await rows.first().waitFor({ timeout: 4_000 }).then(() => true, () => false);
      if (came) break;
      assert.ok(attempt < 4, 'no list of quick fixes came');
      await this.press('Escape');
    }
    return (await rows.allInnerTexts()).map(oneLine);
  }

  /** Chooses a quick fix from the open list. */
  async choose(title) {
    await this.page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first().click();
    await this.page.locator('.action-widget:visible').first().waitFor({ state: 'hidden', timeout: WAIT });
  }

  // ---- views

  /** Opens a view of the extension by the name of its container in the activity bar. */
  async openContainer(name) {
    await this.page.locator('.activitybar .action-label', { has: this.page.locator(`xpath=self::*[starts-with(@aria-label, "${name}")]`) }).first().click({ force: true }); // its badge lies over it
    await this.page.locator('.sidebar .composite.title', { hasText: new RegExp(name, 'i') }).first().waitFor({ timeout: WAIT });
  }

  /** The rows of a tree in the side bar, under a header such as Findings. */
  async treeRows(header) {
    const pane = this.page.locator('.pane', { has: this.page.locator('.pane-header', { hasText: new RegExp(`^\\s*${header}`, 'i') }) });
    const rows = pane.locator('.monaco-list-row');
    await rows.first().waitFor({ timeout: WAIT });
    return (await rows.allInnerTexts()).map(oneLine);
  }

  /** The rows of Show Running Extensions, which tell how long each took to start. */
  async runningExtensions() {
    await this.command('Developer: Show Running Extensions');
    const rows = this.page.locator('.runtime-extensions-editor .monaco-list-row');
    await rows.first().waitFor({ timeout: WAIT });
    return (await rows.allInnerTexts()).map(oneLine);
  }

  /** The document inside the web view in front. */
  async webView() {
    const frame = this.page.frameLocator('iframe.webview.ready').last().frameLocator('iframe#active-frame');
    await frame.locator('body').waitFor({ timeout: WAIT });
    return frame;
  }
}
