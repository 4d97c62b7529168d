// A strict reader of the pages that we write: every element is closed in order, every attribute quoted.

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: Element | null;
  /** Text within it, with that of the elements inside. */
  text: string;
}

const VOID = new Set(['meta', 'br', 'col', 'rect', 'line', 'circle', 'path']);
const RAW = /^(style|script)$/;

/** All elements of a page in order. Throws at whatever the writers of pages don't write, such as markup that slipped through. */
export function elementsOf(page: string): Element[] {
  const elements: Element[] = [];
  let open: Element | null = null;
  let rest = page.replace(/^<!doctype html>\n/, '');
  const say = (text: string) => {
    for (let element = open; element; element = element.parent) element.text += text;
  };
  while (rest !== '') {
    if (!rest.startsWith('<')) {
      const text = /^[^<]+/.exec(rest)![0];
      if (/>/.test(text)) throw new Error(`a bare '>' in: ${text}`);
      say(text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]!));
      rest = rest.slice(text.length);
      continue;
    }
    const closing = /^<\/([a-z0-9]+)>/.exec(rest);
    if (closing) {
      if (open?.name !== closing[1]) throw new Error(`</${closing[1]}> closes <${open?.name}>`);
      open = open.parent;
      rest = rest.slice(closing[0].length);
      continue;
    }
    const tag = /^<([a-z0-9]+)((?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)(\/?)>/.exec(rest);
    if (!tag) throw new Error(`no element: ${rest.slice(0, 80)}`);
    const attributes = Object.fromEntries([...tag[2].matchAll(/ ([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, value ?? '']));
    const element: Element = { name: tag[1], attributes, parent: open, text: '' };
    elements.push(element);
    rest = rest.slice(tag[0].length);
    if (VOID.has(tag[1])) continue;
    open = element;
    if (!RAW.test(tag[1])) continue;
    const end = rest.indexOf(`</${tag[1]}`);
    say(rest.slice(0, end));
    rest = rest.slice(end);
  }
  if (open) throw new Error(`<${open.name}> is not closed`);
  return elements;
}

export const named = (elements: readonly Element[], name: string): Element[] => elements.filter((element) => element.name === name);

/** What breaks the basics of accessibility; empty for a good page. */
export function accessProblems(elements: readonly Element[]): string[] {
  const problems: string[] = [];
  const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
  if (new Set(ids).size !== ids.length) problems.push('an id stands twice');
  const [root] = elements;
  if (!root.attributes['lang']) problems.push('no language');
  if (!named(elements, 'title')[0]?.text) problems.push('no title');
  for (const landmark of ['main', 'h1']) if (named(elements, landmark).length !== 1) problems.push(`not one ${landmark}`);
  let level = 0;
  for (const { name } of elements) {
    const next = /^h[1-6]$/.test(name) ? Number(name[1]) : null;
    if (next === null) continue;
    if (next > level + 1) problems.push(`${name} after h${level}`);
    level = next;
  }
  for (const { attributes, name } of elements) {
    for (const id of `${attributes['aria-labelledby'] ?? ''} ${attributes['href']?.startsWith('#') ? attributes['href'].slice(1) : ''}`.split(' ').filter(Boolean)) {
      if (!ids.includes(id)) problems.push(`${name} refers to ${id}, which is not there`);
    }
  }
  for (const table of named(elements, 'table')) {
    const inside = elements.filter((element) => isIn(element, table));
    if (!inside.some(({ name, attributes }) => name === 'th' && attributes['scope'] === 'col')) problems.push('a table without heads');
    if (inside.some(({ name, attributes }) => name === 'th' && !attributes['scope'])) problems.push('a head that says not what of');
  }
  for (const picture of named(elements, 'svg')) {
    const label = elements.filter((element) => element.parent === picture && ['title', 'desc'].includes(element.name));
    if (picture.attributes['role'] !== 'img' || label.length !== 2) problems.push('a picture without words');
  }
  for (const button of named(elements, 'button')) if (button.text.trim() === '' || button.attributes['type'] !== 'button') problems.push('a button without a name');
  return problems;
}

function isIn(element: Element, ancestor: Element): boolean {
  for (let at = element.parent; at; at = at.parent) if (at === ancestor) return true;
  return false;
}
