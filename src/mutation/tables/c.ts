import type { MutationTable } from '../mutation-table.ts';
import { braceBranches, braceEqual, braceExpressions, type BraceShapes } from './common.ts';

export const cShapes: BraceShapes = {
  binary: 'binary_expression',
  block: 'compound_statement',
  condition: 'parenthesized_expression(#c)',
  single: 'expression_statement|return_statement|break_statement|continue_statement|goto_statement',
  arguments: 'argument_list',
  ternary: 'conditional_expression',
  otherwise: (block) => `else_clause(else ${block})`,
  assignment: 'assignment_expression',
  end: ';',
};

export const c: MutationTable = {
  language: 'c',
  names: {
    leaves: ['identifier', 'field_identifier', 'statement_identifier', 'type_identifier'],
    declares: { function_declarator: 'first', init_declarator: 'before =', pointer_declarator: 'all', array_declarator: 'first', declaration: 'all', parameter_declaration: 'all', labeled_statement: 'first', preproc_def: 'first', preproc_function_def: 'first', preproc_params: 'all' },
    patterns: [],
    labels: [],
    reserved: ['NULL', 'main', 'int', 'char', 'size_t', 'errno'],
    members: ['.', '->', '::'],
    selves: ['this'],
  },
  statements: {
    blocks: ['compound_statement'],
    others: ['preproc_if', 'preproc_ifdef', 'preproc_def'],
    ends: ['return_statement', 'break_statement', 'continue_statement', 'goto_statement'],
    simple: ['expression_statement', 'declaration'],
    assigns: ['assignment_expression', 'update_expression', 'init_declarator'],
    calls: ['call_expression'],
    insertions: ['int #new = #n;', 'if (!#a)\n    return #n;', 'printf("%d\\n", #a);', 'tally += #n;', 'assert(#a != #n);', 'if (#a > #n) {\n    report(#a, #b);\n}', 'trace(#n, #a);', 'const char *#new = describe(#a);'],
    separator: ' ',
  },
  layout: { comments: ['comment'], comment: '/*', freeIndent: true, braceOnNewLine: true, lists: ['argument_list', 'parameter_list', 'initializer_list'], verbatim: ['string_literal', 'preproc_if', 'preproc_ifdef', 'preproc_def', 'preproc_function_def', 'preproc_call', 'preproc_include', 'preproc_arg'] },
  literals: { strings: ['string_literal'], keep: ['preproc_include'], numbers: ['number_literal'] },
  equal: [
    ...braceEqual(cShapes),
    { name: 'increment in full', from: 'expression_statement(update_expression(#a ++))', to: '#a += 1;' },
    { name: 'increment in front', from: 'update_expression(#a:identifier ++)', to: '++#a' },
    { name: 'returned value in parentheses', from: 'return_statement(return #e:call_expression|binary_expression|identifier)', to: 'return (#e);' },
    { name: 'compared with nothing', from: 'unary_expression(! #a:identifier)', to: '#a == NULL' },
  ],
  expressions: braceExpressions(cShapes, 'number_literal'),
  loops: [
    { name: 'for to while', from: 'for_statement(for #i:declaration #c:binary_expression #s #b:compound_statement)', to: '#i\nwhile (#c) {\n\t#b.body\n\t#s;\n}' },
    { name: 'for to while', from: 'for_statement(for #i:assignment_expression #c:binary_expression #s #b:compound_statement)', to: '#i;\nwhile (#c) {\n\t#b.body\n\t#s;\n}' },
    { name: 'for to while', from: 'for_statement(for #i:assignment_expression #c:binary_expression #s #b:expression_statement|if_statement)', to: '#i;\nwhile (#c) {\n\t#b\n\t#s;\n}' },
    { name: 'while to for', from: 'while_statement(while parenthesized_expression(#c) #b:compound_statement)', to: 'for (; #c; ) #b' },
  ],
  branches: braceBranches(cShapes),
  types: [{ name: 'another type', from: '#t:primitive_type', to: 'long' }, { name: 'not constant', from: '#t:type_qualifier', to: '' }],
  temporaries: {
    declare: 'int #new = #e;',
    expressions: ['call_expression', 'binary_expression', 'field_expression', 'subscript_expression', 'conditional_expression'],
    from: ['argument_list', 'return_statement', 'assignment_expression', 'binary_expression', 'init_declarator'],
    declarations: ['declaration(#t init_declarator(#name:identifier = #e))', 'declaration(#t init_declarator(pointer_declarator(* #name:identifier) = #e))'],
  },
  hosts: [
    ['int settle_tides(struct buoy *buoys, int count, int datum)\n{\n    int lowest = 0;\n    for (int k = 0; k < count; k++) {\n        if (buoys[k].depth - datum < lowest)\n            lowest = buoys[k].depth - datum;\n    }\n    ', '\n    while (lowest < 0)\n        lowest += datum;\n    return lowest;\n}\n'],
    ['static void paint_fence(struct pot *pots, int boards)\n{\n    int painted = 0;\n    while (pots && painted < boards) {\n        painted += pots->litres * 4;\n        pots = pots->next;\n    }\n    ', '\n    fprintf(stderr, "%d boards are left\\n", boards - painted);\n}\n'],
  ],
};
