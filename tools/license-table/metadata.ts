import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalExpression, joinExpressions } from '../../src/core/license/expression.ts';
import { correctLicense } from '../../src/core/license/correct.ts';
import { debianLicense } from '../../src/core/license/debian-names.ts';

/** The licence that a package's own metadata name, as an SPDX expression: debian/copyright's stanza for all files, else package.json's field. */
export async function metadataLicense(folder: string): Promise<string | null> {
  const copyright = await readFile(join(folder, 'debian/copyright'), 'utf8').catch(() => null);
  return copyright === null ? npmLicense(await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}')) : debianStanza(copyright);
}

/** Read here by the plainest means, so that a mistake of ours can't be on both sides. */
function debianStanza(text: string): string | null {
  const stanza = text.replaceAll('\r', '').split(/\n\s*\n/).find((block) => /^Files:\s*\*(\s|$)/m.test(block));
  const name = /^License:[ \t]*(.*)$/m.exec(stanza ?? '')?.[1];
  return name === undefined ? null : debianLicense(name)?.expression ?? null;
}

function npmLicense(text: string): string | null {
  const { license, licenses } = JSON.parse(text) as { license?: unknown; licenses?: unknown };
  const field = licenses ?? license;
  const listed = (Array.isArray(field) ? field : [license ?? licenses]).map((entry: unknown) => (typeof entry === 'string' ? entry : (entry as { type?: unknown } | undefined)?.type));
  const expressions = listed.map((field) => (typeof field !== 'string' ? null : canonicalExpression(field) ?? correctLicense(field)?.expression ?? null));
  return expressions.every((expression) => expression !== null) ? joinExpressions(expressions, 'or') : null;
}
