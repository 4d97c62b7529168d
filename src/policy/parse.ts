import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { parseExpression } from '../core/license/expression.ts';
import type { FailOn } from './exit-code.ts';
import type { LevelName } from './levels.ts';
import schema from './policy.schema.json' with { type: 'json' };
import { defaultPolicy, type IgnoredMatch, type IgnoredWork, type Policy } from './policy.ts';
import { schemaProblems, type Schema } from './schema-check.ts';
import { defaultSeverities, type SeverityTable } from './severity.ts';

/** Something wrong in a policy file. Line and column are 1-based. */
export interface PolicyProblem {
  readonly line: number;
  readonly column: number;
  /** Such as `ignore[2].reason`; '' for the whole. */
  readonly path: string;
  /** A sentence that says what to do. */
  readonly message: string;
}

export interface ParsedPolicy {
  /** Null where there are problems: half a policy would be none that anybody wrote. */
  readonly policy: Policy | null;
  readonly problems: readonly PolicyProblem[];
}

/** Reads the text of a policy file: JSON, with comments and trailing commas allowed. An empty text says nothing, and is no problem. */
export function parsePolicy(source: string): ParsedPolicy {
  const text = source.replace(/^\uFEFF/, ' ');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const place = placesIn(text);
  // What follows the first mistake of this kind is mostly its echo.
  if (errors.length > 0) return { policy: null, problems: [{ ...place(errors[0].offset), path: '', message: SYNTAX[printParseErrorCode(errors[0].error)] ?? 'This is not JSON.' }] };
  if (root === undefined) return { policy: defaultPolicy, problems: [] };
  const problems = schemaProblems(root, schema as Schema).map(({ node, path, message }) => ({ ...place(node.offset), path, message: `${path === '' ? 'The policy' : path} ${message.replace(/[.]?$/, '.')}` }));
  if (problems.length === 0) problems.push(...licenseProblem(root, place));
  return { policy: problems.length === 0 ? policyOf(getNodeValue(root) as PolicyJson) : null, problems };
}

/** A policy file that can't be used. The message names the file and each place in it. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';

  constructor(file: string, problems: readonly PolicyProblem[]) {
    super(`${problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n')}\nCorrect the policy, or leave it out with --no-policy.`);
  }
}

/** As the schema has it. */
interface PolicyJson {
  readonly level?: LevelName;
  readonly expectedAtMost?: number;
  readonly failOn?: FailOn;
  readonly projectLicense?: string;
  readonly severity?: { readonly families?: Partial<SeverityTable['families']>; readonly kinds?: Partial<SeverityTable['kinds']> };
  readonly ownWorks?: readonly string[];
  readonly ignore?: readonly (Pick<IgnoredMatch, 'key' | 'reason'> & { readonly [name in 'work' | 'file' | 'date' | 'by']?: string })[];
  readonly ignoreWorks?: readonly (Pick<IgnoredWork, 'work' | 'reason'> & { readonly [name in 'date' | 'by']?: string })[];
  readonly paths?: readonly string[];
}

function policyOf(json: PolicyJson): Policy {
  return {
    level: json.level ?? null,
    expectedAtMost: json.expectedAtMost ?? null,
    failOn: json.failOn ?? null,
    projectLicense: json.projectLicense ?? null,
    severity: {
      families: { ...defaultSeverities.families, ...json.severity?.families },
      kinds: { ...defaultSeverities.kinds, ...json.severity?.kinds },
    },
    ownWorks: json.ownWorks ?? [],
    ignore: (json.ignore ?? []).map(({ key, work, file, reason, date, by }) => ({ key, work: work ?? null, file: file ?? null, reason, date: date ?? null, by: by ?? null })),
    ignoreWorks: (json.ignoreWorks ?? []).map(({ work, reason, date, by }) => ({ work, reason, date: date ?? null, by: by ?? null })),
    paths: json.paths ?? [],
  };
}

function licenseProblem(root: Node, place: Places): PolicyProblem[] {
  const value = root.children?.find(({ children }) => children?.[0].value === 'projectLicense')?.children?.[1];
  if (value === undefined || parseExpression(value.value as string) !== null) return [];
  return [{ ...place(value.offset), path: 'projectLicense', message: `projectLicense must be an SPDX expression, such as "MIT" or "GPL-3.0-or-later", not "${value.value}".` }];
}

type Places = (offset: number) => Pick<PolicyProblem, 'line' | 'column'>;

function placesIn(text: string): Places {
  return (offset) => {
    const before = text.slice(0, offset).split(/\r\n|\n|\r/);
    return { line: before.length, column: before[before.length - 1].length + 1 };
  };
}

const SYNTAX: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This word is not JSON: texts stand in double quotes.',
  InvalidNumberFormat: 'This is no number.',
  PropertyNameExpected: 'A name in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected here.',
  CommaExpected: 'A comma is expected here.',
  CloseBraceExpected: 'A closing brace } is missing.',
  CloseBracketExpected: 'A closing bracket ] is missing.',
  EndOfFileExpected: 'The policy should have ended here.',
  InvalidCommentToken: 'This comment is not finished.',
  UnexpectedEndOfComment: 'This comment is not finished.',
  UnexpectedEndOfString: 'This text is not finished: a double quote is missing.',
  UnexpectedEndOfNumber: 'This number is not finished.',
  InvalidUnicode: 'This escape is not valid.',
  InvalidEscapeCharacter: 'This escape is not valid.',
  InvalidCharacter: 'This character must not stand here.',
};
