import type { LanguageData } from '../core/tokens/language.ts';

/** The data of a language and of those that it extends, the most general first. */
export interface Language {
  readonly data: LanguageData;
  readonly chain: readonly LanguageData[];
}

/** The languages that are known, by id, alias and file name. */
export interface Languages {
  readonly all: readonly Language[];
  /** By VS Code id or a usual short name, in any case; undefined where unknown. */
  named(name: string): Language | undefined;
  /**
   * Languages of a path, by its ending. Most endings have one; `.h` may be C or C++, and the parse with fewer errors
   * decides.
   */
  ofPath(path: string): readonly Language[];
}

/** As in the files of `grammars/languages`: what `extends` brings may be left out. */
export type LanguageFile = Partial<LanguageData> & Pick<LanguageData, 'id' | 'name' | 'grammar' | 'extensions' | 'aliases'> & { readonly extends?: string };

/** Throws an Error that names the language where a file extends an unknown one. */
export function createLanguages(files: readonly LanguageFile[]): Languages {
  const byId = new Map(files.map((file) => [file.id, file]));
  const all = files.map((file): Language => {
    const chain: LanguageFile[] = [];
    for (let at: LanguageFile | undefined = file; at; at = at.extends === undefined ? undefined : base(at.extends, at.id)) chain.unshift(at);
    return { data: merged(chain), chain: chain.map(complete) };
  });
  function base(id: string, from: string): LanguageFile {
    const found = byId.get(id);
    if (!found) throw new Error(`grammars/languages/${from}.json extends '${id}', which there is not`);
    return found;
  }
  const byName = new Map<string, Language>();
  const byEnding = new Map<string, Language[]>();
  for (const language of all) {
    for (const name of [language.data.id, ...language.data.aliases]) byName.set(name.toLowerCase(), language);
    for (const ending of language.data.extensions) byEnding.set(ending, [...(byEnding.get(ending) ?? []), language]);
  }
  // A C header may be C++ in disguise.
  const header = byEnding.get('.h');
  const cpp = byName.get('cpp');
  if (header && cpp && !header.includes(cpp)) header.push(cpp);
  return {
    all,
    named: (name) => byName.get(name.toLowerCase()),
    ofPath(path) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const dot = name.lastIndexOf('.');
      return dot < 0 ? [] : byEnding.get(name.slice(dot).toLowerCase()) ?? [];
    },
  };
}

const complete = (file: LanguageFile): LanguageData => ({
  family: '',
  units: { function: [], class: [] },
  names: [],
  literals: [],
  numbers: [],
  types: [],
  folds: [],
  wrappers: [],
  comment: { line: '//' },
  ...file,
});

function merged(chain: readonly LanguageFile[]): LanguageData {
  return chain.map(complete).reduce((base, file, i) => ({
    ...file,
    family: file.family || base.family,
    wrappers: file.wrappers.length > 0 ? file.wrappers : base.wrappers,
    comment: chain[i].comment ?? base.comment,
    folds: [...base.folds, ...file.folds],
  }));
}
