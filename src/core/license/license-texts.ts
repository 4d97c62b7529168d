/** How the text of one licence is told from all others. Phrases are in the form that `normaliseLicenseText` gives. */
export interface LicenseText {
  /** SPDX identifier; GNU ones without `-only` and `-or-later`. */
  readonly id: string;
  /** All must stand in the text; the first also says where the licence begins. */
  readonly all: readonly string[];
  /** None may: they belong to relatives of this licence. */
  readonly none?: readonly string[];
  /** Licences whose texts are a part of this one. */
  readonly holds?: readonly string[];
  /** How far the licence reaches, in characters from its first phrase on; other texts in the same file don't count then. Default: the file. */
  readonly within?: number;
}

/** Reach of short licences. */
const SHORT = 1_700;
const MIDDLE = 2_400;

const MIT_GRANT = 'permission is hereby granted free of charge to any person obtaining a copy';
const MIT_NOTICE = 'the above copyright notice and this permission notice';
const NO_ADVERTISING = 'shall not be used in advertising or otherwise to promote the sale use or other dealings';
const WITH_MODIFICATIONS = 'distribute with modifications';
const ISC_GRANT = 'software for any purpose with or without fee is hereby granted';
const ISC_NOTICE = 'provided that the above copyright notice and this permission notice appear in all copies';
const BSD_GRANT = 'redistribution and use in source and binary forms with or without modification are permitted';
const BSD_SOURCE = 'redistributions of source code must retain the';
const BSD_BINARY = 'redistributions in binary form must reproduce the';
const BSD_ENDORSE = 'to endorse or promote products derived from';
const BSD_ADVERTISING = 'all advertising materials mentioning features or use of this software must display';
/** Licences that began as the BSD licence and went on. */
const BSD_RELATIVES = [
  'redistributions of any form whatsoever must retain', 'the end-user documentation included with the redistribution',
  'no express or implied licenses to any partys patent rights', 'each copyright holder and contributor hereby grants',
  'not designed licensed or intended for use in the design construction operation or maintenance of any nuclear facility',
  'obtain complete source code for', 'complete compilable and linkable source code',
];
/** Licences that give MIT's permission, but ask for more. */
const MIT_RELATIVES = [NO_ADVERTISING, 'shall be used for good not evil', 'the universal permissive license upl'];
const PHP_GRANT = 'redistribution and use in source and binary forms with or without modification is permitted';
const ARTISTIC = 'the intent of this document is to state the conditions under which a package may be copied';
/** Licences made from the Artistic one. */
const ARTISTIC_RELATIVES = ['clarified artistic license', 'the openldap public license', 'net boolean public license', 'open group test suite license'];
const MPL_RELATIVES = ['netscape public license version 1.1', 'sugarcrm public license', 'common public attribution license'];

