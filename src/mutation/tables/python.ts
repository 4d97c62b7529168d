import type { MutationTable } from '../mutation-table.ts';
import { flips, otherOperators } from './common.ts';

export const python: MutationTable = {
  language: 'python',
  names: {
    leaves: ['identifier'],
    declares: {
      function_definition: 'first', class_definition: 'first', parameters: 'all', lambda_parameters: 'all', default_parameter: 'first', typed_parameter: 'first', typed_default_parameter: 'first', list_splat_pattern: 'all', dictionary_splat_pattern: 'all',
      assignment: 'before =|:', named_expression: 'first', for_statement: 'before in', for_in_clause: 'before in', as_pattern_target: 'all', pattern_list: 'all', tuple_pattern: 'all', list_pattern: 'all',
    },
    patterns: ['pattern_list', 'tuple_pattern', 'list_pattern'],
    labels: ['keyword_argument'],
    reserved: ['self', 'cls', '_', '__init__', '__name__', 'print', 'len', 'range', 'str', 'int', 'list', 'dict', 'type', 'super', 'object'],
    members: ['.'],
    selves: ['self', 'cls'],
  },
  statements: {
    blocks: ['block'],
    others: ['case_clause'],
    ends: ['return_statement', 'raise_statement', 'break_statement', 'continue_statement'],
    simple: ['expression_statement'],
    assigns: ['assignment', 'augmented_assignment'],
    calls: ['call', 'await'],
    insertions: ['#new = #a', 'if #a is None:\n    return #n', 'print(#a)', 'assert #a != #n', '#new = [#a, #n]', 'if #a > #n:\n    log.debug("%s", #b)', '#new = str(#a).strip()', 'trace.append((#n, #a))'],
    separator: '; ',
  },
  layout: { comments: ['comment'], comment: '#', freeIndent: false, braceOnNewLine: false, lists: ['argument_list', 'parameters', 'list', 'dictionary', 'tuple'], verbatim: ['string'] },
  literals: { strings: ['string_content'], keep: ['import_statement', 'import_from_statement', 'interpolation'], numbers: ['integer', 'float'] },
  equal: [
    ...flips('comparison_operator'),
    { name: 'None by identity', from: 'comparison_operator(#a == none)', to: '#a is None' },
    { name: 'negation in front', from: 'comparison_operator(#a != #b)', to: 'not #a == #b' },
    { name: '+= in full', from: 'augmented_assignment(#a += #e)', to: '#a = #a + #e' },
    { name: '-= in full', from: 'augmented_assignment(#a -= #e)', to: '#a = #a - #e' },
    { name: 'returned value in parentheses', from: 'return_statement(return #e:call|binary_operator|identifier|attribute|comparison_operator)', to: 'return (#e)' },
  ],
  expressions: [
    ...otherOperators('binary_operator', 'comparison_operator', 'boolean_operator'),
    { name: 'one argument more', from: 'argument_list(#a)', to: '(#a, 7)' },
    { name: 'one argument less', from: 'argument_list(#a:identifier|string|attribute|call #b)', to: '(#a)' },
    { name: 'added to a number', from: '#e:integer', to: '#e + 3' },
    { name: 'negated condition', from: 'not_operator(not #a)', to: '#a' },
  ],
  loops: [
    { name: 'range to while', from: 'for_statement(for #i:identifier in call(#f:range argument_list(#n)) : #b:block)', to: '#i = 0\nwhile #i < #n:\n\t#b\n\t#i += 1' },
    { name: 'range to while', from: 'for_statement(for #i:identifier in call(#f:range argument_list(#m #n)) : #b:block)', to: '#i = #m\nwhile #i < #n:\n\t#b\n\t#i += 1' },
    { name: 'counted', from: 'for_statement(for #i:identifier in #e:identifier|attribute|call : #b:block)', to: 'for #new, #i in enumerate(#e):\n\t#b' },
    { name: 'left in the middle', from: 'while_statement(while #c : #b:block)', to: 'while True:\n\tif not (#c): break\n\t#b' },
  ],
  branches: [
    { name: 'inverted if and else', from: 'if_statement(if #c : #a:block else_clause(else : #b:block))', to: 'if not (#c):\n\t#b\nelse:\n\t#a' },
    { name: 'inverted a conditional expression', from: 'conditional_expression(#a if #c else #b)', to: '#b if not (#c) else #a' },
    { name: 'if for a conditional value', from: 'expression_statement(assignment(#x = conditional_expression(#a if #c else #b)))', to: 'if #c:\n\t#x = #a\nelse:\n\t#x = #b' },
    { name: 'if for a conditional return', from: 'return_statement(return conditional_expression(#a if #c else #b))', to: 'if #c:\n\treturn #a\nreturn #b' },
  ],
  types: [
    { name: 'left out a type', from: 'typed_parameter(#a:identifier : #t)', to: '#a' },
    { name: 'left out a type', from: 'typed_default_parameter(#a : #t = #d)', to: '#a=#d' },
    { name: 'left out a type', from: 'assignment(#a : #t = #e)', to: '#a = #e' },
    { name: 'a type for a parameter', from: 'default_parameter(#a:identifier = #d)', to: '#a: object = #d' },
    { name: 'a type for a variable', from: 'assignment(#a:identifier = #e:call|string|integer|list|dictionary|binary_operator)', to: '#a: object = #e' },
  ],
  temporaries: {
    declare: '#new = #e',
    expressions: ['call', 'binary_operator', 'attribute', 'subscript', 'comparison_operator', 'list', 'tuple', 'dictionary', 'list_comprehension'],
    from: ['argument_list', 'return_statement', 'assignment', 'binary_operator'],
    declarations: ['expression_statement(assignment(#name:identifier = #e))'],
  },
  hosts: [
    ['def settle_tides(buoys, harbour):\n    depths = []\n    for buoy in buoys:\n        depths.append(buoy.depth - harbour.datum)\n    ', '\n    depths.sort()\n    return depths[:harbour.berths]\n'],
    ['def paint_fence(pots, boards):\n    painted = 0\n    while pots and painted < boards:\n        painted += pots.pop().litres * 4\n    ', '\n    return "done" if painted >= boards else "%d left" % (boards - painted)\n'],
  ],
};
