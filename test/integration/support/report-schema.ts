import { Ajv } from 'ajv';

const text = { type: 'string', minLength: 1 };
const textOrNull = { type: ['string', 'null'], minLength: 1 };
const line = { type: 'integer', minimum: 1 };
const count = { type: 'integer', minimum: 0 };
/** With `/`; neither `./` nor `\`. */
const path = { type: 'string', minLength: 1, pattern: '^(?!\\./)[^\\\\]+$' };
const record = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: 'object', properties, required: Object.keys(properties).filter((name) => !optional.includes(name)), additionalProperties: false,
});

const reason = record({ because: { enum: ['own-origin', 'own-work', 'dependency', 'vendored', 'ignored', 'ignored-work', 'severity', 'attributed', 'noticed'] }, note: text });

const match = record({
  work: text,
  version: textOrNull,
  purl: { type: ['string', 'null'], pattern: '^pkg:' },
  license: text,
  licenseFamily: { enum: ['public-domain', 'permissive', 'weak-copyleft', 'strong-copyleft', 'network-copyleft', 'proprietary', 'unknown'] },
  copyright: { type: 'array', items: text },
  path,
  content: { type: 'string', pattern: '^[0-9a-f]{32}$' },
  startLine: line,
  endLine: line,
  url: textOrNull,
  unit: textOrNull,
});

const finding = {
  key: { type: 'string', pattern: '^[0-9a-f]{16,}$' },
  file: path,
  startLine: line,
  endLine: line,
  kind: { enum: ['verbatim', 'renamed', 'edited'] },
  severity: { enum: ['error', 'warning', 'information'] },
  similarity: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
  evidenceBits: { type: 'number', exclusiveMinimum: 0 },
  expectedByChance: { type: 'number', minimum: 0 },
  renames: { type: 'array', items: record({ from: textOrNull, to: text }) },
  kept: { type: 'array', items: text, uniqueItems: true },
  match,
  alsoIn: { type: 'array', items: record({ work: text, version: textOrNull }) },
  idiom: { const: true },
  note: reason,
};

/** DESIGN section 4, field by field, with what src/core/report.ts adds. */
const report = record({
  version: { const: 1 },
  stats: record({ files: count, functions: count, milliseconds: count }),
  findings: { type: 'array', items: record(finding, ['idiom', 'note']) },
  quiet: { type: 'array', items: record({ ...finding, quiet: reason }, ['idiom', 'note']) },
  stale: { type: 'array', items: record({ key: text, work: textOrNull, reason: text }) },
  skipped: { type: 'array', items: record({ file: path, reason: text }) },
});

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(report);

/** What is wrong with the shape of a report; empty for a good one. */
export function shapeErrors(value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}
