import type { MutationTable } from '../mutation-table.ts';
import { braceBranches, braceEqual, braceExpressions, type BraceShapes } from './common.ts';

const shapes: BraceShapes = {
  binary: 'binary_expression',
  block: 'statement_block',
  condition: 'parenthesized_expression(#c)',
  single: 'expression_statement|return_statement|throw_statement|break_statement|continue_statement',
  arguments: 'arguments',
  ternary: 'ternary_expression',
  otherwise: (block) => `else_clause(else ${block})`,
  assignment: 'assignment_expression',
  end: ';',
};

export const javascript: MutationTable = {
  language: 'javascript',
  names: {
    leaves: ['identifier', 'property_identifier', 'private_property_identifier', 'shorthand_property_identifier', 'shorthand_property_identifier_pattern', 'type_identifier'],
    declares: {
      variable_declarator: 'before =', function_declaration: 'first', function_expression: 'before formal_parameters', generator_function_declaration: 'first', class_declaration: 'first', method_definition: 'before formal_parameters',
      formal_parameters: 'all', rest_pattern: 'all', array_pattern: 'all', object_pattern: 'all', pair_pattern: 'later', assignment_pattern: 'before =', object_assignment_pattern: 'before =', arrow_function: 'before =>|formal_parameters', catch_clause: 'first',
      for_in_statement: 'before of|in', field_definition: 'before =', public_field_definition: 'before =|type_annotation', required_parameter: 'first', optional_parameter: 'first',
    },
    patterns: ['array_pattern', 'object_pattern'],
    labels: ['pair', 'pair_pattern'],
    shorthand: { shorthand_property_identifier: '#old: #new', shorthand_property_identifier_pattern: '#old: #new' },
    reserved: ['undefined', 'arguments', 'constructor', 'toString', 'valueOf', 'NaN', 'Infinity', 'exports', 'module', 'require'],
    members: ['.'],
    selves: ['this', 'self', 'that'],
  },
  statements: {
    blocks: ['statement_block'],
    ends: ['return_statement', 'throw_statement', 'break_statement', 'continue_statement'],
    simple: ['expression_statement', 'lexical_declaration', 'variable_declaration'],
    assigns: ['assignment_expression', 'augmented_assignment_expression', 'update_expression', 'variable_declarator'],
    calls: ['call_expression', 'new_expression', 'await_expression'],
    insertions: ['const #new = #a;', 'if (#a == null) {\n  return #n;\n}', 'console.log(#a);', 'tally += #n;', 'const #new = [#a, #n];', 'if (#a > #n) {\n  report(#a, #b);\n}', 'trace.push({ at: #n, value: #a });', 'let #new = String(#a).trim();'],
    separator: ' ',
  },
  layout: { comments: ['comment'], comment: '//', freeIndent: true, braceOnNewLine: false, lists: ['arguments', 'formal_parameters', 'array', 'object'], verbatim: ['template_string', 'string', 'regex'] },
  literals: { strings: ['string_fragment'], keep: ['import_statement', 'regex', 'pair_key'], numbers: ['number'] },
  equal: [
    ...braceEqual(shapes),
    { name: 'const to let', from: 'lexical_declaration(const #d:variable_declarator)', to: 'let #d;' },
    { name: 'increment in full', from: 'expression_statement(update_expression(#a ++))', to: '#a += 1;' },
    { name: 'returned value in parentheses', from: 'return_statement(return #e:call_expression|binary_expression|identifier)', to: 'return (#e);' },
    { name: 'body of an arrow function', from: 'arrow_function(#p => #e:call_expression|binary_expression|member_expression)', to: '#p => {\n\treturn #e;\n}' },
  ],
  expressions: braceExpressions(shapes, 'number'),
  loops: [
    { name: 'for to while', from: 'for_statement(for #i:lexical_declaration|variable_declaration|expression_statement #c:binary_expression #s:update_expression|assignment_expression|augmented_assignment_expression #b:statement_block)', to: '#i\nwhile (#c) {\n\t#b.body\n\t#s;\n}' },
    { name: 'while to for', from: 'while_statement(while parenthesized_expression(#c) #b:statement_block)', to: 'for (; #c; ) #b' },
    { name: 'for to forEach', from: 'for_in_statement(for #k:const|let|var #x of #e #b:statement_block)', to: '#e.forEach((#x) => #b);' },
  ],
  branches: braceBranches(shapes),
  types: [],
  temporaries: {
    declare: 'const #new = #e;',
    expressions: ['call_expression', 'binary_expression', 'member_expression', 'subscript_expression', 'array', 'object', 'ternary_expression'],
    from: ['arguments', 'return_statement', 'assignment_expression', 'binary_expression', 'variable_declarator'],
    declarations: ['lexical_declaration(#k:const|let variable_declarator(#name:identifier = #e))', 'variable_declaration(var variable_declarator(#name:identifier = #e))'],
  },
  hosts: [
    ['function settleTides(buoys, harbour) {\n  const depths = [];\n  for (const buoy of buoys) {\n    depths.push(buoy.depth - harbour.datum);\n  }\n  ', '\n  depths.sort((p, q) => p - q);\n  return depths.slice(0, harbour.berths);\n}\n'],
    ['function paintFence(pots, boards) {\n  let painted = 0;\n  while (pots.length && painted < boards) {\n    painted += pots.pop().litres * 4;\n  }\n  ', '\n  return painted >= boards ? "done" : `${boards - painted} left`;\n}\n'],
  ],
};
