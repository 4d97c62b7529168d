import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/report.ts';
import { renderSarif } from '../../../src/report/sarif.ts';
import { fileUri } from '../../../src/report/sarif-uri.ts';
import { webUri } from '../../../src/report/web-uri.ts';
import * as samples from './samples.ts';

const valid = schema();

describe('renderSarif', () => {
  it.each(['full', 'single', 'clean', 'absolute'] as const)('is valid SARIF 2.1.0: %s', (name) => {
    valid(JSON.parse(renderSarif(samples[name], { toolVersion: '1.2.3-beta.1' })));
    expect(valid.errors ?? []).toEqual([]);
  });

  it('is checked by a schema that finds faults', () => {
    const log = render(samples.full);
    expect(valid({ ...log, version: '2.0.0' })).toBe(false);
    log.runs[0].results![0].locations![0].physicalLocation!.region!.startLine = 0;
    expect(valid(log)).toBe(false);
  });

  it('names rule, level and fingerprint of each finding', () => {
    const run = render(samples.full).runs[0];
    expect(run.results!.map((r) => [r.ruleId, r.level, r.partialFingerprints!['nearcopy/v1']])).toEqual([
      ['renamed-copy', 'warning', '9f3c0d5e7a1b2c44'],
      ['renamed-copy', 'note', 'a77a77a77a77a77a'],
      ['verbatim-copy', 'error', '01aa77d3c5e9f6b0'],
      ['edited-copy', 'warning', '5be2f01c77d80a93'],
      ['renamed-copy', 'warning', 'cafe00000000d00d'],
      ['edited-copy', 'warning', '7777abcd7777abcd'],
      ['common-idiom', 'note', '1d10m00000000000'],
      ['verbatim-copy', 'warning', '2222222222222222'],
      ['edited-copy', 'warning', '3333333333333333'],
    ]);
    for (const result of run.results!) expect(run.tool.driver.rules![result.ruleIndex!].id).toBe(result.ruleId);
  });

  it('never gives an origin as a file of the repository', () => {
    for (const result of render(samples.full).runs[0].results!) {
      const [origin] = result.relatedLocations!;
      const artifact = origin.physicalLocation?.artifactLocation;
      if (artifact) expect(artifact).toEqual({ uri: expect.stringMatching(/^https:/) });
      expect(origin.logicalLocations).toHaveLength(1);
    }
  });

  it('keeps names text in Markdown and doubles braces', () => {
    const { message } = render({ ...samples.full, findings: [samples.unicode] }).runs[0].results![0];
    expect(message.markdown).toContain('**pandas \\[fork\\] \\<b\\> 2.2.0**');
    expect(message.markdown).toContain('`` a\\|b`c ``');
    expect(message.markdown).not.toContain('javascript:');
    expect(message.markdown + message.text!).not.toMatch(/[\x1b\u202e]/);
    expect(message.markdown!.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}]/);
  });

  it('tells of skipped files', () => {
    const [invocation] = render(samples.full).runs[0].invocations!;
    expect(invocation.executionSuccessful).toBe(true);
    expect(invocation.toolExecutionNotifications!.map((n) => n.message.text)).toContain('assets/photo 1.jpg was skipped: binary');
  });

  it('keeps what is quiet as suppressed results with the reason, and nothing else', () => {
    const results = render(samples.full).runs[0].results!;
    expect(results.flatMap((r) => (r.suppressions ? [[r.partialFingerprints!['nearcopy/v1'], r.suppressions]] : []))).toEqual([
      ['2222222222222222', [{ kind: 'external', status: 'accepted', justification: 'redis lies in third_party/redis with its licence beside it.', properties: { because: 'vendored' } }]],
      ['3333333333333333', [{ kind: 'external', status: 'accepted', justification: 'Ignored by Ada on 2026-11-22: written here first.', properties: { because: 'ignored' } }]],
    ]);
  });

  it('says what the project has done already, and which ignores are stale', () => {
    const { results, invocations } = render(samples.full).runs[0];
    expect(results![1].message.text).toContain('The file names lodash and its terms.');
    expect(invocations![0].toolExecutionNotifications!.map((n) => n.message.text)).toContain('The policy ignores 0123456789abcdef (left-pad), which matched nothing: Three lines that anybody would write.');
  });

  it('takes other rules, and leaves out the index of one that is missing', () => {
    const text = renderSarif(samples.single, { toolVersion: '1', rules: [{ id: 'other' }] });
    const [result] = (JSON.parse(text) as Log).runs[0].results!;
    expect(result.ruleId).toBe('renamed-copy');
    expect(result.ruleIndex).toBeUndefined();
  });
});

describe('fileUri', () => {
  it.each([
    ['src/a b/é.ts', 'src/a%20b/%C3%A9.ts'],
    ['a:b/c#d?.ts', 'a%3Ab/c%23d%3F.ts'],
    ['100%/x', '100%25/x'],
    ['\ud800', '%EF%BF%BD'],
  ])('encodes %j', (path, uri) => expect(fileUri(path)).toEqual({ uri, uriBaseId: 'SRCROOT' }));

  it.each([
    ['/srv/a b', 'file:///srv/a%20b'],
    ['C:/a b/c', 'file:///C:/a%20b/c'],
    ['//server/share/x', 'file://server/share/x'],
  ])('makes %j absolute', (path, uri) => expect(fileUri(path)).toEqual({ uri }));
});

describe('webUri', () => {
  it('passes web addresses only', () => {
    expect(webUri('https://x.org/a b#L1')).toBe('https://x.org/a%20b#L1');
    for (const address of [null, '', 'x.org', 'javascript:alert(1)', 'file:///etc/passwd']) expect(webUri(address)).toBeNull();
  });
});

function render(report: Report): Log {
  return JSON.parse(renderSarif(report, { toolVersion: '1.0.0' })) as Log;
}

/** The official schema, from Microsoft's SARIF SDK. It is draft 4, whose `id` is the one thing in it that Ajv 8 no longer takes. */
function schema() {
  const file = new URL('../../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', import.meta.url);
  const { id, $schema, ...rules } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect([id, $schema].every((x) => typeof x === 'string')).toBe(true);
  // One pattern of the schema is no valid regular expression in Unicode mode.
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(rules);
}
