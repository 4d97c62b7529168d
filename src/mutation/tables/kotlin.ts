import type { MutationTable } from '../mutation-table.ts';
import { flips, otherOperators } from './common.ts';

export const kotlin: MutationTable = {
  language: 'kotlin',
  names: {
    leaves: ['identifier'],
    declares: { variable_declaration: 'first', parameter: 'first', class_parameter: 'first', function_declaration: 'before function_value_parameters', class_declaration: 'first', catch_block: 'first', object_declaration: 'first' },
    patterns: [],
    labels: ['value_argument'],
    reserved: ['it', 'this', 'null', 'true', 'false', 'toString', 'equals', 'hashCode', 'main', 'invoke', 'get', 'set', 'field', '_', 'Unit'],
    members: ['.', '::'],
    selves: ['this'],
  },
  statements: {
    blocks: ['block', 'lambda_literal'],
    others: ['lambda_parameters'],
    ends: ['return_expression', 'throw_expression', 'break', 'continue'],
    simple: ['property_declaration', 'assignment', 'call_expression'],
    assigns: ['assignment', 'property_declaration', 'unary_expression'],
    calls: ['call_expression'],
    insertions: ['val #new = #a', 'if (#a == null) {\n    return #n\n}', 'println(#a)', 'tally += #n', 'val #new = listOf(#a, #n)', 'if (#a > #n) {\n    report(#a, #b)\n}', 'trace.add(#a)', 'val #new = #a.toString().trim()'],
    separator: '; ',
  },
  layout: { comments: ['line_comment', 'block_comment'], comment: '//', freeIndent: true, braceOnNewLine: false, lists: ['value_arguments', 'function_value_parameters'], verbatim: ['string_literal', 'multiline_string_literal'] },
  literals: { strings: ['string_content'], keep: ['interpolation'], numbers: ['number_literal'] },
  equal: [
    ...flips('binary_expression'),
    { name: '+= in full', from: 'assignment(#a += #e)', to: '#a = #a + #e' },
    { name: 'braces', from: 'if_expression(if #c #a:return_expression|call_expression|throw_expression|assignment)', to: 'if (#c) {\n\t#a\n}' },
    { name: 'body in braces', from: 'function_body(= #e:call_expression|binary_expression|navigation_expression|identifier)', to: '{\n\treturn #e\n}' },
    { name: 'val to var', from: 'property_declaration(val #d:variable_declaration = #e)', to: 'var #d = #e' },
  ],
  expressions: [
    ...otherOperators('binary_expression'),
    { name: 'one argument more', from: 'value_arguments(value_argument(#a))', to: '(#a, 7)' },
    { name: 'one argument less', from: 'value_arguments(value_argument(#a) #b)', to: '(#a)' },
    { name: 'added to a number', from: '#e:number_literal', to: '(#e + 3)' },
  ],
  loops: [
    { name: 'for to forEach', from: 'for_statement(for #v:variable_declaration in #e:identifier|call_expression|navigation_expression #b:block)', to: '#e.forEach { #v ->\n\t#b.body\n}' },
    { name: 'left in the middle', from: 'while_statement(while #c #b:block)', to: 'while (true) {\n\tif (!(#c)) break\n\t#b.body\n}' },
    { name: 'by an iterator', from: 'for_statement(for #v:variable_declaration in #e:range_expression|infix_expression #b:block)', to: 'val #new = (#e).iterator()\nwhile (#new.hasNext()) {\n\tval #v = #new.next()\n\t#b.body\n}' },
  ],
  branches: [
    { name: 'inverted if and else', from: 'if_expression(if #c #a:block else #b:block)', to: 'if (!(#c)) #b else #a' },
    { name: 'parted a condition', from: 'if_expression(if binary_expression(#c && #d) #a:block)', to: 'if (#c) {\n\tif (#d) #a\n}' },
    { name: 'inverted a conditional expression', from: 'if_expression(if #c #a:identifier|number_literal|string_literal|call_expression|navigation_expression else #b:identifier|number_literal|string_literal|call_expression|navigation_expression)', to: 'if (!(#c)) #b else #a' },
  ],
  types: [
    { name: 'left out a type', from: 'variable_declaration(#n : #t)', to: '#n' },
    { name: 'a type for a variable', from: 'property_declaration(val variable_declaration(#n) = #e)', to: 'val #n: Any = #e' },
    { name: 'a nullable type', from: 'parameter(#n : #t:user_type)', to: '#n: #t?' },
  ],
  temporaries: {
    declare: 'val #new = #e',
    expressions: ['call_expression', 'binary_expression', 'navigation_expression', 'index_expression'],
    from: ['value_argument', 'return_expression', 'assignment', 'binary_expression', 'property_declaration'],
    declarations: ['property_declaration(#k:val|var variable_declaration(#name) = #e)'],
  },
  hosts: [
    ['fun settleTides(buoys: List<Buoy>, harbour: Harbour): List<Int> {\n    val depths = mutableListOf<Int>()\n    for (buoy in buoys) {\n        depths.add(buoy.depth - harbour.datum)\n    }\n    ', '\n    depths.sort()\n    return depths.take(harbour.berths)\n}\n'],
    ['fun paintFence(pots: ArrayDeque<Pot>, boards: Int): String {\n    var painted = 0\n    while (pots.isNotEmpty() && painted < boards) {\n        painted += pots.removeLast().litres * 4\n    }\n    ', '\n    return if (painted >= boards) "done" else "${boards - painted} left"\n}\n'],
  ],
};
