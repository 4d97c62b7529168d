// How a person runs commands and answers what the editor asks: palette, lists, fields, dialogs, messages.
import assert from 'node:assert/strict';

/** Milliseconds. Long, for machines that are busy with other things: it only passes where something is wrong. */
export const WAIT = 60_000;

export const oneLine = (text) => text.replaceAll(/\s+/g, ' ').trim();

export class Questions {
  /** The page of Playwright, for what has no method here. */
  page;

  constructor(page) {
    this.page = page;
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Runs a command by its title. */
  async command(title) {
    await this.press('F1');
    const input = await this.input();
    await input.fill(`>${title}`);
    // what Enter takes: the list follows what is typed in its own time
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).first().waitFor({ timeout: WAIT });
    await this.press('Enter');
  }

  /** What a list of choices offers. */
  async choices() {
    const rows = this.page.locator('.quick-input-widget:visible .monaco-list-row');
    await rows.first().waitFor({ timeout: WAIT });
    return (await rows.allInnerTexts()).map(oneLine);
  }

  /** Picks from a list of choices. */
  async pick(text) {
    await this.page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: text }).first().click();
  }

  /** Answers a question for a text or, in the dialog for files, a path. */
  async answer(text) {
    const input = await this.input();
    await input.fill(text);
    await this.page.waitForTimeout(500); // the dialog for files looks the path up as it is typed
    await this.press('Enter');
  }

  /** Picks where a command asks which; with only one to choose from it doesn't. */
  async pickIfAsked(text) {
    const row = this.page.locator('.quick-input-widget:visible .quick-input-list-row:not(:has(input)), .quick-input-widget:visible .monaco-list-row', { hasText: text }).first();
    if (await row.waitFor({ timeout: 1_500 }).then(() => true, () => false)) await row.click();
  }

  /** Waits for a question that stands with this text in it. */
  async waitForInput(text) {
    const input = await this.input();
    const end = Date.now() + WAIT;
    while (await input.inputValue() !== text) {
      assert.ok(Date.now() < end, `the question stands with "${await input.inputValue()}"`);
      await this.page.waitForTimeout(50);
    }
  }

  /** Takes the path that the dialog for files proposes, or another. */
  async answerFileDialog(path) {
    const input = await this.input();
    if (path !== undefined) await input.fill(path);
    await this.page.waitForTimeout(1_000); // it looks the path up as it is typed
    await this.press('Enter');
    await this.page.waitForTimeout(500);
  }

  /** Waits for a message in the corner, and gives its text. */
  async message(text) {
    const toast = this.page.locator('.notification-toast', { hasText: text }).first();
    await toast.waitFor({ timeout: WAIT });
    return oneLine(await toast.innerText());
  }

  /** Presses a button of the message with this text. */
  async answerMessage(text, button) {
    await this.page.locator('.notification-toast', { hasText: text }).locator('.monaco-button', { hasText: button }).first().click();
  }

  async closeMessages() {
    await this.command('Notifications: Clear All Notifications');
    await this.page.locator('.notification-toast').first().waitFor({ state: 'hidden', timeout: WAIT });
  }

  /** Presses a button of the dialog that blocks the window. */
  async answerDialog(button) {
    await this.page.locator('.monaco-dialog-box .monaco-button', { hasText: button }).first().click();
  }

  /** How many messages stand in the corner. */
  async messageCount() {
    return this.page.locator('.notification-toast:visible').count();
  }

  /** The field of the palette, or of a question, when it is there. */
  async input() {
    const input = this.page.locator('.quick-input-widget:visible input[type="text"], .quick-input-widget:visible input:not([type])').first();
    await input.waitFor({ timeout: WAIT });
    return input;
  }

  async inputGone() {
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: WAIT });
  }
}
