/** Texts as one (index/FORMAT.md, section 4): each is ended by U+0000, which packs better than lengths. */
export function joinTexts(texts: readonly string[]): string {
  return texts.map((text) => `${escape(text)}\0`).join('');
}

/** The inverse of `joinTexts`; what follows the last U+0000 is ignored. */
export function splitTexts(joined: string): string[] {
  const texts = joined.split('\0');
  texts.pop();
  return joined.includes('\u0001') ? texts.map(unescape) : texts;
}

function escape(text: string): string {
  return text.replaceAll('\u0001', '\u00011').replaceAll('\0', '\u00010');
}

function unescape(text: string): string {
  return text.replaceAll('\u00010', '\0').replaceAll('\u00011', '\u0001');
}
