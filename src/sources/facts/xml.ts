import { XMLParser } from 'fast-xml-parser';
import { recordOf, textOf } from './manifest.ts';

export type XmlNode = Readonly<Record<string, unknown>>;

/** The root element of a document, or null. Declared entities stay as they are, so that none can blow up. */
export function parseXml(text: string): XmlNode | null {
  try {
    return recordOf(parser().parse(text));
  } catch {
    return null;
  }
}

/** The first element at a path, as text; attributes don't count. */
export function xmlText(node: unknown, ...path: string[]): string | null {
  const found = xmlAt(node, ...path);
  const text = textOf(found) ?? textOf(recordOf(found)['#text']);
  return text === null ? null : text.replace(/&(lt|gt|quot|apos|amp|#\d+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

export function xmlAt(node: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((at, name) => xmlList(recordOf(Array.isArray(at) ? at[0] : at)[name])[0], node);
}

/** An element that may stand once or several times, as a list. */
export function xmlList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function parser(): XMLParser {
  return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false, processEntities: false, removeNSPrefix: true });
}
