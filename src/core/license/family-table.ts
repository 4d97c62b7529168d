import type { LicenseFamily } from './family.ts';

/** SPDX identifiers by family; GNU ones without `-only` and `-or-later`. What is not here is unknown. */
const TABLE: Readonly<Partial<Record<LicenseFamily, string>>> = {
  'public-domain': 'CC0-1.0 Unlicense 0BSD MIT-0 PDDL-1.0 WTFPL blessing SAX-PD libselinux-1.0 CC-PDDC CC-PDM-1.0 NIST-PD',
  permissive: [
    'MIT X11 X11-distribute-modifications-variant MIT-CMU MIT-Modern-Variant MIT-feh MIT-advertising MITNFA MIT-open-group MIT-Wu MIT-enna',
    'ISC curl Zlib zlib-acknowledgement Libpng libpng-2.0 NTP HPND HPND-sell-variant Fair JSON ICU Unicode-DFS-2015 Unicode-DFS-2016 Unicode-3.0 Unicode-TOU',
    'BSD-1-Clause BSD-2-Clause BSD-2-Clause-Views BSD-2-Clause-Patent BSD-2-Clause-FreeBSD BSD-2-Clause-NetBSD BSD-3-Clause BSD-3-Clause-Clear',
    'BSD-3-Clause-Attribution BSD-3-Clause-LBNL BSD-3-Clause-Modification BSD-3-Clause-Open-MPI BSD-4-Clause BSD-4-Clause-UC BSD-4-Clause-Shortened',
    'BSD-Source-Code BSD-Protection Apache-1.0 Apache-1.1 Apache-2.0 AFL-1.1 AFL-1.2 AFL-2.0 AFL-2.1 AFL-3.0 BSL-1.0 PSF-2.0 Python-2.0 Python-2.0.1',
    'CNRI-Python PostgreSQL TCL OpenSSL OpenSSL-standalone SSLeay-standalone PHP-3.0 PHP-3.01 ZPL-1.1 ZPL-2.0 ZPL-2.1 Zend-2.0 NCSA UPL-1.0 BlueOak-1.0.0',
    'Artistic-1.0 Artistic-1.0-Perl Artistic-1.0-cl8 Artistic-2.0 ClArtistic Ruby Vim W3C W3C-19980720 W3C-20150513 Beerware FTL FSFAP FSFUL FSFULLR',
    'IJG Intel MulanPSL-1.0 MulanPSL-2.0 MS-PL ECL-1.0 ECL-2.0 Xnet XFree86-1.1 Xerox SGI-B-2.0 Bitstream-Vera bzip2-1.0.6 CC-BY-1.0 CC-BY-2.0 CC-BY-2.5',
    'CC-BY-3.0 CC-BY-4.0 SunPro Spencer-86 Spencer-94 Spencer-99 TU-Berlin-1.0 TU-Berlin-2.0 snprintf Naumen Net-SNMP EFL-2.0 SMLNJ StandardML-NJ OLDAP-2.8',
    'Linux-OpenIB LPL-1.02 ADSL Afmparse Latex2e mpich2 Info-ZIP gnuplot dtoa DOC HTMLTIDY Cube Crossword NLPL Plexus Saxpath OGC-1.0 metamail Mup pkgconf',
  ].join(' '),
  'weak-copyleft': [
    'LGPL-2.0 LGPL-2.1 LGPL-3.0 LGPLLR MPL-1.0 MPL-1.1 MPL-2.0 MPL-2.0-no-copyleft-exception EPL-1.0 EPL-2.0 CDDL-1.0 CDDL-1.1 CPL-1.0 IPL-1.0',
    'APSL-1.0 APSL-1.1 APSL-1.2 APSL-2.0 MS-RL NPL-1.0 NPL-1.1 SPL-1.0 SISSL LPPL-1.3a LPPL-1.3c ErlPL-1.1 CECILL-C Nokia',
    'wxWindows OFL-1.0 OFL-1.1 CUA-OPL-1.0 Watcom-1.0 YPL-1.0 YPL-1.1 Motosoto RSCPL Interbase-1.0 BitTorrent-1.0 BitTorrent-1.1 OCLC-2.0 OSET-PL-2.1 LPL-1.0 eCos-2.0 Frameworx-1.0',
  ].join(' '),
  'strong-copyleft': [
    'GPL-1.0 GPL-2.0 GPL-3.0 CECILL-1.0 CECILL-1.1 CECILL-2.0 CECILL-2.1 EUPL-1.0 EUPL-1.1 EUPL-1.2 QPL-1.0 Sleepycat RPL-1.1 RPL-1.5',
    'CC-BY-SA-1.0 CC-BY-SA-2.0 CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-4.0 GFDL-1.1 GFDL-1.2 GFDL-1.3 ODbL-1.0 copyleft-next-0.3.0',
    'copyleft-next-0.3.1 CERN-OHL-S-2.0 NGPL TMate OSL-1.0 OSL-1.1',
  ].join(' '),
  'network-copyleft': 'AGPL-1.0 AGPL-3.0 SSPL-1.0 CPAL-1.0 OSL-2.0 OSL-2.1 OSL-3.0 Parity-6.0.0 Parity-7.0.0',
  proprietary: [
    'BUSL-1.1 Elastic-2.0 PolyForm-Noncommercial-1.0.0 PolyForm-Small-Business-1.0.0 CC-BY-NC-1.0 CC-BY-NC-2.0 CC-BY-NC-3.0 CC-BY-NC-4.0',
    'CC-BY-NC-SA-2.0 CC-BY-NC-SA-3.0 CC-BY-NC-SA-4.0 CC-BY-NC-ND-3.0 CC-BY-NC-ND-4.0 CC-BY-ND-3.0 CC-BY-ND-4.0 Aladdin',
  ].join(' '),
};

export const FAMILY_OF: ReadonlyMap<string, LicenseFamily> = new Map(
  Object.entries(TABLE).flatMap(([family, ids]) => ids.split(' ').map((id) => [id, family as LicenseFamily] as const)),
);
