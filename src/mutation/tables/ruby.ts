import type { MutationTable } from '../mutation-table.ts';
import { flips, otherOperators } from './common.ts';

export const ruby: MutationTable = {
  language: 'ruby',
  names: {
    leaves: ['identifier', 'instance_variable', 'class_variable', 'constant'],
    declares: { method: 'before method_parameters|body_statement|end', singleton_method: 'before method_parameters|body_statement', method_parameters: 'all', block_parameters: 'all', lambda_parameters: 'all', optional_parameter: 'first', keyword_parameter: 'first', splat_parameter: 'all', hash_splat_parameter: 'all', block_parameter: 'all', destructured_parameter: 'all', assignment: 'before =', left_assignment_list: 'all', operator_assignment: 'first', for: 'before in', exception_variable: 'all', class: 'first', module: 'first' },
    patterns: [],
    own: ['instance_variable', 'class_variable'],
    labels: [],
    reserved: ['initialize', 'new', 'each', 'to_s', 'call', 'puts', 'require', 'raise', 'attr_reader', 'private', '_'],
    members: ['.', '::'],
    selves: ['self'],
  },
  statements: {
    blocks: ['body_statement', 'then', 'do', 'block_body'],
    others: ['rescue', 'ensure', 'else', 'heredoc_body'],
    pinned: ['heredoc_beginning'],
    ends: ['return', 'break', 'next', 'redo', 'retry'],
    simple: ['call', 'assignment', 'operator_assignment', 'identifier'],
    assigns: ['assignment', 'operator_assignment'],
    calls: ['call', 'yield', 'super', 'identifier'],
    insertions: ['#new = #a', 'if #a.nil?\n  return #n\nend', 'puts #a', 'tally += #n', '#new = [#a, #n]', 'if #a > #n\n  report(#a, #b)\nend', 'trace << #a', '#new = #a.to_s.strip'],
    separator: '; ',
  },
  layout: { comments: ['comment'], comment: '#', freeIndent: true, braceOnNewLine: false, lists: ['argument_list', 'method_parameters', 'array', 'hash'], verbatim: ['string', 'heredoc_body', 'heredoc_beginning', 'regex', 'string_array', 'symbol_array'] },
  literals: { strings: ['string_content'], keep: ['regex', 'heredoc_body'], numbers: ['integer'] },
  equal: [
    ...flips('binary'),
    { name: 'condition before', from: 'if_modifier(#s if #c)', to: 'if #c\n\t#s\nend' },
    { name: 'condition before', from: 'unless_modifier(#s unless #c)', to: 'unless #c\n\t#s\nend' },
    { name: '+= in full', from: 'operator_assignment(#a += #e:integer|identifier|string|instance_variable)', to: '#a = #a + #e' },
    { name: '||= in full', from: 'operator_assignment(#a ||= #e)', to: '#a = #a || #e' },
    { name: 'negation in front', from: 'binary(#a != #b)', to: '!(#a == #b)' },
  ],
  expressions: [
    ...otherOperators('binary'),
    { name: 'one argument more', from: 'call(#r . #m:identifier argument_list(#a:identifier|string|simple_symbol|call|instance_variable))', to: '#r.#m(#a, 7)' },
    { name: 'added to a number', from: '#e:integer', to: '(#e + 3)', in: ['argument_list', 'binary', 'assignment', 'operator_assignment', 'array', 'return'] },
  ],
  loops: [
    { name: 'each to for', from: 'call(#e . each do_block(do block_parameters(| #v |) #b:body_statement end))', to: 'for #v in #e\n\t#b\nend' },
    { name: 'each to for', from: 'call(#e . each block(block_parameters(| #v |) #b:block_body))', to: 'for #v in #e\n\t#b\nend' },
    { name: 'for to each', from: 'for(for #v in(in #e) #d:do)', to: '#e.each do |#v|\n\t#d.body\nend' },
    { name: 'while to until', from: 'while(while #c #d:do)', to: 'until !(#c)\n\t#d.body\nend' },
    { name: 'map to collect', from: 'call(#e . map #b:block|do_block)', to: '#e.collect #b' },
  ],
  branches: [
    { name: 'inverted if and else', from: 'if(if #c #a:then #b:else end)', to: 'if !(#c)\n\t#b.body\nelse\n\t#a.body\nend' },
    { name: 'if for unless', from: 'unless(unless #c #a:then end)', to: 'if !(#c)\n\t#a.body\nend' },
    { name: 'unless for if', from: 'if(if #c #a:then end)', to: 'unless !(#c)\n\t#a.body\nend' },
    { name: 'inverted a conditional expression', from: 'conditional(#c ? #a : #b)', to: '!(#c) ? #b : #a' },
  ],
  types: [],
  temporaries: {
    declare: '#new = #e',
    expressions: ['call', 'binary', 'element_reference', 'array', 'hash', 'conditional'],
    from: ['argument_list', 'return', 'assignment', 'binary'],
    declarations: ['assignment(#name:identifier = #e)'],
  },
  hosts: [
    ['def settle_tides(buoys, harbour)\n  depths = buoys.map { |buoy| buoy.depth - harbour.datum }\n  depths.reject! { |depth| depth.zero? }\n  ', '\n  depths.sort.first(harbour.berths)\nend\n'],
    ['def paint_fence(pots, boards)\n  painted = 0\n  while pots.any? && painted < boards\n    painted += pots.pop.litres * 4\n  end\n  ', '\n  painted >= boards ? "done" : "#{boards - painted} left"\nend\n'],
  ],
};
