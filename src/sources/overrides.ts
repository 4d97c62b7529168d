import { correctLicense } from '../core/license/correct.ts';
import { NOASSERTION, canonicalExpression } from '../core/license/expression.ts';
import { formatPurl } from './facts/purl.ts';
import { SourceError } from './source.ts';
import type { FactOverrides, WorkFacts } from './source.ts';

/** Throws where the user's date is none, or the licence isn't an SPDX expression, with the one that was probably meant. */
export function checkOverrides(spec: string, { license, date }: FactOverrides): void {
  if (date !== undefined && !(/^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)))) throw new SourceError(spec, `"${date}" is no date. Write YYYY-MM-DD.`);
  if (license === undefined || license === NOASSERTION || canonicalExpression(license) !== null) return;
  const meant = correctLicense(license);
  throw new SourceError(spec, `--license "${license}" is not an SPDX licence expression${meant === null ? ' (see https://spdx.org/licenses)' : `; did you mean "${meant.expression}"?`}`);
}

/** The facts with what the user says instead of what was found. A package URL that no longer fits goes. */
export function applyOverrides(facts: WorkFacts, { name, workVersion, license, date }: FactOverrides): WorkFacts {
  const newName = name ?? facts.name;
  const newVersion = workVersion ?? facts.version;
  return {
    ...facts,
    name: newName,
    version: newVersion,
    purl: purlFor(facts, newName, newVersion),
    date: date ?? facts.date,
    ...(license === undefined || license === facts.license ? {} : statedLicense(license)),
  };
}

function statedLicense(license: string): Pick<WorkFacts, 'license' | 'licenseSource'> {
  return license === NOASSERTION
    ? { license: NOASSERTION, licenseSource: null }
    : { license: canonicalExpression(license) ?? license, licenseSource: '--license' };
}

function purlFor(facts: WorkFacts, name: string, version: string | null): string | null {
  if (name !== facts.name) return version === null ? null : formatPurl({ type: 'generic', namespace: '', name }, version);
  if (version === facts.version || facts.purl === null || version === null) return facts.purl;
  return `${facts.purl.replace(/@[^/@]*$/, '')}@${encodeURIComponent(version)}`;
}
