import { describe, expect, it } from 'vitest';
import { attributionOf, attributes, namesWork, notices, type AttributedWork } from '../../../src/policy/attribution.ts';
import { noticesWith } from '../../../src/policy/notices.ts';
import { lodash } from '../report/samples.ts';

const work = (name: string, more: Partial<AttributedWork> = {}): AttributedWork => ({ work: name, version: null, purl: null, license: 'MIT', url: null, ...more });
const says = (source: string, of: AttributedWork = lodash): boolean => attributes(attributionOf(source), of);

describe('an attribution in a file', () => {
  it.each([
    ['SPDX snippet', '// SPDX-SnippetBegin\n// SPDX-License-Identifier: MIT\n// SPDX-SnippetCopyrightText: Copyright JS Foundation\n// Origin: lodash 4.17.21, lodash.js, https://lodash.com/\nfunction f() {}\n// SPDX-SnippetEnd\n'],
    ['block comment', '/*!\n * lodash 4.17.21 (Custom Build)\n * Copyright JS Foundation and other contributors\n * Released under MIT license\n */\n'],
    ['name and address', '/**\n * @license\n * Lodash <https://lodash.com/>\n * Released under MIT license\n */'],
    ['hash comments', '# Adapted from lodash (MIT)\n\ndef f(): pass\n'],
    ['a docstring', '"""Batches.\n\nBased on lodash, copyright JS Foundation.\n"""\n'],
    ['single-line blocks', '/* Origin: lodash 4.17.21 */\n/* SPDX-License-Identifier: MIT */\nint f;\n'],
    ['a package URL', '-- From pkg:npm/lodash@4.17.21, MIT licence\n'],
    ['CRLF', '// Copied from lodash.js\r\n// License: MIT\r\n'],
    ['markup', '<!-- Part of lodash, under the MIT licence -->'],
  ])('is seen: %s', (_, source) => expect(says(source)).toBe(true));

  it.each([
    ['no comment', 'const lodash = require("lodash"); // a licence\n'],
    ['a name without terms', '// like chunk from lodash\n'],
    ['terms without the name', '// SPDX-License-Identifier: MIT\n// Copyright Ada\n'],
    ['another package', '// From lodash-es 4.17.21 (MIT)\n'],
    ['name and terms far apart', '// from lodash\nfunction f() {}\n// MIT License\n'],
  ])('is not seen: %s', (_, source) => expect(says(source)).toBe(false));

  it('takes no word of a licence text for a work of that name', () => {
    const warranty = '/* Copyright (c) 2020 Ada. MIT License. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR\n IMPLIED, including copyright notice, this permission notice shall be included once in source distributions. */';
    for (const name of ['express', 'is', 'once', 'source', 'notice', 'as', 'any']) expect(says(warranty, work(name))).toBe(false);
    expect(says('/* From express 4.18.2, MIT License. */', work('express', { version: '4.18.2' }))).toBe(true);
  });

  it('is kept short, and without comments is empty', () => {
    expect(attributionOf('const a = 1;\n// just a remark\n')).toBe('');
    expect(attributionOf(`// Copyright\n${'// x\n'.repeat(100_000)}`).length).toBeLessThanOrEqual(20_000);
  });

  it('does not take long over odd texts', () => {
    const started = performance.now();
    for (const source of ['/*'.repeat(50_000), `// ${'lodash '.repeat(50_000)}`, `/* copyright ${' '.repeat(100_000)}`, `# licence ${'#= '.repeat(50_000)}`, '\n'.repeat(100_000)]) says(source, work('lodash', { version: '1.0.0', url: 'https://a.example/b', purl: 'pkg:npm/lodash' }));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('a work is named', () => {
  it.each([
    ['by its address', 'see https://github.com/ada/sums for more', work('x', { url: 'https://www.github.com/ada/sums.git' }), true],
    ['not by the start of an address of one part', 'https://lodash.com/docs', work('x', { url: 'https://lodash.com' }), false],
    ['with a scope', 'from @ada/sums', work('@ada/sums'), true],
    ['not by the name without its scope', 'from sums', work('@ada/sums'), false],
    ['by an encoded package URL', 'pkg:npm/%40ada/sums@1.0.0', work('@ada/sums', { purl: 'pkg:npm/%40ada/sums@1.0.0' }), true],
    ['not by a longer package URL', 'pkg:npm/sums-es@1', work('sums', { purl: 'pkg:npm/sums@1' }), false],
    ['whatever characters it has', 'from c++(lib)', work('c++(lib)'), true],
    ['as a heading', '## zlib\n', work('zlib'), true],
    ['in a list', '* zlib - a compression library', work('zlib'), true],
  ])('%s', (_, text, of, expected) => expect(namesWork(text, of)).toBe(expected));
});

describe('a notices file', () => {
  const file = '# Third-party notices\n\n## lodash 4.17.21\n\nMIT License\n\nCopyright JS Foundation\n\n## zlib\n\nZlib License\n';

  it('names works with their licences', () => {
    expect(notices(file, lodash)).toBe(true);
    expect(notices(file, work('zlib', { license: 'Zlib' }))).toBe(true);
    expect(notices(file, work('zlib', { license: 'GPL-3.0-only' }))).toBe(false);
    expect(notices(file, work('left-pad'))).toBe(false);
    expect(notices(file, work('zlib', { license: 'NOASSERTION' }))).toBe(false);
  });

  it.each([
    ['Apache-2.0', 'Apache License, Version 2.0'], ['BSD-3-Clause', 'BSD 3-Clause License'], ['GPL-2.0-or-later', 'GPLv2'], ['MPL-2.0', 'MPL 2.0'], ['LGPL-2.1-only', 'LGPL v2.1'], ['MIT OR Apache-2.0', 'MIT'],
  ])('may call %s %j', (license, words) => expect(notices(`zlib\n${words}\n`, work('zlib', { license }))).toBe(true));

  it('is understood as the extension writes it', () => {
    const written = noticesWith('', lodash, { path: 'src/a.ts', unit: 'chunk' });
    expect(notices(written, lodash)).toBe(true);
    expect(notices(written, { ...lodash, work: 'lodash-es', purl: null, url: null })).toBe(false);
  });
});
