import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyrightLines } from '../../../src/core/license/copyright.ts';
import { correctLicense } from '../../../src/core/license/correct.ts';
import { canonicalExpression, joinExpressions, parseExpression } from '../../../src/core/license/expression.ts';
import { FAMILY_OF } from '../../../src/core/license/family-table.ts';
import { licenseFamily } from '../../../src/core/license/family.ts';
import { fileLicense } from '../../../src/core/license/file-license.ts';
import { LICENSE_TEXTS } from '../../../src/core/license/license-texts.ts';
import { normaliseLicenseText } from '../../../src/core/license/normalise.ts';
import { recogniseLicense } from '../../../src/core/license/recognise.ts';

describe('correctLicense', () => {
  it.each([
    ['Apache 2', 'Apache-2.0'], ['Apache License, Version 2.0', 'Apache-2.0'], ['The Apache Software License, Version 2.0', 'Apache-2.0'],
    ['GPLv2+', 'GPL-2.0-or-later'], ['GPL-2', 'GPL-2.0-only'], ['GNU GPL v2', 'GPL-2.0-only'], ['gplv3 or any later version', 'GPL-3.0-or-later'],
    ['GNU General Public License v3 or later (GPLv3+)', 'GPL-3.0-or-later'], ['GNU Lesser General Public License v2.1', 'LGPL-2.1-only'], ['AGPLv3', 'AGPL-3.0-only'],
    ['MIT/Apache-2.0', 'MIT OR Apache-2.0'], ['mit', 'MIT'], ['Expat', 'MIT'], ['BSD 3-Clause', 'BSD-3-Clause'], ['New BSD', 'BSD-3-Clause'], ['MPL 2.0', 'MPL-2.0'],
    ['Eclipse Public License v2.0', 'EPL-2.0'], ['(MIT OR GPL-3)', 'MIT OR GPL-3.0-only'], ['GPL-2+ with Classpath-exception-2.0', 'GPL-2.0-or-later WITH Classpath-exception-2.0'],
    ['UNLICENSED', 'LicenseRef-Proprietary'], ['Public Domain', 'LicenseRef-Public-Domain'], ['https://www.apache.org/licenses/LICENSE-2.0', 'Apache-2.0'], ['Apache-2.0 AND mit', 'Apache-2.0 AND MIT'],
  ])('corrects %s to %s', (field, expression) => expect(correctLicense(field)).toEqual({ expression, corrected: true }));

  it.each([['MIT', 'MIT'], ['GPL-2.0', 'GPL-2.0-only'], ['GPL-2.0+', 'GPL-2.0-or-later'], ['LGPL-2.1-or-later OR MIT', 'LGPL-2.1-or-later OR MIT']])(
    'keeps %s', (field, expression) => expect(correctLicense(field)).toEqual({ expression, corrected: false }));

  it.each(['', 'BSD', 'BSD License', 'GPL', 'LGPL', 'not MIT', 'SEE LICENSE IN foo', 'MIT, BSD', 'Dual MIT/GPL', 'Custom MIT-like', 'other'])(
    'leaves open what %j leaves open', (field) => expect(correctLicense(field)).toBeNull());

  it('gives a valid expression or none, for any text', () => {
    const word = fc.constantFrom('MIT', 'gpl', '2', '3.0', 'or', 'AND', 'with', 'later', '+', '(', ')', '/', ',', 'apache', 'license', 'BSD', 'v', '-');
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))), (text) => {
      const license = correctLicense(text);
      if (license !== null) expect(canonicalExpression(license.expression)).toBe(license.expression);
    }), { numRuns: 500 });
  });
});

describe('joinExpressions', () => {
  it('brackets an OR inside an AND and says nothing twice', () => {
    expect(joinExpressions(['MIT OR ISC', 'MPL-2.0', 'MPL-2.0'], 'and')).toBe('(MIT OR ISC) AND MPL-2.0');
    expect(joinExpressions(['MIT', 'GPL-2.0-only AND ISC'], 'or')).toBe('MIT OR GPL-2.0-only AND ISC');
    expect(joinExpressions(['MIT OR ISC'], 'and')).toBe('MIT OR ISC');
  });
});

