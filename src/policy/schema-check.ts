import type { Node } from 'jsonc-parser';

/** The part of JSON Schema that the policy's schema uses. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minLength?: number;
  readonly exclusiveMinimum?: number;
  readonly pattern?: string;
  readonly description?: string;
}

export interface SchemaProblem {
  readonly node: Node;
  /** Such as `ignore[2].reason`; '' for the whole. */
  readonly path: string;
  readonly message: string;
}

/** What in a document doesn't follow a schema, in the order of the text. Objects take no other properties than the named ones. */
export function schemaProblems(node: Node, schema: Schema, path = ''): SchemaProblem[] {
  const problem = (message: string): SchemaProblem[] => [{ node, path, message }];
  if (schema.enum) return schema.enum.includes(node.value as string) ? [] : problem(`must be one of ${list(schema.enum)}`);
  if (node.type !== schema.type) return problem(`must be ${KINDS[schema.type ?? ''] ?? schema.type}, not ${KINDS[node.type] ?? node.type}`);
  if (node.type === 'array') return (node.children ?? []).flatMap((child, at) => schemaProblems(child, schema.items ?? {}, `${path}[${at}]`));
  if (node.type === 'object') return objectProblems(node, schema, path);
  if (typeof node.value === 'number') return schema.exclusiveMinimum === undefined || node.value > schema.exclusiveMinimum ? [] : problem(`must be above ${schema.exclusiveMinimum}`);
  if (typeof node.value === 'string') {
    if (node.value.length < (schema.minLength ?? 0)) return problem('must not be empty');
    if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(node.value)) return problem(`is not in the form that is asked for. ${schema.description ?? ''}`.trim());
  }
  return [];
}

function objectProblems(node: Node, schema: Schema, path: string): SchemaProblem[] {
  const properties = schema.properties ?? {};
  const seen = new Set<string>();
  const problems: SchemaProblem[] = [];
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    const name = key.value as string;
    const at = path === '' ? name : `${path}.${name}`;
    if (seen.has(name)) problems.push({ node: key, path: at, message: 'stands here twice' });
    else if (!Object.hasOwn(properties, name)) problems.push({ node: key, path: at, message: `is unknown; known are ${list(Object.keys(properties))}` });
    else if (value) problems.push(...schemaProblems(value, properties[name], at));
    seen.add(name);
  }
  for (const name of schema.required ?? []) if (!seen.has(name)) problems.push({ node, path, message: `must have ${list([name])}` });
  return problems;
}

const KINDS: Readonly<Record<string, string>> = { string: 'a text', number: 'a number', boolean: 'true or false', array: 'a list', object: 'an object', null: 'null' };
const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
