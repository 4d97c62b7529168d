import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** What is wrong with a SARIF log by the official schema of 2.1.0 (see test/unit/report/sarif.test.ts); empty for a valid one. */
export function sarifErrors(log: unknown): unknown[] {
  const file = new URL('../../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', import.meta.url);
  const rules = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  delete rules['id'];
  delete rules['$schema'];
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(rules);
  validate(log);
  return validate.errors ?? [];
}
