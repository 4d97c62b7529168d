import type { MutationTable } from '../mutation-table.ts';
import { braceBranches, braceEqual, braceExpressions, type BraceShapes } from './common.ts';

const shapes: BraceShapes = {
  binary: 'binary_expression',
  block: 'block',
  condition: '#c',
  single: 'expression_statement|return_statement|throw_statement|break_statement|continue_statement',
  arguments: 'argument_list',
  argument: (hole) => `argument(${hole})`,
  ternary: 'conditional_expression',
  otherwise: (block) => `else ${block}`,
  assignment: 'assignment_expression',
  end: ';',
};

export const csharp: MutationTable = {
  language: 'csharp',
  names: {
    leaves: ['identifier', 'implicit_parameter'],
    declares: {
      variable_declarator: 'first', method_declaration: 'before parameter_list|type_parameter_list', constructor_declaration: 'before parameter_list', local_function_statement: 'before parameter_list|type_parameter_list', class_declaration: 'first', property_declaration: 'before accessor_list|arrow_expression_clause', parameter: 'before =',
      foreach_statement: 'before in', catch_declaration: 'later', lambda_expression: 'before =>', declaration_expression: 'later', declaration_pattern: 'later',
    },
    patterns: [],
    labels: ['name_colon'],
    reserved: ['ToString', 'Equals', 'GetHashCode', 'Main', 'Dispose', 'value', 'var', 'nameof', '_'],
    members: ['.', '::'],
    selves: ['this'],
  },
  statements: {
    blocks: ['block'],
    ends: ['return_statement', 'throw_statement', 'break_statement', 'continue_statement'],
    simple: ['expression_statement', 'local_declaration_statement'],
    assigns: ['assignment_expression', 'postfix_unary_expression', 'prefix_unary_expression', 'variable_declarator'],
    calls: ['invocation_expression', 'object_creation_expression', 'await_expression'],
    insertions: ['var #new = #a;', 'if (#a == null)\n{\n    throw new InvalidOperationException("missing");\n}', 'Console.WriteLine(#a);', 'tally += #n;', 'int #new = #n;', 'if (#a > #n)\n{\n    Report(#a, #b);\n}', 'trace.Add(#a.ToString());', 'string #new = Convert.ToString(#a).Trim();'],
    separator: ' ',
  },
  layout: { comments: ['comment'], comment: '//', freeIndent: true, braceOnNewLine: true, lists: ['argument_list', 'parameter_list', 'initializer_expression'], verbatim: ['string_literal', 'verbatim_string_literal', 'raw_string_literal', 'interpolated_string_expression', 'preproc_if', 'preproc_region', 'preproc_endregion'] },
  literals: { strings: ['string_literal_content', 'string_literal', 'string_content'], keep: ['using_directive'], numbers: ['integer_literal'] },
  equal: [
    ...braceEqual(shapes),
    { name: 'increment in full', from: 'expression_statement(postfix_unary_expression(#a ++))', to: '#a += 1;' },
    { name: 'returned value in parentheses', from: 'return_statement(return #e:invocation_expression|binary_expression|identifier)', to: 'return (#e);' },
    { name: 'body of a lambda', from: 'lambda_expression(#p => #e:invocation_expression|binary_expression|member_access_expression)', to: '#p => { return #e; }' },
  ],
  expressions: braceExpressions(shapes, 'integer_literal'),
  loops: [
    { name: 'for to while', from: 'for_statement(for #i:variable_declaration #c:binary_expression #s #b:block)', to: '#i;\nwhile (#c)\n{\n\t#b.body\n\t#s;\n}' },
    { name: 'while to for', from: 'while_statement(while #c #b:block)', to: 'for (; #c; ) #b' },
    { name: 'by an enumerator', from: 'foreach_statement(foreach #t #x in #e #b:block)', to: 'for (var #new = #e.GetEnumerator(); #new.MoveNext(); )\n{\n\t#t #x = #new.Current;\n\t#b.body\n}' },
  ],
  branches: braceBranches(shapes),
  types: [
    { name: 'a declared type to var', from: 'local_declaration_statement(variable_declaration(#t:predefined_type|generic_name|identifier|nullable_type|array_type variable_declarator(#n = #e)))', to: 'var #n = #e;' },
    { name: 'a declared type for var', from: 'local_declaration_statement(variable_declaration(#t:implicit_type variable_declarator(#n = #e)))', to: 'object #n = #e;' },
    { name: 'another type', from: 'parameter(#t:predefined_type #n)', to: 'long #n' },
  ],
  temporaries: {
    declare: 'var #new = #e;',
    expressions: ['invocation_expression', 'binary_expression', 'member_access_expression', 'element_access_expression', 'object_creation_expression', 'conditional_expression'],
    from: ['argument', 'return_statement', 'assignment_expression', 'binary_expression', 'variable_declarator'],
    declarations: ['local_declaration_statement(variable_declaration(#t variable_declarator(#name = #e)))'],
  },
  hosts: [
    ['class Tides\n{\n    List<int> Settle(List<Buoy> buoys, Harbour harbour)\n    {\n        var depths = new List<int>();\n        foreach (var buoy in buoys)\n        {\n            depths.Add(buoy.Depth - harbour.Datum);\n        }\n        ', '\n        depths.Sort();\n        return depths.GetRange(0, harbour.Berths);\n    }\n}\n'],
    ['class Fence\n{\n    string Paint(Stack<Pot> pots, int boards)\n    {\n        int painted = 0;\n        while (pots.Count > 0 && painted < boards)\n        {\n            painted += pots.Pop().Litres * 4;\n        }\n        ', '\n        return painted >= boards ? "done" : (boards - painted) + " left";\n    }\n}\n'],
  ],
};
