import type { MutationTable } from '../mutation-table.ts';
import { flips, otherOperators } from './common.ts';

const CONDITION = 'binary_expression|call_expression|identifier|field_expression|unary_expression|parenthesized_expression';

export const rust: MutationTable = {
  language: 'rust',
  names: {
    leaves: ['identifier', 'field_identifier', 'shorthand_field_identifier', 'type_identifier'],
    declares: { function_item: 'before parameters|type_parameters', struct_item: 'first', enum_item: 'first', let_declaration: 'before =|:', parameter: 'before :', closure_parameters: 'all', for_expression: 'before in', tuple_pattern: 'all', tuple_struct_pattern: 'later', field_pattern: 'later', ref_pattern: 'all', mut_pattern: 'all', captured_pattern: 'first', reference_pattern: 'all', const_item: 'before :', static_item: 'before :', field_declaration: 'before :' },
    patterns: ['tuple_pattern', 'mut_pattern', 'ref_pattern', 'reference_pattern'],
    labels: ['field_pattern', 'field_initializer'],
    shorthand: { shorthand_field_identifier: '#old: #new' },
    reserved: ['Some', 'None', 'Ok', 'Err', 'Self', 'self', 'Vec', 'String', 'new', 'fmt', 'next', 'len', '_'],
    members: ['.', '::'],
    selves: ['self', 'Self'],
  },
  statements: {
    blocks: ['block'],
    ends: ['return_expression', 'break_expression', 'continue_expression'],
    simple: ['expression_statement', 'let_declaration'],
    assigns: ['assignment_expression', 'compound_assignment_expr', 'let_declaration'],
    calls: ['call_expression', 'macro_invocation', 'try_expression'],
    insertions: ['let #new = #a;', 'if #a.is_none() {\n    return Default::default();\n}', 'println!("{:?}", #a);', 'tally += #n;', 'assert_ne!(#a, #n);', 'if #a > #n {\n    report(#a, #b);\n}', 'trace.push(#a.clone());', 'let #new = #a.to_string();'],
    terminator: ';',
    separator: ' ',
  },
  layout: { comments: ['line_comment', 'block_comment'], comment: '//', freeIndent: true, braceOnNewLine: true, lists: ['arguments', 'parameters', 'array_expression'], verbatim: ['string_literal', 'raw_string_literal', 'token_tree'] },
  literals: { strings: ['string_content'], keep: [], numbers: ['integer_literal'] },
  equal: [
    ...flips('binary_expression'),
    { name: '+= in full', from: 'compound_assignment_expr(#a += #e)', to: '#a = #a + #e' },
    { name: 'explicit return in parentheses', from: 'return_expression(return #e:call_expression|identifier)', to: 'return (#e)' },
    { name: 'body of a closure', from: 'closure_expression(#p:closure_parameters #e:call_expression|binary_expression|field_expression)', to: '#p { #e }' },
  ],
  expressions: [
    ...otherOperators('binary_expression'),
    { name: 'one argument more', from: 'arguments(#a)', to: '(#a, 7)' },
    { name: 'one argument less', from: 'arguments(#a #b)', to: '(#a)' },
    { name: 'added to a number', from: '#e:integer_literal', to: '(#e + 3)', in: ['arguments', 'binary_expression', 'let_declaration', 'assignment_expression', 'return_expression', 'compound_assignment_expr'] },
  ],
  loops: [
    { name: 'for to while let', from: 'expression_statement(for_expression(for #x in #e #b:block))', to: 'let mut #new = (#e).into_iter();\nwhile let Some(#x) = #new.next() #b' },
    { name: 'while to loop', from: `while_expression(while #c:${CONDITION} #b:block)`, to: 'loop {\n\tif !(#c) { break; }\n\t#b.body\n}' },
  ],
  branches: [
    { name: 'inverted if and else', from: `if_expression(if #c:${CONDITION} #a:block else_clause(else #b:block))`, to: 'if !(#c) #b else #a' },
    { name: 'parted a condition', from: 'expression_statement(if_expression(if binary_expression(#c && #d) #a:block))', to: 'if #c {\n\tif #d #a\n}' },
    { name: 'match for if let', from: 'expression_statement(if_expression(if let_condition(let #p = #e) #a:block))', to: 'match #e {\n\t#p => #a\n\t_ => {}\n}' },
  ],
  types: [
    { name: 'a declared type left out', from: 'let_declaration(let #n : #t = #e)', to: 'let #n = #e;' },
    { name: 'a declared type', from: 'let_declaration(let #n:identifier = #e)', to: 'let #n: _ = #e;' },
  ],
  temporaries: {
    declare: 'let #new = #e;',
    expressions: ['call_expression', 'binary_expression', 'field_expression', 'index_expression', 'reference_expression'],
    from: ['arguments', 'return_expression', 'assignment_expression', 'binary_expression', 'let_declaration'],
    declarations: ['let_declaration(let #name:identifier = #e)'],
  },
  hosts: [
    ['fn settle_tides(buoys: &[Buoy], harbour: &Harbour) -> Vec<i32> {\n    let mut depths = Vec::new();\n    for buoy in buoys {\n        depths.push(buoy.depth - harbour.datum);\n    }\n    ', '\n    depths.sort();\n    depths.truncate(harbour.berths);\n    depths\n}\n'],
    ['fn paint_fence(pots: &mut Vec<Pot>, boards: u32) -> String {\n    let mut painted = 0;\n    while painted < boards && !pots.is_empty() {\n        painted += pots.pop().unwrap().litres * 4;\n    }\n    ', '\n    format!("{} left", boards - painted)\n}\n'],
  ],
};