describe('licenseFamily', () => {
  it.each([
    ['MIT', 'permissive'], ['CC0-1.0', 'public-domain'], ['LGPL-2.1-or-later', 'weak-copyleft'], ['GPL-3.0-only', 'strong-copyleft'], ['GPL-2.0+', 'strong-copyleft'],
    ['AGPL-3.0-or-later', 'network-copyleft'], ['BUSL-1.1', 'proprietary'], ['LicenseRef-Proprietary', 'proprietary'], ['LicenseRef-foo', 'unknown'], ['NOASSERTION', 'unknown'], ['nonsense', 'unknown'],
    ['MIT OR GPL-2.0-only', 'permissive'], ['MIT AND GPL-2.0-only', 'strong-copyleft'], ['(MIT OR GPL-2.0-only) AND MPL-2.0', 'weak-copyleft'],
    ['GPL-2.0-only WITH Classpath-exception-2.0', 'weak-copyleft'], ['Apache-2.0 WITH LLVM-exception', 'permissive'], ['MIT OR LicenseRef-foo', 'permissive'], ['MIT AND LicenseRef-foo', 'unknown'],
    ['LicenseRef-Public-Domain', 'public-domain'], ['LicenseRef-scancode-public-domain', 'public-domain'], ['LicenseRef-PublicDomain', 'public-domain'], ['LicenseRef-PD', 'public-domain'], ['LicenseRef-not-public-domain', 'unknown'], ['LicenseRef-PDF', 'unknown'],
    ['LicenseRef-Proprietary-with-public-domain-parts', 'proprietary'], ['LicenseRef-Public-Domain OR MIT', 'public-domain'], ['LicenseRef-Public-Domain AND GPL-3.0-only', 'strong-copyleft'],
  ])('%s is %s', (expression, family) => expect(licenseFamily(expression)).toBe(family));

  it('knows only identifiers that SPDX knows', () => {
    expect([...FAMILY_OF.keys()].filter((id) => parseExpression(id) === null)).toEqual([]);
  });

  it('has a family for every licence that is recognised by its text', () => {
    expect(LICENSE_TEXTS.map(({ id }) => id).filter((id) => licenseFamily(id) === 'unknown')).toEqual([]);
  });
});

/** A text that has what a licence is told by, in its own layout. */
const textOf = (id: string) => (LICENSE_TEXTS.find((text) => text.id === id)?.all ?? []).join('\n * and\n * ');

describe('recogniseLicense', () => {
  it('has phrases in the form that it compares', () => {
    const phrases = LICENSE_TEXTS.flatMap(({ all, none }) => [...all, ...none ?? []]);
    expect(phrases.filter((phrase) => normaliseLicenseText(phrase) !== phrase)).toEqual([]);
  });

  it.each(LICENSE_TEXTS.map(({ id }) => id))('tells %s from all others', (id) => {
    const gnu = /^([AL]?GPL|GFDL)-/.test(id);
    expect(recogniseLicense(textOf(id))).toEqual({ expression: gnu ? `${id}-only` : id, versionUnsaid: gnu });
  });

  it('sees through layout, comment marks, quotes and case', () => {
    expect(recogniseLicense('# Permission is hereby granted, free of charge, to any person\n#   obtaining a COPY ...\n# The above copyright notice and this\n# permission notice shall be\n# THE SOFTWARE IS PROVIDED “AS IS”')?.expression).toBe('MIT');
    expect(recogniseLicense('<p>Permission is hereby granted, free of charge,\nto any person obtaining a copy</p> the above copyright notice and this permission notice. The <b>software</b> is provided "as is"')?.expression).toBe('MIT');
  });

  it('says "or later" only where the authors say it', () => {
    const sample = 'How to Apply These Terms to Your New Programs: either version 2 of the License, or (at your option) any later version.';
    expect(recogniseLicense(`${textOf('GPL-2.0')}\n${sample}`)).toEqual({ expression: 'GPL-2.0-only', versionUnsaid: true });
    expect(recogniseLicense(`foo is free under the GPL, version 2 or (at your option) any later version.\n${textOf('GPL-2.0')}`)).toEqual({ expression: 'GPL-2.0-or-later', versionUnsaid: false });
    expect(recogniseLicense(`Version 2 is the only version of this license which applies.\n${textOf('GPL-2.0')}`)).toEqual({ expression: 'GPL-2.0-only', versionUnsaid: false });
  });

  it('joins several texts', () => {
    expect(recogniseLicense(`${textOf('BSD-3-Clause')}\n\nThe parser is by somebody else:\n${textOf('MIT')}`)?.expression).toBe('BSD-3-Clause AND MIT');
    expect(recogniseLicense(`This is dual-licensed.\n${textOf('MIT')}\n\n${textOf('Unlicense')}`)?.expression).toBe('MIT OR Unlicense');
    expect(recogniseLicense(`${textOf('GPL-3.0')}\n${textOf('LGPL-3.0')}`)?.expression).toBe('LGPL-3.0-only');
  });

  it('takes a mention for no licence', () => {
    expect(recogniseLicense('This software is available under the MIT License and the GNU General Public License version 2.')).toBeNull();
    expect(recogniseLicense('')).toBeNull();
  });

  it('knows exceptions', () => {
    expect(recogniseLicense(`${textOf('Apache-2.0')}\n---- LLVM Exceptions to the Apache 2.0 License ----`)?.expression).toBe('Apache-2.0 WITH LLVM-exception');
  });
});

