import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 compile grammars quickly only, from now on in this process. It would compile what is called often once more, beside the parse, and the program can't end before. Without that a parse is a third
 * to a half slower, which is as much time in some megabytes. For the command line only: in an editor the process is not ours. Flags of V8 are no contract: Node 24 and 26 take this one at their start only.
 * See docs/decisions/grammars-and-v8.md.
 */
export function compileGrammarsQuickly(): void {
  if (KNOWN.test(process.versions.node)) setFlagsFromString('--liftoff-only');
}

const KNOWN = /^(20|22)\./;
