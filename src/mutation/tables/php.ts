import type { MutationTable } from '../mutation-table.ts';
import { braceBranches, braceEqual, braceExpressions, type BraceShapes } from './common.ts';

const shapes: BraceShapes = {
  binary: 'binary_expression',
  block: 'compound_statement',
  condition: 'parenthesized_expression(#c)',
  single: 'expression_statement|return_statement|break_statement|continue_statement|echo_statement',
  arguments: 'arguments',
  argument: (hole) => `argument(${hole})`,
  ternary: 'conditional_expression',
  otherwise: (block) => `else_clause(else ${block})`,
  assignment: 'assignment_expression',
  end: ';',
};

export const php: MutationTable = {
  language: 'php',
  names: {
    leaves: ['name'],
    whole: ['variable_name'],
    declares: { function_definition: 'before formal_parameters', method_declaration: 'before formal_parameters', class_declaration: 'first', property_element: 'first' },
    patterns: [],
    own: ['variable_name'],
    labels: [],
    reserved: ['$this', '$GLOBALS', '$_GET', '$_POST', '$_SERVER', '$_REQUEST', '$_COOKIE', '$_FILES', '$_SESSION', '$_ENV', '__construct', '__toString', '__get', '__set', '__call', 'self', 'parent', 'static', 'true', 'false', 'null'],
    members: ['->', '::', '\\\\'],
    selves: ['$this', 'self', 'static'],
  },
  statements: {
    blocks: ['compound_statement'],
    ends: ['return_statement', 'break_statement', 'continue_statement'],
    simple: ['expression_statement', 'echo_statement'],
    assigns: ['assignment_expression', 'augmented_assignment_expression', 'update_expression'],
    calls: ['function_call_expression', 'member_call_expression', 'scoped_call_expression', 'object_creation_expression', 'nullsafe_member_call_expression'],
    insertions: ['$#new = #n;', 'if ($tally === null) {\n    return #n;\n}', 'error_log((string) $tally);', '$tally += #n;', '$#new = array(#n, $tally);', 'if ($tally > #n) {\n    report($tally, #n);\n}', '$trace[] = [#n, $tally];', '$#new = trim((string) $tally);'],
    separator: ' ',
  },
  layout: { comments: ['comment'], comment: '//', freeIndent: true, braceOnNewLine: true, lists: ['arguments', 'formal_parameters', 'array_creation_expression'], verbatim: ['string', 'encapsed_string', 'heredoc', 'nowdoc', 'text', 'text_interpolation'] },
  literals: { strings: ['string_content'], keep: ['include_expression', 'require_expression', 'require_once_expression'], numbers: ['integer'] },
  equal: [
    ...braceEqual(shapes),
    { name: '+= in full', from: 'augmented_assignment_expression(#a += #e:variable_name|integer)', to: '#a = #a + #e' },
    { name: 'increment in full', from: 'expression_statement(update_expression(#a ++))', to: '#a += 1;' },
    { name: 'increment in front', from: 'update_expression(#a:variable_name ++)', to: '++#a' },
    { name: 'returned value in parentheses', from: 'return_statement(return #e:function_call_expression|binary_expression|variable_name)', to: 'return (#e);' },
  ],
  expressions: braceExpressions(shapes, 'integer'),
  loops: [
    { name: 'for to while', from: 'for_statement(for #i:assignment_expression #c:binary_expression #s #b:compound_statement)', to: '#i;\nwhile (#c) {\n\t#b.body\n\t#s;\n}' },
    { name: 'while to for', from: 'while_statement(while parenthesized_expression(#c) #b:compound_statement)', to: 'for (; #c; ) #b' },
    { name: 'foreach with a key', from: 'foreach_statement(foreach #e as #v:variable_name #b:compound_statement)', to: 'foreach (#e as $#new => #v) #b' },
  ],
  branches: braceBranches(shapes),
  types: [
    { name: 'left out a type', from: 'simple_parameter(#t:primitive_type|named_type|optional_type|union_type #v:variable_name)', to: '#v' },
    { name: 'left out a type', from: 'simple_parameter(#t:primitive_type|named_type|optional_type|union_type #v:variable_name = #e)', to: '#v = #e' },
    { name: 'a type for a parameter', from: 'simple_parameter(#v:variable_name)', to: 'mixed #v' },
  ],
  temporaries: {
    declare: '$#new = #e;',
    expressions: ['function_call_expression', 'member_call_expression', 'scoped_call_expression', 'binary_expression', 'member_access_expression', 'subscript_expression', 'array_creation_expression'],
    from: ['argument', 'return_statement', 'assignment_expression', 'binary_expression'],
    declarations: ['expression_statement(assignment_expression(#name:variable_name = #e))'],
  },
  hosts: [
    ['<?php\nfunction settleTides(array $buoys, $harbour) {\n    $depths = [];\n    foreach ($buoys as $buoy) {\n        $depths[] = $buoy->depth - $harbour->datum;\n    }\n    ', '\n    sort($depths);\n    return array_slice($depths, 0, $harbour->berths);\n}\n'],
    ['<?php\nfunction paintFence(array $pots, $boards) {\n    $painted = 0;\n    while ($pots && $painted < $boards) {\n        $painted += array_pop($pots)->litres * 4;\n    }\n    ', '\n    return $painted >= $boards ? "done" : ($boards - $painted) . " left";\n}\n'],
  ],
};
