import { join } from 'node:path';
import type { PeerFolder } from './install.ts';
import type { Peer } from './peer.ts';
import { run } from './run.ts';

/** The program for each language. Those without one of their own that look like C are read as C; of others only the words are compared. */
const PROGRAMS: Readonly<Record<string, string>> = { java: 'sim_java', cpp: 'sim_c++', python: 'sim_text', ruby: 'sim_text', bash: 'sim_text', lua: 'sim_text' };

/** Dick Grune's similarity tester: as it comes (runs of 24 tokens), and for runs of 12. */
export function simPeers(folder: PeerFolder): Peer[] {
  const { folder: unpacked, version } = folder.debian('similarity-tester');
  return [24, 12].map((length): Peer => {
    const program = (language: string): string => join(unpacked, 'usr/bin', PROGRAMS[language] ?? 'sim_c');
    return {
      name: `sim, runs of ${length}`,
      version,
      seesRenaming: true,
      found: [],
      // A program for each language, which starts in milliseconds.
      scan: length === 24 ? ({ languages }) => Object.entries(languages).map(([language, files]) => [program(language), '-n', '-T', '-r', '24', ...files]) : null,
      compare: (pairs) => pairs.map(({ language, original, suspect }) => {
        const output = run([program(language), '-p', '-T', '-e', '-r', String(length), '-t', '1', suspect, '/', original], { found: [1] });
        return Number(/consists for (\d+) %/.exec(output)?.[1] ?? 0) / 100;
      }),
    };
  });
}
