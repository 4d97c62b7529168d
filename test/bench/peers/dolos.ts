import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PeerFolder } from './install.ts';
import type { Peer } from './peer.ts';
import { run } from './run.ts';

/** Its own names of languages, where they differ. */
const NAMES: Readonly<Record<string, string>> = { c_sharp: 'c-sharp', csharp: 'c-sharp' };

/** Dolos as a library: as it comes, and with k-grams so short that it sees as much as it can. */
export function dolosPeers(folder: PeerFolder, driver: string): Peer[] {
  const { folder: installed, version } = folder.npm('@dodona/dolos-lib', '3.5.1');
  const program = join(installed, 'dolos-driver.mjs');
  copyFileSync(driver, program);
  return [{ name: 'Dolos', kgramLength: 23, kgramsInWindow: 17 }, { name: 'Dolos, short k-grams', kgramLength: 10, kgramsInWindow: 5 }].map(({ name, ...options }, at): Peer => ({
    name,
    version,
    seesRenaming: true,
    found: [],
    scan: at === 0 ? ({ languages }, scratch) => {
      const input = join(scratch, 'dolos.json');
      writeFileSync(input, JSON.stringify({ ...options, groups: Object.entries(languages).map(([language, files]) => ({ language: NAMES[language] ?? language, files })) }));
      return [[process.execPath, program, input]];
    } : null,
    compare(pairs) {
      const groups = pairs.map(({ language, original, suspect }) => ({ language: NAMES[language] ?? language, files: [original, suspect] }));
      const answers = JSON.parse(run([process.execPath, program], { input: JSON.stringify({ ...options, groups }) })) as (Record<string, number> | null)[];
      return answers.map((answer) => (answer === null ? null : Object.values(answer)[0] ?? 0));
    },
  }));
}