describe('fileLicense', () => {
  it.each([
    ['// SPDX-License-Identifier: MIT\n', 'MIT'],
    ['/* SPDX-License-Identifier: GPL-2.0 */\n', 'GPL-2.0-only'],
    ['# SPDX-License-Identifier: (GPL-2.0+ OR BSD-2-Clause)\n', 'GPL-2.0-or-later OR BSD-2-Clause'],
    ['<!-- SPDX-License-Identifier: Apache-2.0 -->', 'Apache-2.0'],
    ['/*\n * Licensed under the Apache License, Version 2.0 (the "License");\n * you may not', 'Apache-2.0'],
    ['// This Source Code Form is subject to the terms of the Mozilla Public\n// License, v. 2.0. If a copy', 'MPL-2.0'],
    ['/* This program is free software; you can redistribute it and/or modify\n * it under the terms of the GNU General Public License as published by\n * the Free Software Foundation; either version 2 of the License, or\n * (at your option) any later version. */', 'GPL-2.0-or-later'],
    ['# under the terms of the GNU Lesser General Public License version 2.1\n# as published by the Free Software Foundation.', 'LGPL-2.1-only'],
    ['# it under the terms of the GNU Lesser General Public\n# License as published by the Free Software Foundation; either\n# version 3 of the License, or any later version.', 'LGPL-3.0-or-later'],
    ['// the terms of the GNU Affero General Public License as published by the Free Software Foundation, either version 3 of the License, or (at your option) any later version', 'AGPL-3.0-or-later'],
    ['/* Licensed under GPLv2 or later, see file LICENSE in this source tree. */', 'GPL-2.0-or-later'],
    ['/* Licensed under GPLv2, see file LICENSE in this source tree. */', 'GPL-2.0-only'],
    ['/* It is dual-licensed under "the GNU LGPLv3+ or the GNU GPLv2+". */', 'LGPL-3.0-or-later OR GPL-2.0-or-later'],
    ['// Licensed under the MIT license. See LICENSE file', 'MIT'],
    ['/*\n * Permission is hereby granted, free of charge, to any person obtaining a copy\n * The above copyright notice and this permission notice shall be included\n * THE SOFTWARE IS PROVIDED "AS IS" */', 'MIT'],
    ['// Distributed under the Boost Software License, Version 1.0.', 'BSL-1.0'],
  ])('%j is %s', (text, expression) => expect(fileLicense(text)).toBe(expression));

  it.each([
    '// Copyright 2009 The Authors. Use of this source code is governed by a BSD-style license that can be found in the LICENSE file.\n',
    'const text = "free";\n',
    '// SPDX-License-Identifier: something else\n',
    '// This licence is compatible to the GNU General Public License version 3.\n',
    `${'int a;\n'.repeat(70)}// SPDX-License-Identifier: MIT\n`,
    '',
  ])('%j states none', (text) => expect(fileLicense(text)).toBeNull());
});

describe('copyrightLines', () => {
  it('finds statements and completes them', () => {
    expect(copyrightLines('MIT License\n\nCopyright (c) 2010-2018 A. Author\n * (C) 2011, B. Author\nCopyright (c) 2015\nThe C Authors\nPortions Copyright D Corp.\n\nCopyright (c) 2010-2018 A. Author')).toEqual([
      'Copyright (c) 2010-2018 A. Author', '(C) 2011, B. Author', 'Copyright (c) 2015 The C Authors', 'Portions Copyright D Corp.',
    ]);
  });

  it('leaves out the words of the licence and its own authors', () => {
    expect(copyrightLines('COPYRIGHT NOTICE\nCopyright holders may\nThe above copyright notice\n(c) You must retain\ncopyrighted by X\nCopyright (C) 2007 Free Software Foundation, Inc. <https://fsf.org/>\nCopyright [yyyy] [name of copyright owner]\nCopyright (C) <year>  <name of author>')).toEqual([]);
  });
});
