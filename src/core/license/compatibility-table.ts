/** An SPDX identifier; GNU ones without `-only` and `-or-later`. */
export type LicenseId = string;

/** Licences that the tables of the Free Software Foundation speak of as what code goes into. */
export const GNU: ReadonlySet<LicenseId> = new Set(['GPL-1.0', 'GPL-2.0', 'GPL-3.0', 'LGPL-2.0', 'LGPL-2.1', 'LGPL-3.0', 'AGPL-3.0']);

/**
 * Copyleft that may pass into projects under other licences, because it says so itself.
 *
 * - GPL 3, section 13: may be combined with work under AGPL 3.
 * - LGPL 2.0 and 2.1, section 3: may be turned into GPL 2 or any later version. LGPL 3, section 2b: into GPL 3.
 * - MPL 2.0, sections 1.12 and 3.3: "Secondary Licenses" are GPL 2.0, LGPL 2.1, AGPL 3.0 and later versions of each.
 * - EUPL 1.1 and 1.2, article 5 and the appendix, which lists the compatible licences.
 * - CeCILL 2.0 and 2.1, article 5.3.4: GPL; 2.1 adds AGPL and EUPL. CeCILL-C, article 5.3.3: CeCILL.
 * - CC BY-SA 4.0: declared one-way compatible with GPL 3 by Creative Commons, 8 October 2015.
 * - The rest follows from the compatibility matrix in the FSF's "Frequently Asked Questions about the GNU Licenses" (#AllCompatibility).
 */
const ONE_WAY: Readonly<Record<LicenseId, string>> = {
  'GPL-3.0': 'AGPL-3.0',
  'LGPL-2.0': 'GPL-2.0 GPL-3.0 AGPL-3.0',
  'LGPL-2.1': 'GPL-2.0 GPL-3.0 AGPL-3.0',
  'LGPL-3.0': 'GPL-3.0 AGPL-3.0',
  'MPL-2.0': 'GPL-2.0 GPL-3.0 LGPL-2.1 LGPL-3.0 AGPL-3.0',
  'EUPL-1.1': 'EUPL-1.2 GPL-2.0 OSL-2.1 OSL-3.0 CPL-1.0 EPL-1.0 CECILL-2.0',
  'EUPL-1.2': 'GPL-2.0 GPL-3.0 AGPL-3.0 OSL-2.1 OSL-3.0 EPL-1.0 CECILL-2.0 CECILL-2.1 MPL-2.0 LGPL-2.1 LGPL-3.0 CC-BY-SA-3.0',
  'CECILL-2.0': 'GPL-2.0 GPL-3.0',
  'CECILL-2.1': 'GPL-2.0 GPL-3.0 AGPL-3.0 EUPL-1.1 EUPL-1.2',
  'CECILL-C': 'CECILL-2.0 CECILL-2.1',
  'CC-BY-SA-4.0': 'GPL-3.0',
};

export const MAY_GO_INTO: ReadonlyMap<LicenseId, ReadonlySet<LicenseId>> = setsOf(ONE_WAY);

const ALL_GNU = [...GNU].join(' ');
const BEFORE_3 = 'GPL-1.0 GPL-2.0 LGPL-2.0 LGPL-2.1';

/**
 * Free licences with terms that a GNU licence doesn't allow to add, after the FSF's "Various Licenses and Comments about Them"
 * (#GPLIncompatibleLicenses). Apache 2.0 and its kin clash with version 2 only, over patents and indemnity.
 */
const CLASHES: Readonly<Record<LicenseId, string>> = {
  ...each('Apache-2.0 ECL-2.0', BEFORE_3),
  ...each('Apache-1.0 Apache-1.1 AFL-1.1 AFL-1.2 AFL-2.0 AFL-2.1 AFL-3.0 Artistic-1.0 BSD-4-Clause BSD-4-Clause-UC BSD-4-Clause-Shortened', ALL_GNU),
  ...each('BSD-Protection CNRI-Python ECL-1.0 LPL-1.02 MS-PL OpenSSL PHP-3.0 PHP-3.01 Zend-2.0 ZPL-1.1', ALL_GNU),
  ...each('MPL-1.0 MPL-1.1 MPL-2.0-no-copyleft-exception NPL-1.0 NPL-1.1 EPL-1.0 EPL-2.0 CPL-1.0 IPL-1.0 CDDL-1.0 CDDL-1.1', ALL_GNU),
  ...each('APSL-1.0 APSL-1.1 APSL-1.2 APSL-2.0 MS-RL SISSL SPL-1.0 LPPL-1.3a LPPL-1.3c ErlPL-1.1 Nokia RSCPL Interbase-1.0 LPL-1.0', ALL_GNU),
  ...each('OSL-1.0 OSL-1.1 OSL-2.0 OSL-2.1 OSL-3.0 QPL-1.0 RPL-1.1 RPL-1.5 CPAL-1.0 SSPL-1.0 AGPL-1.0', ALL_GNU),
};

export const GPL_INCOMPATIBLE: ReadonlyMap<LicenseId, ReadonlySet<LicenseId>> = setsOf(CLASHES);

function each(codes: string, projects: string): Record<LicenseId, string> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, projects]));
}

function setsOf(table: Readonly<Record<LicenseId, string>>): ReadonlyMap<LicenseId, ReadonlySet<LicenseId>> {
  return new Map(Object.entries(table).map(([code, projects]) => [code, new Set(projects.split(' '))]));
}
