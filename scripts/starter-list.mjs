// npm run index:starter:refresh: brings index/starter.json up to index/starter.names. Works that stand in it stay at their version; new ones are
// fetched once, for version, hash, licence and date.
//   npm run index:starter:refresh -- --update     takes the current version of all of them
import { setup } from './setup.mjs';
import { node } from './steps.mjs';

const ready = setup() && node('esbuild.mjs').ok;
process.exitCode = ready ? node('dist/tools/starter-list.js', [...process.argv.slice(2), 'index/starter.names', 'index/starter.json']).status ?? 2 : 2;
