import { parse } from 'smol-toml';
import { canonicalExpression } from '../../core/license/expression.ts';
import { taggedLicense } from '../../core/license/file-license.ts';
import type { StatedLicense } from '../../core/license/file-license.ts';
import { parseDep5, stanzaFor } from './dep5.ts';
import { recordOf } from './manifest.ts';
import { foldersTo, readText } from './place.ts';
import type { Place } from './place.ts';

/**
 * What a project that follows REUSE (https://reuse.software/spec) says of its files outside of them: `FILE.license` beside a file, REUSE.toml
 * in any folder, or the older `.reuse/dep5`. Null for a project that doesn't.
 */
export async function readReuse(root: Place): Promise<((path: string) => Promise<StatedLicense | null>) | null> {
  if (!root.names.some((name) => name === 'LICENSES' || name === 'REUSE.toml' || name === '.reuse')) return null;
  const older = parseDep5(await readText(root, '.reuse/dep5') ?? '');
  const tables = new Map<string, Promise<readonly Annotation[]>>();
  const tableOf = (folder: string) => {
    const known = tables.get(folder) ?? readTable(root, folder);
    tables.set(folder, known);
    return known;
  };
  return async (path) => {
    const beside = taggedLicense(await readText(root, `${path}.license`) ?? '');
    const annotation = await annotationFor(path, tableOf);
    if (annotation?.precedence === 'override') return { expression: annotation.expression, precedence: 'override' };
    if (beside !== null) return { expression: beside, precedence: 'override' };
    if (annotation !== null) return annotation;
    const stanza = older === null ? null : stanzaFor(older, path);
    return stanza === null || stanza.license === null ? null : { expression: stanza.license.expression, precedence: 'aggregate' };
  };
}

interface Annotation extends StatedLicense {
  readonly matches: (path: string) => boolean;
}

/** The annotation that counts: of the highest folder where it says that it overrides those below, else of the nearest. */
async function annotationFor(path: string, tableOf: (folder: string) => Promise<readonly Annotation[]>): Promise<Annotation | null> {
  let nearest: Annotation | null = null;
  for (const folder of ['', ...foldersTo(path)]) {
    const inFolder = folder === '' ? path : path.slice(folder.length + 1);
    const found = (await tableOf(folder)).findLast(({ matches }) => matches(inFolder)) ?? null;
    if (found?.precedence === 'override') return found;
    nearest = found ?? nearest;
  }
  return nearest;
}

async function readTable(root: Place, folder: string): Promise<Annotation[]> {
  const text = await readText(root, folder === '' ? 'REUSE.toml' : `${folder}/REUSE.toml`);
  if (text === null) return [];
  try {
    const { annotations } = recordOf(parse(text));
    return Array.isArray(annotations) ? annotations.map(annotationOf).filter((annotation) => annotation !== null) : [];
  } catch {
    return [];
  }
}

function annotationOf(table: unknown): Annotation | null {
  const fields = recordOf(table);
  const expressions = list(fields['SPDX-License-Identifier']).map(canonicalExpression);
  const expression = expressions.length === 1 ? expressions[0] : null;
  if (expression === null) return null;
  const patterns = list(fields.path).map(patternExpression);
  const precedence = fields.precedence === 'override' || fields.precedence === 'aggregate' ? fields.precedence : 'closest';
  return { expression, precedence, matches: (path) => patterns.some((pattern) => pattern.test(path)) };
}

function list(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === 'string');
}

/** `*` stands for anything in a folder, `**` also across folders; a backslash takes the meaning from what follows. */
function patternExpression(pattern: string): RegExp {
  const source = pattern.replace(/\\(.)|(\*\*+)|(\*)|([^*\\]+)/gs, (_whole, escaped?: string, across?: string, within?: string, plain?: string) =>
    across !== undefined ? '[\\s\\S]*' : within !== undefined ? '[^/]*' : (escaped ?? plain ?? '').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${source}$`);
}
