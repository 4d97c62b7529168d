// Runs a program, and writes the most memory that its process had, all of its threads included, in bytes, to FILE.
//   node scripts/peak-memory.mjs FILE PROGRAM.js ARGUMENT...
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [node, , file, program, ...rest] = process.argv;
process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS * 1024)));
process.argv = [node, resolve(program), ...rest];
await import(pathToFileURL(resolve(program)).href);
