import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { PeerFolder } from './install.ts';
import type { Peer } from './peer.ts';
import { run } from './run.ts';

/** The fingerprints that SCANOSS's client makes, and how many of them two files share: what its service could match. Nothing is sent anywhere. */
export function scanossPeer(folder: PeerFolder): Peer {
  const { folder: installed, version } = folder.npm('scanoss', '0.40.2');
  const program = join(installed, 'node_modules/.bin/scanoss-js');
  return {
    name: 'SCANOSS wfp',
    version,
    seesRenaming: false,
    found: [],
    scan: null,
    compare(pairs) {
      const scratch = mkdtempSync(join(tmpdir(), 'nearcopy-wfp-'));
      try {
        pairs.forEach(({ original, suspect }, at) => {
          copyFileSync(original, join(scratch, `${at}-original${extname(original)}`));
          copyFileSync(suspect, join(scratch, `${at}-suspect${extname(suspect)}`));
        });
        const output = join(scratch, 'all.wfp');
        run([program, 'wfp', '--output', output, scratch]);
        const hashes = hashesByFile(readFileSync(output, 'utf8'));
        return pairs.map(({ original, suspect }, at) => {
          const known = new Set(hashes.get(`${at}-original${extname(original)}`));
          const own = hashes.get(`${at}-suspect${extname(suspect)}`) ?? [];
          return own.length === 0 ? 0 : own.filter((hash) => known.has(hash)).length / own.length;
        });
      } finally {
        rmSync(scratch, { recursive: true, force: true });
      }
    },
  };
}

/** Reads lines such as `file=MD5,SIZE,/NAME` and, after it, `LINE=HASH,HASH`. */
function hashesByFile(wfp: string): Map<string, string[]> {
  const files = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of wfp.split('\n')) {
    const [key, value = ''] = line.split('=', 2);
    if (key === 'file') files.set(value.split('/').at(-1)!, (current = []));
    else if (/^\d+$/.test(key)) current.push(...value.split(','));
  }
  return files;
}
