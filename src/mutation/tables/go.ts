import type { MutationTable } from '../mutation-table.ts';
import { flips, otherOperators } from './common.ts';

export const go: MutationTable = {
  language: 'go',
  names: {
    leaves: ['identifier', 'field_identifier', 'type_identifier', 'label_name'],
    declares: { function_declaration: 'first', method_declaration: 'before parameter_list', parameter_declaration: 'all', variadic_parameter_declaration: 'all', short_var_declaration: 'before :=', var_spec: 'before =', const_spec: 'before =', range_clause: 'before :=', type_spec: 'first', labeled_statement: 'first', type_switch_statement: 'before :=' },
    patterns: ['expression_list'],
    labels: ['keyed_element'],
    reserved: ['_', 'main', 'init', 'len', 'make', 'append', 'error', 'string', 'int', 'String', 'Error', 'Close', 'nil', 'true', 'false'],
    members: ['.'],
    selves: ['this'],
  },
  statements: {
    blocks: ['statement_list'],
    ends: ['return_statement', 'break_statement', 'continue_statement', 'goto_statement'],
    simple: ['expression_statement', 'short_var_declaration', 'assignment_statement', 'inc_statement', 'dec_statement', 'var_declaration'],
    assigns: ['short_var_declaration', 'assignment_statement', 'inc_statement', 'dec_statement', 'var_spec'],
    calls: ['call_expression'],
    insertions: ['#new := #a', 'if #a == nil {\n\tpanic("missing")\n}', 'fmt.Println(#a)', 'tally += #n', '#new := []interface{}{#a, #n}', 'if #a > #n {\n\treport(#a, #b)\n}', 'trace = append(trace, #a)', '#new := strings.TrimSpace(fmt.Sprint(#a))'],
    separator: '; ',
  },
  layout: { comments: ['comment'], comment: '//', freeIndent: true, braceOnNewLine: false, lists: ['argument_list', 'parameter_list'], verbatim: ['raw_string_literal', 'interpreted_string_literal'] },
  literals: { strings: ['interpreted_string_literal'], keep: ['import_spec'], numbers: ['int_literal'] },
  equal: [
    ...flips('binary_expression'),
    { name: 'increment in full', from: 'inc_statement(#a ++)', to: '#a += 1' },
    { name: 'var for :=', from: 'short_var_declaration(expression_list(#n) := expression_list(#e:call_expression|int_literal|selector_expression|interpreted_string_literal))', to: 'var #n = #e', in: ['statement_list'] },
    { name: '+= in full', from: 'assignment_statement(expression_list(#a) += expression_list(#e))', to: '#a = #a + #e' },
  ],
  expressions: [
    ...otherOperators('binary_expression'),
    { name: 'one argument more', from: 'argument_list(#a)', to: '(#a, 7)' },
    { name: 'one argument less', from: 'argument_list(#a:identifier|selector_expression|call_expression #b)', to: '(#a)' },
    { name: 'added to a number', from: '#e:int_literal', to: '#e + 3' },
  ],
  loops: [
    { name: 'step in the body', from: 'for_statement(for for_clause(#i #c #s) #b:block)', to: '#i\nfor #c {\n\t#b.body\n\t#s\n}' },
    { name: 'in three parts', from: 'for_statement(for #c:binary_expression|call_expression|unary_expression #b:block)', to: 'for ; #c; #b' },
    { name: 'by index', from: 'for_statement(for range_clause(expression_list(#k #v) := range #e) #b:block)', to: 'for #new := range #e {\n\t#v := #e[#new]\n\t#b.body\n}' },
  ],
  branches: [
    { name: 'inverted if and else', from: 'if_statement(if #c #a:block else #b:block)', to: 'if !(#c) #b else #a' },
    { name: 'parted a condition', from: 'if_statement(if binary_expression(#c && #d) #a:block)', to: 'if #c {\n\tif #d #a\n}' },
    { name: 'declared before the if', from: 'if_statement(if #i:short_var_declaration #c #a:block)', to: '#i\nif #c #a' },
  ],
  types: [
    { name: 'a declared type left out', from: 'var_declaration(var var_spec(#n #t = expression_list(#e)))', to: '#n := #e' },
    { name: 'a pointer', from: 'parameter_declaration(#n:identifier #t:type_identifier|qualified_type)', to: '#n *#t' },
  ],
  temporaries: {
    declare: '#new := #e',
    expressions: ['call_expression', 'binary_expression', 'selector_expression', 'index_expression', 'composite_literal'],
    from: ['argument_list', 'expression_list', 'binary_expression'],
    declarations: ['short_var_declaration(expression_list(#name:identifier) := expression_list(#e))'],
  },
  hosts: [
    ['package harbour\n\nfunc settleTides(buoys []Buoy, datum int) []int {\n\tdepths := make([]int, 0, len(buoys))\n\tfor _, buoy := range buoys {\n\t\tdepths = append(depths, buoy.Depth-datum)\n\t}\n\t', '\n\tsort.Ints(depths)\n\treturn depths[:berths]\n}\n'],
    ['package fence\n\nfunc paint(pots []Pot, boards int) string {\n\tpainted := 0\n\tfor len(pots) > 0 && painted < boards {\n\t\tpainted += pots[0].Litres * 4\n\t\tpots = pots[1:]\n\t}\n\t', '\n\treturn fmt.Sprintf("%d left", boards-painted)\n}\n'],
  ],
};
