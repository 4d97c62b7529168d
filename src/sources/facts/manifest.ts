import { correctLicense } from '../../core/license/correct.ts';
import { joinExpressions } from '../../core/license/expression.ts';
import { recogniseLicense } from '../../core/license/recognise.ts';
import type { PurlParts } from './purl.ts';
import type { Place } from './place.ts';

/** What one metadata file says of the work; null where it is silent. */
export interface Manifest {
  /** The file, as it is named to the user. */
  readonly source: string;
  readonly name: string | null;
  readonly version: string | null;
  readonly purl: PurlParts | null;
  /** The version for the package URL where it is another (Debian's has a revision). */
  readonly purlVersion: string | null;
  readonly license: LicenseClaim | null;
  readonly url: string | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly copyright: readonly string[];
}

export interface LicenseClaim {
  /** SPDX expression. */
  readonly expression: string;
  /** Where it stands and what became of it, such as `package.json (corrected from "Apache 2")`. */
  readonly source: string;
  /** Whether the text of a licence told it, rather than somebody who names it. */
  readonly byText?: true;
}

export type ManifestReader = (place: Place) => Promise<Manifest | null>;

/** A manifest of which only what is told differs from silence. */
export function manifest(source: string, told: Partial<Manifest>): Manifest {
  return { source, name: null, version: null, purl: null, purlVersion: null, license: null, url: null, date: null, copyright: [], ...told };
}

/** The claim that a licence field makes; null where it leaves open which licence it means. */
export function claimOf(field: unknown, source: string): LicenseClaim | null {
  if (typeof field !== 'string' || field.trim() === '') return null;
  if (field.includes('\n') || field.length > 200) {
    const text = recogniseLicense(field);
    return text === null ? null : { expression: text.expression, source: `${source} (licence text)` };
  }
  const license = correctLicense(field);
  if (license === null) return null;
  return { expression: license.expression, source: license.corrected ? `${source} (corrected from "${field.trim()}")` : source };
}

/** The claim of several fields of which the user may choose; null where one of them is unclear. */
export function claimOfChoice(fields: readonly unknown[], source: string): LicenseClaim | null {
  const claims = fields.map((field) => claimOf(field, source));
  if (claims.length === 0 || !claims.every((claim) => claim !== null)) return null;
  if (claims.length === 1) return claims[0];
  const corrected = claims.some((claim) => claim.source !== source);
  return {
    expression: joinExpressions(claims.map((claim) => claim.expression), 'or'),
    source: corrected ? `${source} (corrected from "${fields.join(', ')}")` : source,
  };
}

/** A string with something in it, or null: metadata hold anything. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Readonly<Record<string, unknown>> : {};
}

/** A web address without credentials, fragments and the like, or null. Repository addresses of all kinds become the page one can open. */
export function webUrl(value: unknown): string | null {
  const text = textOf(value);
  if (text === null) return null;
  const https = text
    .replace(/^scm:\w+:/, '')
    .replace(/^git\+/, '')
    .replace(/^(git|ssh|git\+ssh):\/\/(git@)?/, 'https://')
    .replace(/^git@([^:/]+):/, 'https://$1/')
    .replace(/\.git(#.*)?$/, '')
    .replace(/#readme$/i, '');
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/.exec(https);
  if (short !== null) return `https://${short[1] ?? 'github'}.${short[1] === 'bitbucket' ? 'org' : 'com'}/${short[2]}`;
  try {
    const url = new URL(https);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
    url.username = '';
    url.password = '';
    return url.href.replace(/\/$/, text.endsWith('/') ? '/' : '');
  } catch {
    return null;
  }
}
