import type { MutationTable } from '../mutation-table.ts';
import { javascript } from './javascript.ts';

export const typescript: MutationTable = {
  ...javascript,
  language: 'typescript',
  types: [
    { name: 'left out a type', from: '#t:type_annotation', to: '' },
    { name: 'left out an assertion', from: 'as_expression(#e as #t)', to: '#e' },
    { name: 'left out an assertion', from: 'non_null_expression(#e !)', to: '#e' },
    { name: 'a type for a variable', from: 'variable_declarator(#a:identifier = #e)', to: '#a: unknown = #e' },
  ],
  hosts: [
    ['function settleTides(buoys: Buoy[], harbour: Harbour): number[] {\n  const depths: number[] = [];\n  for (const buoy of buoys) {\n    depths.push(buoy.depth - harbour.datum);\n  }\n  ', '\n  depths.sort((p, q) => p - q);\n  return depths.slice(0, harbour.berths);\n}\n'],
    ['export function paintFence(pots: Pot[], boards: number): string {\n  let painted = 0;\n  while (pots.length && painted < boards) {\n    painted += pots.pop()!.litres * 4;\n  }\n  ', '\n  return painted >= boards ? "done" : `${boards - painted} left`;\n}\n'],
  ],
};
