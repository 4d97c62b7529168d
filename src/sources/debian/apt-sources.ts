/** The user's package sources as they stand in apt's two formats. */
export type AptFormat = 'list' | 'deb822';

/** What apt calls the entries for binary packages and those for source packages. */
export type AptType = 'deb' | 'deb-src';

/**
 * What a file of apt sources says about packages of either type, said about those of one: `deb` becomes `deb-src`, or the other way round.
 * Entries that are switched off stay so, and where an entry is made for both, it is not doubled.
 */
export function sourceEntries(text: string, format: AptFormat, type: AptType): string {
  return format === 'list' ? sourceLines(text, type) : sourceStanzas(text, type);
}

function sourceLines(text: string, type: AptType): string {
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const entry = /^\s*deb(?:-src)?\s+([^#]*)/.exec(line)?.[1].trim().replace(/\s+/g, ' ');
    return entry ? [`${type} ${entry}`] : [];
  });
  return [...new Set(lines)].map((line) => `${line}\n`).join('');
}

function sourceStanzas(text: string, type: AptType): string {
  // A comment may stand anywhere, also within a stanza, which it doesn't end.
  const stanzas = text.replace(/\r/g, '').replace(/^#.*\n?/gm, '').split(/\n[ \t]*\n+/).map((stanza) => stanza.trim()).filter((stanza) => /^types:/im.test(stanza));
  return [...new Set(stanzas.map((stanza) => stanza.replace(/^types:.*$/im, `Types: ${type}`)))].map((stanza) => `${stanza}\n`).join('\n');
}
