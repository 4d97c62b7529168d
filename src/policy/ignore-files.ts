import ignore, { type Ignore } from 'ignore';

/** In the order in which they are read: where both speak of a path, the later file decides. */
export const IGNORE_FILES = ['.gitignore', '.nearcopyignore'];

/** What the ignore files of one folder say, from their texts in order. */
export function ignoreRules(texts: readonly string[]): Ignore {
  // Case matters, on every system: the same scan gives the same answer everywhere.
  const rules = ignore({ ignorecase: false });
  for (const text of texts) rules.add(text.replace(/^\uFEFF/, ''));
  return rules;
}

/**
 * Whether ignore files leave a file out. `path` is relative to the root of the repository, with `/`; `rulesOf` gives what a folder's own files say (the
 * root is ''), or null. The innermost that says anything decides, but what lies in a folder that is left out is left out.
 */
export function isIgnoredByFiles(path: string, rulesOf: (folder: string) => Ignore | null): boolean {
  const parts = path.split('/');
  let layers: Layer[] = [];
  for (let depth = 0; depth < parts.length; depth++) {
    const folder = parts.slice(0, depth).join('/');
    if (depth > 0) {
      if (saysIgnored(layers, `${folder}/`)) return true;
      // An inner layer took the folder back: those that hide it have nothing to say of what lies in it.
      layers = layers.filter((layer) => !saysIgnored([layer], `${folder}/`));
    }
    const rules = rulesOf(folder);
    if (rules !== null) layers.push({ prefix: folder === '' ? '' : `${folder}/`, rules });
  }
  return saysIgnored(layers, path);
}

interface Layer {
  readonly prefix: string;
  readonly rules: Ignore;
}

function saysIgnored(layers: readonly Layer[], path: string): boolean {
  for (const { prefix, rules } of layers.toReversed()) {
    const { ignored, unignored } = rules.test(path.slice(prefix.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}
