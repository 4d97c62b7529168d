import type { MutationTable } from '../mutation-table.ts';
import { c, cShapes } from './c.ts';
import { braceBranches, braceEqual, type BraceShapes } from './common.ts';

const shapes: BraceShapes = { ...cShapes, condition: 'condition_clause(#c)', single: `${cShapes.single}|throw_statement` };

export const cpp: MutationTable = {
  ...c,
  language: 'cpp',
  names: {
    ...c.names,
    declares: { ...c.names.declares, reference_declarator: 'all', for_range_loop: 'before :', optional_parameter_declaration: 'first', field_declaration: 'all', structured_binding_declarator: 'all', qualified_identifier: 'last' },
    reserved: [...c.names.reserved, 'std', 'begin', 'end', 'size', 'string', 'vector', 'move', 'make_pair'],
  },
  statements: {
    ...c.statements,
    ends: [...c.statements.ends, 'throw_statement'],
    insertions: ['auto #new = #a;', 'if (!#a) {\n  return #n;\n}', 'std::cout << #a << std::endl;', 'tally += #n;', 'assert(#a != #n);', 'if (#a > #n) {\n  report(#a, #b);\n}', 'trace.push_back(#a);', 'const std::string #new = describe(#a);'],
  },
  layout: { ...c.layout, comment: '//' },
  equal: [...braceEqual(shapes), ...c.equal.filter(({ name }) => /^(increment|returned)/.test(name)), { name: 'compared with nothing', from: 'unary_expression(! #a:identifier)', to: '#a == nullptr' }],
  loops: [
    ...c.loops.filter(({ name }) => name !== 'while to for'),
    { name: 'while to for', from: 'while_statement(while condition_clause(#c) #b:compound_statement)', to: 'for (; #c; ) #b' },
    { name: 'by an iterator', from: 'for_range_loop(for #t #d : #e #b:compound_statement)', to: 'for (auto #new = #e.begin(); #new != #e.end(); ++#new) {\n\t#t #d = *#new;\n\t#b.body\n}' },
  ],
  branches: braceBranches(shapes),
  types: [...c.types, { name: 'a declared type to auto', from: 'declaration(#t init_declarator(#n:identifier = #e))', to: 'auto #n = #e;' }],
  temporaries: { ...c.temporaries!, declare: 'auto #new = #e;' },
  hosts: [
    ['std::vector<int> settle_tides(const std::vector<Buoy> &buoys, const Harbour &harbour) {\n  std::vector<int> depths;\n  for (const auto &buoy : buoys) {\n    depths.push_back(buoy.depth - harbour.datum);\n  }\n  ', '\n  std::sort(depths.begin(), depths.end());\n  depths.resize(harbour.berths);\n  return depths;\n}\n'],
    ['std::string paint_fence(std::stack<Pot> &pots, int boards) {\n  int painted = 0;\n  while (!pots.empty() && painted < boards) {\n    painted += pots.top().litres * 4;\n    pots.pop();\n  }\n  ', '\n  return painted >= boards ? "done" : std::to_string(boards - painted) + " left";\n}\n'],
  ],
};
