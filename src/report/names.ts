/** Identifiers to look for in a line of code. */
export interface NameSet {
  readonly names: readonly string[];
  /** Names that both sides share. One that is renamed too (a variable `length` beside `.length`) is taken for kept after a dot. */
  readonly kept: readonly string[];
}

/** Colours whole identifiers only. It knows no language, so a name in a comment or string is coloured too. */
export function paintNames(code: string, { names, kept }: NameSet, style: (text: string) => string): string {
  return replaceNames(code, { names: new Map(names.map((name) => [name, style(name)])), kept });
}

export interface NameMap {
  readonly names: ReadonlyMap<string, string>;
  readonly kept: readonly string[];
}

export function replaceNames(code: string, { names, kept }: NameMap): string {
  if (names.size === 0) return code;
  return code.replace(identifier, (name, offset: number) => {
    const member = code[offset - 1] === '.' && kept.includes(name);
    return member ? name : (names.get(name) ?? name);
  });
}

// The sigils belong to the name in PHP ($x) and Ruby (@x, @@x).
const identifier = /@{0,2}[\p{ID_Start}_$][\p{ID_Continue}$]*/gu;
