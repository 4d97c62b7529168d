import type { MutationTable } from '../mutation-table.ts';
import { c } from './c.ts';
import { cpp } from './cpp.ts';
import { csharp } from './csharp.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import { kotlin } from './kotlin.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
import { typescript } from './typescript.ts';

/** The grammar of TSX has the nodes of TypeScript's, and elements, whose text is what a page shows. */
const tsx: MutationTable = { ...typescript, language: 'tsx', layout: { ...typescript.layout, verbatim: [...typescript.layout.verbatim, 'jsx_text'] } };

/** The languages that can be mutated, by id. */
export const MUTATION_TABLES: ReadonlyMap<string, MutationTable> = new Map([javascript, typescript, tsx, python, java, c, cpp, csharp, go, rust, ruby, php, kotlin].map((table) => [table.language, table]));
