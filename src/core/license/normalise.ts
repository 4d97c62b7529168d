/**
 * Licence wording without what copies of it differ in: comment markers, list marks, quotes, punctuation other than that inside
 * numbers and words, line breaks, case.
 */
export function normaliseLicenseText(text: string): string {
  return text
    .replace(/^[ \t]*(?:\/\/+|\/\*+|\*+\/|\*+|#+|--+|;+|%+|dnl\b|rem\b|\.\.|>+)[ \t]?/gim, '')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ')
    .toLowerCase()
    .replace(/licence/g, 'license')
    .replace(/["'`“”‘’„*_]/g, '')
    .replace(/[,;:!()[\]{}<>/\\=|]+/g, ' ')
    .replace(/\.(?=\s|$)/g, ' ')
    .replace(/(^|\s)[-–—•]+(?=\s)/g, ' ')
    .replace(/\s+/g, ' ');
}
