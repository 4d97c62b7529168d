import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 compile grammars quickly only, from now on in this process. It would compile what is called often once more, beside the parse, and the
 * program can't end before: for Swift, whose scanner is one large function, that takes five seconds, however little there is to parse; and what waits for anything but a timer or a file waits for that, too. Without it a parse is a third to
 * a half slower, which is as much time in some megabytes. For the command line only: in an editor the process is not ours. Flags of V8 are no contract, so only where it is known to have this one.
 */
export function compileGrammarsQuickly(): void {
  if (KNOWN.test(process.versions.node)) setFlagsFromString('--liftoff-only');
}

const KNOWN = /^(20|24)\./;
