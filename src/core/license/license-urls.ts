import { spdxIdentifier } from './identifier.ts';

/** The SPDX expression of the licence whose text stands at a web address that metadata name instead of it, or null for any other address. */
export function licenseOfUrl(address: string): string | null {
  const plain = address.trim().toLowerCase().replace(/^https?:\/\/(www\.)?/, '').replace(/[?#].*$/, '').replace(/(\.html?|\.txt|\.php|\.md|\/)+$/, '');
  const known = KNOWN.get(plain);
  if (known !== undefined) return known;
  const id = /^(?:spdx\.org\/licenses|opensource\.org\/licenses?|licenses\.nuget\.org|choosealicense\.com\/licenses)\/([a-z0-9.+-]+)$/.exec(plain)?.[1];
  return id === undefined ? null : OTHER_IDS.get(id) ?? spdxIdentifier(id);
}

/** What sites call a licence that SPDX calls otherwise. Maps: an address may end in `constructor`. */
const OTHER_IDS: ReadonlyMap<string, string> = new Map(Object.entries({
  'mit-license': 'MIT',
  'apache2.0': 'Apache-2.0',
  'bsd-license': 'BSD-2-Clause',
  'artistic-license-2.0': 'Artistic-2.0',
  'isc-license': 'ISC',
}));

const KNOWN: ReadonlyMap<string, string> = new Map(Object.entries({
  'apache.org/licenses/license-2.0': 'Apache-2.0',
  'apache.org/licenses/license-1.1': 'Apache-1.1',
  'apache.org/licenses': 'Apache-2.0',
  'mozilla.org/mpl/2.0': 'MPL-2.0',
  'mozilla.org/en-us/mpl/2.0': 'MPL-2.0',
  'mozilla.org/mpl/mpl-1.1': 'MPL-1.1',
  'eclipse.org/legal/epl-v10': 'EPL-1.0',
  'eclipse.org/legal/epl-v20': 'EPL-2.0',
  'eclipse.org/legal/epl-2.0': 'EPL-2.0',
  'eclipse.org/org/documents/epl-v10': 'EPL-1.0',
  'eclipse.org/org/documents/epl-2.0': 'EPL-2.0',
  'eclipse.org/org/documents/edl-v10': 'BSD-3-Clause',
  'gnu.org/licenses/old-licenses/gpl-2.0': 'GPL-2.0-only',
  'gnu.org/licenses/gpl-3.0': 'GPL-3.0-only',
  'gnu.org/licenses/old-licenses/lgpl-2.1': 'LGPL-2.1-only',
  'gnu.org/licenses/lgpl-2.1': 'LGPL-2.1-only',
  'gnu.org/licenses/lgpl-3.0': 'LGPL-3.0-only',
  'gnu.org/licenses/agpl-3.0': 'AGPL-3.0-only',
  'creativecommons.org/publicdomain/zero/1.0': 'CC0-1.0',
  'boost.org/license_1_0': 'BSL-1.0',
  'unlicense.org': 'Unlicense',
  'bouncycastle.org/licence': 'MIT',
  'json.org/license': 'JSON',
}));