export const LICENSE_TEXTS: readonly LicenseText[] = [
  { id: 'MIT', all: [MIT_GRANT, MIT_NOTICE, 'the software is provided as is'], none: MIT_RELATIVES, within: SHORT },
  { id: 'X11', all: [MIT_GRANT, MIT_NOTICE, NO_ADVERTISING], none: [WITH_MODIFICATIONS], within: SHORT },
  { id: 'X11-distribute-modifications-variant', all: [MIT_GRANT, MIT_NOTICE, NO_ADVERTISING, WITH_MODIFICATIONS], within: SHORT },
  { id: 'JSON', all: [MIT_GRANT, 'shall be used for good not evil'] },
  { id: 'MIT-0', all: [MIT_GRANT, 'the software is provided as is'], none: ['the above copyright notice', 'boost software license', 'clips'], within: SHORT },
  { id: 'BSL-1.0', all: ['boost software license', 'version 1.0 august 17th 2003', 'permission is hereby granted free of charge to any person or organization'] },
  { id: 'ISC', all: [ISC_GRANT, ISC_NOTICE], none: [NO_ADVERTISING, 'and its documentation for any purpose'], within: SHORT },
  { id: 'curl', all: [ISC_GRANT, ISC_NOTICE, NO_ADVERTISING], none: [MIT_GRANT], within: SHORT },
  { id: '0BSD', all: [ISC_GRANT, 'the author disclaims all warranties'], none: [ISC_NOTICE, 'the above copyright notice'], within: SHORT },
  { id: 'BSD-2-Clause', all: [BSD_GRANT, BSD_SOURCE, BSD_BINARY], none: [BSD_ENDORSE, BSD_ADVERTISING, ...BSD_RELATIVES], within: MIDDLE },
  { id: 'BSD-3-Clause', all: [BSD_GRANT, BSD_SOURCE, BSD_BINARY, BSD_ENDORSE], none: [BSD_ADVERTISING, ...BSD_RELATIVES], within: MIDDLE },
  { id: 'BSD-3-Clause', all: ['redistribution and use of this software in source and binary forms with or without modification are permitted', BSD_SOURCE, BSD_BINARY, BSD_ENDORSE], none: [BSD_ADVERTISING, ...BSD_RELATIVES], within: MIDDLE },
  { id: 'BSD-3-Clause-Clear', all: [BSD_GRANT, BSD_SOURCE, BSD_ENDORSE, BSD_RELATIVES[2]], within: MIDDLE },
  { id: 'BSD-4-Clause', all: [BSD_GRANT, BSD_SOURCE, BSD_ENDORSE, BSD_ADVERTISING], none: BSD_RELATIVES, within: MIDDLE },
  { id: 'Apache-2.0', all: ['apache license version 2.0 january 2004', 'grant of patent license'] },
  { id: 'Apache-1.1', all: [BSD_GRANT, BSD_RELATIVES[1], 'apache software foundation'] },
  { id: 'MPL-2.0', all: ['mozilla public license version 2.0', '1.1 contributor', 'exhibit a'] },
  { id: 'MPL-1.1', all: ['mozilla public license version 1.1', '1.1 contributor means'], none: MPL_RELATIVES },
  { id: 'MPL-1.0', all: ['mozilla public license version 1.0', '1.1 contributor means', 'are subject to the mozilla public license version 1.0'] },
  { id: 'NPL-1.1', all: ['netscape public license version 1.1', '1.1 contributor means'] },
  { id: 'CPAL-1.0', all: ['common public attribution license version 1.0', 'original developer'] },
  { id: 'CPL-1.0', all: ['common public license version 1.0', 'the accompanying program is provided under the terms of this common public license'] },
  { id: 'GPL-2.0', all: ['gnu general public license version 2 june 1991', 'terms and conditions for copying distribution and modification'] },
  { id: 'GPL-3.0', all: ['gnu general public license version 3 29 june 2007', 'terms and conditions', '1 source code'] },
  { id: 'LGPL-2.0', all: ['gnu library general public license version 2 june 1991', 'terms and conditions for copying distribution and modification'] },
  { id: 'LGPL-2.1', all: ['gnu lesser general public license version 2.1 february 1999', 'terms and conditions for copying distribution and modification'] },
  { id: 'LGPL-3.0', all: ['gnu lesser general public license version 3 29 june 2007', 'additional definitions'], holds: ['GPL-3.0'] },
  { id: 'AGPL-3.0', all: ['gnu affero general public license version 3 19 november 2007', 'remote network interaction'] },
  { id: 'EPL-1.0', all: ['eclipse public license v 1.0', 'the accompanying program is provided under the terms of this eclipse public license'] },
  { id: 'EPL-2.0', all: ['eclipse public license v 2.0', 'the accompanying program is provided under the terms of this eclipse public license'] },
  { id: 'CDDL-1.0', all: ['common development and distribution license', 'version 1.0', 'initial developer'], none: ['cddl version 1.1', 'version 1.1'] },
  { id: 'CDDL-1.1', all: ['common development and distribution license', 'version 1.1', 'initial developer'] },
  { id: 'EUPL-1.2', all: ['european union public license v 1.2', 'obligations of the licensee'] },
  { id: 'Unlicense', all: ['this is free and unencumbered software released into the public domain', 'anyone is free to copy modify publish use compile sell or distribute'] },
  { id: 'CC0-1.0', all: ['cc0 1.0 universal', 'affirmer'] },
  { id: 'CC-BY-4.0', all: ['creative commons attribution 4.0 international', 'licensed rights'], none: ['attribution-sharealike 4.0', 'attribution-noncommercial'] },
  { id: 'CC-BY-SA-4.0', all: ['creative commons attribution-sharealike 4.0 international', 'licensed rights'] },
  { id: 'Zlib', all: ['this software is provided as-is without any express or implied warranty', 'altered source versions must be plainly marked as such', 'the origin of this software must not be misrepresented'], within: MIDDLE },
  { id: 'PSF-2.0', all: ['python software foundation license version 2', 'the individual or organization licensee'], none: ['beopen python open source license agreement version 1'] },
  { id: 'Python-2.0', all: ['python software foundation license version 2', 'beopen python open source license agreement version 1'] },
  { id: 'Artistic-2.0', all: ['the artistic license 2.0', 'copyright holder', 'standard version'] },
  { id: 'PostgreSQL', all: ['permission to use copy modify and distribute this software and its documentation for any purpose without fee and without a written agreement is hereby granted'] },
  { id: 'NCSA', all: [MIT_GRANT, 'redistributions of source code must retain the above copyright notice this list of conditions and the following disclaimers', 'to endorse or promote products derived from'] },
  { id: 'WTFPL', all: ['do what the fuck you want to public license', 'you just do what the fuck you want to'] },
  { id: 'BlueOak-1.0.0', all: ['blue oak model license', 'version 1.0.0', 'each contributor licenses you to do everything'] },
  { id: 'MS-PL', all: ['microsoft public license ms-pl', 'patent grant'], none: ['reciprocal grants'] },
  { id: 'UPL-1.0', all: ['the universal permissive license upl', 'version 1.0', 'larger works'] },
  { id: 'PHP-3.01', all: ['the php license version 3.01', PHP_GRANT] },
  { id: 'BUSL-1.1', all: ['business source license 1.1', 'additional use grant', 'change date'] },
  { id: 'SSPL-1.0', all: ['server side public license', 'offering the program as a service'] },
  { id: 'Elastic-2.0', all: ['elastic license 2.0', 'you may not provide the software to third parties as a hosted or managed service'] },
  { id: 'GPL-1.0', all: ['gnu general public license version 1 february 1989', 'terms and conditions'] },
  { id: 'GFDL-1.1', all: ['gnu free documentation license version 1.1 march 2000', 'applicability and definitions'] },
  { id: 'GFDL-1.2', all: ['gnu free documentation license version 1.2 november 2002', 'applicability and definitions'] },
  { id: 'GFDL-1.3', all: ['gnu free documentation license version 1.3 3 november 2008', 'applicability and definitions'] },
  { id: 'Artistic-1.0', all: [ARTISTIC, 'the name of the copyright holder may not be used to endorse'], none: [...ARTISTIC_RELATIVES, 'aggregation of this package with a commercial distribution'] },
  { id: 'Artistic-1.0-Perl', all: [ARTISTIC, 'aggregation of this package with a commercial distribution', 'scripts and library files supplied as input to or produced as output from the programs of this package'], none: ARTISTIC_RELATIVES },
  { id: 'ClArtistic', all: ['the clarified artistic license', ARTISTIC] },
  { id: 'AFL-2.1', all: ['licensed under the academic free license version 2.1', 'grant of copyright license'] },
  { id: 'AFL-3.0', all: ['licensed under the academic free license version 3.0', 'grant of copyright license'] },
  { id: 'OSL-3.0', all: ['licensed under the open software license version 3.0', 'grant of copyright license'] },
  { id: 'OFL-1.1', all: ['sil open font license version 1.1', 'the fonts including any derivative works can be bundled'] },
  { id: 'CC-BY-3.0', all: ['attribution 3.0 unported', 'collection means a collection of literary or artistic works'], none: ['attribution-sharealike 3.0', 'attribution-noncommercial', 'attribution-noderivs'] },
  { id: 'CC-BY-SA-3.0', all: ['attribution-sharealike 3.0 unported', 'collection means a collection of literary or artistic works'] },
  { id: 'CC-BY-NC-4.0', all: ['creative commons attribution-noncommercial 4.0 international', 'licensed rights'], none: ['attribution-noncommercial-sharealike 4.0', 'attribution-noncommercial-noderivatives'] },
  { id: 'CC-BY-NC-SA-4.0', all: ['creative commons attribution-noncommercial-sharealike 4.0 international', 'licensed rights'] },
  { id: 'FTL', all: ['the freetype project license', 'we disclaim all warranties covering the freetype project'] },
  { id: 'ZPL-2.1', all: ['zope public license zpl version 2.1', 'redistributions in source code must retain'] },
  { id: 'EUPL-1.1', all: ['european union public license v 1.1', 'obligations of the licensee'] },
  { id: 'CECILL-2.1', all: ['cecill free software license agreement version 2.1', 'free software license agreement'] },
  { id: 'CECILL-C', all: ['cecill-c free software license agreement', 'integrated contribution'] },
  { id: 'IJG', all: ['legal issues in plain english', 'we dont promise that this software works', 'this software is based in part on the work of the independent jpeg group'] },
  { id: 'libpng-2.0', all: ['png reference library license version 2', 'altered source versions must be plainly marked as such'] },
  { id: 'Libpng', all: ['libpng versions', 'the png reference library is supplied as is', 'altered versions must be plainly marked as such'] },
  { id: 'bzip2-1.0.6', all: ['redistributions of source code must retain the above copyright notice', 'the origin of this software must not be misrepresented', 'the name of the author may not be used to endorse'], within: MIDDLE },
  { id: 'Vim', all: ['there are no restrictions on distributing unmodified copies of vim', 'this license text must be included unmodified'] },
  { id: 'QPL-1.0', all: ['the q public license version 1.0', 'choice of law'] },
  { id: 'MulanPSL-2.0', all: ['mulan psl v2 january 2020', 'grant of patent license'] },
  { id: 'Unicode-3.0', all: ['unicode license v3', 'data files or software'] },
  { id: 'Unicode-DFS-2016', all: ['unicode inc license agreement data files and software', 'permission is hereby granted free of charge to any person obtaining a copy of the unicode data files'] },
  { id: 'OpenSSL', all: ['the openssl project', BSD_GRANT, 'this product includes software written by tim hudson'] },
  { id: 'ECL-2.0', all: ['educational community license version 2.0', 'grant of patent license'] },
  { id: 'LPPL-1.3c', all: ['the latex project public license', 'lppl version 1.3c', 'maintenance of the work'] },
  { id: 'TCL', all: ['this software is copyrighted by the regents of the university of california sun microsystems', 'the authors hereby grant permission to use copy modify distribute and license this software'] },
  { id: 'HPND', all: ['permission to use copy modify and distribute this software and its documentation for any purpose and without fee is hereby granted', 'not be used in advertising or publicity'], none: [ISC_NOTICE, 'without a written agreement', 'stichting mathematisch centrum'], within: SHORT },
  { id: 'PHP-3.0', all: ['the php license version 3.0 ', PHP_GRANT] },
  { id: 'Apache-1.0', all: [BSD_GRANT, 'this product includes software developed by the apache group for use'] },
  { id: 'MS-RL', all: ['microsoft reciprocal license ms-rl', 'reciprocal grants'] },
  { id: 'Sleepycat', all: [BSD_GRANT, 'this software is provided by sleepycat software', 'obtain complete source code for'], holds: ['BSD-3-Clause'] },
  { id: 'TMate', all: ['the tmate open source license', BSD_GRANT] },
  { id: 'Ruby', all: ['you may make and give away verbatim copies of the source form of the software', 'you may modify your copy of the software in any way', 'input to or produced as output from the software'] },
  { id: 'ICU', all: ['international business machines corporation and others', MIT_GRANT, 'appear in supporting documentation'] },
  { id: 'PDDL-1.0', all: ['open data commons public domain dedication', 'the licensor'] },
  { id: 'ODbL-1.0', all: ['open data commons open database license', 'share alike'] },
  { id: 'Beerware', all: ['the beer-ware license revision 42', 'can buy me a beer in return'] },
  { id: 'PolyForm-Noncommercial-1.0.0', all: ['polyform noncommercial license 1.0.0', 'noncommercial purposes'] },
  { id: 'Parity-7.0.0', all: ['the parity public license 7.0.0', 'contribute'] },
];
