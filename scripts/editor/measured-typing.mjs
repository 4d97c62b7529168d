// How long a key takes to its letter on the screen, with the extension on and off, while the file is saved now and then.
import { Person } from './person.mjs';
import { startEditor } from './start-editor.mjs';

const ROUNDS = 4;
const KEYS = 120;
/** Milliseconds between two keys, and keys between two saves. */
const PAUSE = 70;
const SAVE_AFTER = 30;
/** What other parts of the editor do while somebody types is not our subject. */
const CALM = { 'editor.quickSuggestions': false, 'editor.suggestOnTriggerCharacters': false, 'editor.parameterHints.enabled': false, 'editor.wordBasedSuggestions': 'off', 'typescript.validate.enable': false, 'editor.occurrencesHighlight': 'off' };

/** Milliseconds for each key, by turns with checking on and off. `file`: of the workspace; `index`: in use. */
export async function typingTimes({ vsix, workspace, index, file }) {
  const editor = await startEditor({ vsix: [vsix], settings: { ...CALM, 'nearcopy.indexes': [index] } });
  const times = { on: [], off: [] };
  try {
    const page = await editor.context.newPage();
    const person = new Person({ page, editor, workspace, index });
    await person.openWindow();
    await person.open(file);
    await person.extensionReady();
    await page.waitForTimeout(5_000);
    await watchKeys(page);
    for (let round = 0; round < ROUNDS * 2; round++) {
      const state = round % 2 === 0 ? 'on' : 'off';
      await person.set({ 'nearcopy.enable': state === 'on' });
      await page.waitForTimeout(2_000);
      await person.goTo(500);
      await person.press('End', 'Enter');
      await page.evaluate(() => { globalThis.keyTimes.length = 0; });
      for (let key = 1; key <= KEYS; key++) {
        await person.press(key % 40 === 0 ? 'Enter' : 'abcde fghi'[key % 10]);
        if (key % SAVE_AFTER === 0) await person.press('Control+s');
        await page.waitForTimeout(PAUSE);
      }
      const taken = await page.evaluate(() => [...globalThis.keyTimes]);
      if (round >= 2) times[state].push(...taken); // the first of each warms up
    }
    return times;
  } finally {
    await editor.stop();
  }
}

/** From the key's event to the frame that shows its letter. */
function watchKeys(page) {
  return page.evaluate(() => {
    const times = (globalThis.keyTimes = []);
    let pressed;
    addEventListener('keydown', ({ key, ctrlKey, timeStamp }) => {
      if (key.length === 1 && !ctrlKey) pressed = timeStamp;
    }, true);
    new MutationObserver(() => {
      if (pressed === undefined) return;
      const since = pressed;
      pressed = undefined;
      requestAnimationFrame(() => times.push(performance.now() - since));
    }).observe(document.querySelector('.editor-instance .view-lines'), { subtree: true, childList: true, characterData: true });
  });
}
