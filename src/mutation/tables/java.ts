import type { MutationTable } from '../mutation-table.ts';
import { braceBranches, braceEqual, braceExpressions, type BraceShapes } from './common.ts';

const shapes: BraceShapes = {
  binary: 'binary_expression',
  block: 'block',
  condition: 'parenthesized_expression(#c)',
  single: 'expression_statement|return_statement|throw_statement|break_statement|continue_statement',
  arguments: 'argument_list',
  ternary: 'ternary_expression',
  otherwise: (block) => `else ${block}`,
  assignment: 'assignment_expression',
  end: ';',
};

export const java: MutationTable = {
  language: 'java',
  names: {
    leaves: ['identifier', 'type_identifier'],
    declares: {
      variable_declarator: 'first', method_declaration: 'before formal_parameters', constructor_declaration: 'first', class_declaration: 'first', interface_declaration: 'first', enum_declaration: 'first', formal_parameter: 'last', spread_parameter: 'last', catch_formal_parameter: 'last',
      enhanced_for_statement: 'before :', lambda_expression: 'before ->', inferred_parameters: 'all', resource: 'before =',
    },
    patterns: [],
    labels: [],
    reserved: ['toString', 'equals', 'hashCode', 'main', 'run', 'close', 'iterator', 'get', 'size'],
    members: ['.', '::'],
    selves: ['this'],
  },
  statements: {
    blocks: ['block', 'constructor_body'],
    others: ['explicit_constructor_invocation'],
    ends: ['return_statement', 'throw_statement', 'break_statement', 'continue_statement'],
    simple: ['expression_statement', 'local_variable_declaration'],
    assigns: ['assignment_expression', 'update_expression', 'variable_declarator'],
    calls: ['method_invocation', 'object_creation_expression'],
    insertions: ['final Object #new = #a;', 'if (#a == null) {\n    throw new IllegalStateException("missing");\n}', 'System.out.println(#a);', 'tally += #n;', 'int #new = #n;', 'if (#a > #n) {\n    report(#a, #b);\n}', 'trace.add(String.valueOf(#a));', 'String #new = String.valueOf(#a).trim();'],
    separator: ' ',
  },
  layout: { comments: ['line_comment', 'block_comment'], comment: '//', freeIndent: true, braceOnNewLine: true, lists: ['argument_list', 'formal_parameters', 'array_initializer'], verbatim: ['string_literal'] },
  literals: { strings: ['string_literal'], keep: [], numbers: ['decimal_integer_literal'] },
  equal: [
    ...braceEqual(shapes),
    { name: 'increment in full', from: 'expression_statement(update_expression(#a ++))', to: '#a += 1;' },
    { name: 'returned value in parentheses', from: 'return_statement(return #e:method_invocation|binary_expression|identifier)', to: 'return (#e);' },
  ],
  expressions: braceExpressions(shapes, 'decimal_integer_literal'),
  loops: [
    { name: 'for to while', from: 'for_statement(for #i:local_variable_declaration #c:binary_expression #s #b:block)', to: '#i\nwhile (#c) {\n\t#b.body\n\t#s;\n}' },
    { name: 'while to for', from: 'while_statement(while parenthesized_expression(#c) #b:block)', to: 'for (; #c; ) #b' },
    { name: 'by an iterator', from: 'enhanced_for_statement(for #t #x : #e #b:block)', to: 'for (Iterator<#t> #new = #e.iterator(); #new.hasNext(); ) {\n\t#t #x = #new.next();\n\t#b.body\n}' },
  ],
  branches: braceBranches(shapes),
  types: [
    { name: 'a declared type to var', from: 'local_variable_declaration(#t variable_declarator(#n = #e))', to: 'var #n = #e;' },
    { name: 'a wider type', from: '#t:integral_type', to: 'long' },
    { name: 'a final parameter', from: 'formal_parameter(#t #n)', to: 'final #t #n' },
  ],
  temporaries: {
    declare: 'Object #new = #e;',
    expressions: ['method_invocation', 'binary_expression', 'field_access', 'array_access', 'object_creation_expression', 'ternary_expression'],
    from: ['argument_list', 'return_statement', 'assignment_expression', 'binary_expression', 'variable_declarator'],
    declarations: ['local_variable_declaration(#t variable_declarator(#name = #e))'],
  },
  hosts: [
    ['class Tides {\n    List<Integer> settle(List<Buoy> buoys, Harbour harbour) {\n        List<Integer> depths = new ArrayList<>();\n        for (Buoy buoy : buoys) {\n            depths.add(buoy.depth() - harbour.datum());\n        }\n        ', '\n        Collections.sort(depths);\n        return depths.subList(0, harbour.berths());\n    }\n}\n'],
    ['class Fence {\n    String paint(Deque<Pot> pots, int boards) {\n        int painted = 0;\n        while (!pots.isEmpty() && painted < boards) {\n            painted += pots.pop().litres() * 4;\n        }\n        ', '\n        return painted >= boards ? "done" : (boards - painted) + " left";\n    }\n}\n'],
  ],
};
