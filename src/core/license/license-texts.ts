/** How the text of one licence is told from all others. Phrases are in the form that `normaliseLicenseText` gives. */
export interface LicenseText {
  /** SPDX identifier; GNU ones without `-only` and `-or-later`. */
  readonly id: string;
  /** All must stand in the text; the first also says where the licence begins. */
  readonly all: readonly string[];
  /** None may: they belong to relatives of this licence. */
  readonly none?: readonly string[];
}

const MIT_GRANT = 'permission is hereby granted free of charge to any person obtaining a copy';
const MIT_NOTICE = 'the above copyright notice and this permission notice';
const NO_ADVERTISING = 'shall not be used in advertising or otherwise to promote the sale use or other dealings';
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
];

export const LICENSE_TEXTS: readonly LicenseText[] = [
  { id: 'MIT', all: [MIT_GRANT, MIT_NOTICE, 'the software is provided as is'], none: [NO_ADVERTISING, 'shall be used for good not evil'] },
  { id: 'X11', all: [MIT_GRANT, MIT_NOTICE, NO_ADVERTISING] },
  { id: 'JSON', all: [MIT_GRANT, 'shall be used for good not evil'] },
  { id: 'MIT-0', all: [MIT_GRANT, 'the software is provided as is'], none: ['the above copyright notice', 'subject to the following conditions', 'boost software license'] },
  { id: 'BSL-1.0', all: ['boost software license', 'version 1.0 august 17th 2003', 'permission is hereby granted free of charge to any person or organization'] },
  { id: 'ISC', all: [ISC_GRANT, ISC_NOTICE], none: [NO_ADVERTISING, 'and its documentation for any purpose'] },
  { id: 'curl', all: [ISC_GRANT, ISC_NOTICE, NO_ADVERTISING], none: [MIT_GRANT] },
  { id: '0BSD', all: [ISC_GRANT, 'the author disclaims all warranties'], none: [ISC_NOTICE, 'the above copyright notice'] },
  { id: 'BSD-2-Clause', all: [BSD_GRANT, BSD_SOURCE, BSD_BINARY], none: [BSD_ENDORSE, BSD_ADVERTISING, ...BSD_RELATIVES] },
  { id: 'BSD-3-Clause', all: [BSD_GRANT, BSD_SOURCE, BSD_BINARY, BSD_ENDORSE], none: [BSD_ADVERTISING, ...BSD_RELATIVES] },
  { id: 'BSD-3-Clause-Clear', all: [BSD_GRANT, BSD_SOURCE, BSD_ENDORSE, BSD_RELATIVES[2]] },
  { id: 'BSD-4-Clause', all: [BSD_GRANT, BSD_SOURCE, BSD_ENDORSE, BSD_ADVERTISING], none: BSD_RELATIVES },
  { id: 'Apache-2.0', all: ['apache license version 2.0 january 2004', 'grant of patent license'] },
  { id: 'Apache-1.1', all: [BSD_GRANT, BSD_RELATIVES[1], 'apache software foundation'] },
  { id: 'MPL-2.0', all: ['mozilla public license version 2.0', '1.1 contributor', 'exhibit a'] },
  { id: 'MPL-1.1', all: ['mozilla public license version 1.1', '1.1 contributor means'] },
  { id: 'GPL-2.0', all: ['gnu general public license version 2 june 1991', 'terms and conditions for copying distribution and modification'] },
  { id: 'GPL-3.0', all: ['gnu general public license version 3 29 june 2007', 'terms and conditions', '1 source code'] },
  { id: 'LGPL-2.0', all: ['gnu library general public license version 2 june 1991', 'terms and conditions for copying distribution and modification'] },
  { id: 'LGPL-2.1', all: ['gnu lesser general public license version 2.1 february 1999', 'terms and conditions for copying distribution and modification'] },
  { id: 'LGPL-3.0', all: ['gnu lesser general public license version 3 29 june 2007', 'additional definitions'] },
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
  { id: 'Zlib', all: ['this software is provided as-is without any express or implied warranty', 'altered source versions must be plainly marked as such', 'the origin of this software must not be misrepresented'] },
  { id: 'PSF-2.0', all: ['python software foundation license version 2', 'the individual or organization licensee'], none: ['beopen python open source license agreement version 1'] },
  { id: 'Python-2.0', all: ['python software foundation license version 2', 'beopen python open source license agreement version 1'] },
  { id: 'Artistic-2.0', all: ['the artistic license 2.0', 'copyright holder', 'standard version'] },
  { id: 'PostgreSQL', all: ['permission to use copy modify and distribute this software and its documentation for any purpose without fee and without a written agreement is hereby granted'] },
  { id: 'NCSA', all: [MIT_GRANT, 'redistributions of source code must retain the above copyright notice this list of conditions and the following disclaimers', 'to endorse or promote products derived from'] },
  { id: 'WTFPL', all: ['do what the fuck you want to public license', 'you just do what the fuck you want to'] },
  { id: 'BlueOak-1.0.0', all: ['blue oak model license', 'version 1.0.0', 'each contributor licenses you to do everything'] },
  { id: 'MS-PL', all: ['microsoft public license ms-pl', 'reciprocal', 'patent grant'], none: ['reciprocal grants'] },
  { id: 'UPL-1.0', all: ['the universal permissive license upl', 'version 1.0', 'larger works'] },
  { id: 'PHP-3.01', all: ['the php license version 3.01', BSD_GRANT] },
  { id: 'BUSL-1.1', all: ['business source license 1.1', 'additional use grant', 'change date'] },
  { id: 'SSPL-1.0', all: ['server side public license', 'offering the program as a service'] },
  { id: 'Elastic-2.0', all: ['elastic license 2.0', 'you may not provide the software to third parties as a hosted or managed service'] },
];
