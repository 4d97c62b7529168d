import { describe, expect, it } from 'vitest';
import texts from 'spdx-license-list/full.js';
import { canonicalExpression, parseExpression } from '../../../src/core/license/expression.ts';
import { FAMILY_OF } from '../../../src/core/license/family-table.ts';
import { licenseFamily } from '../../../src/core/license/family.ts';
import { LICENSE_TEXTS } from '../../../src/core/license/license-texts.ts';
import { recogniseLicense } from '../../../src/core/license/recognise.ts';

/** Those of SPDX that differ from the one that is recognised by a sentence, and that SPDX has a name for and we have no family. */
const NEAR_RELATIVES = new Set([
  'Artistic-dist', 'BSD-2-Clause-Darwin', 'BSD-2-Clause-first-lines', 'BSD-2-Clause-pkgconf-disclaimer', 'BSD-3-Clause-HP', 'BSD-3-Clause-Tso', 'BSD-3-Clause-flex', 'BSD-Mark-Modifications', 'Clips', 'CryptoSwift', 'DocBook-XML',
  'HDF5', 'HPND-DEC', 'HPND-MIT-disclaimer', 'HPND-export-US', 'HPND-export-US-modify', 'HPND-export2-US', 'ISC-Veillard', 'Imlib2', 'LOOP', 'MIT-Click', 'MIT-STK', 'MTLL', 'Mackerras-3-Clause', 'Nunit', 'OSSP', 'QPL-1.0-INRIA-2004',
  'UCAR', 'Unlicense-libwhirlpool', 'VSL-1.0', 'X11-no-permit-persons', 'X11-swapped', 'Xdebug-1.03', 'bzip2-1.0.5', 'libpng-1.6.35', 'xpp',
]);

/** GNU licences whose texts are one, whatever is said of later versions and of sections. */
const plain = (id: string) => id.replace(/(-no)?-invariants|-no-RFN|-RFN/g, '').replace(/(-only|-or-later|\+)$/, '');

describe('the texts of the SPDX list', () => {
  const spdx = Object.entries(texts).filter(([id]) => parseExpression(id) !== null).map(([id, { licenseText }]) => ({ id, recognised: recogniseLicense(licenseText)?.expression ?? null }));

  it('are recognised where we know the licence', () => {
    const known = new Set(LICENSE_TEXTS.map(({ id }) => id));
    const missed = spdx.filter(({ id, recognised }) => known.has(id.replace(/-only$/, '')) && recognised !== canonicalExpression(id));
    expect(missed).toEqual([]);
  });

  it('are never taken for a licence of another family', () => {
    const wrong = spdx.filter(({ id, recognised }) => recognised !== null && plain(recognised) !== plain(id) && licenseFamily(recognised) !== licenseFamily(id) && !NEAR_RELATIVES.has(id));
    expect(wrong).toEqual([]);
  });

  it('cover what is in wide use', () => {
    expect(spdx.filter(({ id, recognised }) => recognised === canonicalExpression(id)).length).toBeGreaterThanOrEqual(100);
    expect(spdx.length).toBeGreaterThan(650);
    expect(FAMILY_OF.size).toBeGreaterThan(150);
  });

  it('give no permission that a condition beside them takes back', () => {
    expect(recogniseLicense(`"Commons Clause" License Condition v1.0\n\nThe Software is provided to you by the Licensor under the License\n\n${texts['Apache-2.0'].licenseText}`)).toBeNull();
    expect(recogniseLicense(texts['FSL-1.1-MIT'].licenseText)).toBeNull();
  });
});
