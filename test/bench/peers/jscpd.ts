import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { PeerFolder } from './install.ts';
import type { Pair, Peer } from './peer.ts';
import { run, type CommandLine } from './run.ts';

/** What of its report is read: lines are 1-based and inclusive. */
interface CloneReport {
  readonly duplicates: readonly { readonly firstFile: Part; readonly secondFile: Part }[];
}
interface Part {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Both generations that run: 4 in TypeScript, and 5 in Rust, of which the last release with a program for this platform is taken. */
export function jscpdPeers(folder: PeerFolder): Peer[] {
  const peers: Peer[] = [];
  const four = folder.npm('jscpd', '4.3.0');
  peers.push(jscpd(four, 'jscpd 4', []));
  const five = folder.npm('jscpd', '5.3.3');
  const renaming = ['--ignore-identifiers', '--ignore-literals', '--min-tokens', '20', '--min-lines', '3'];
  peers.push(jscpd(five, 'jscpd 5', []));
  peers.push(jscpd(five, 'jscpd 5, names ignored', renaming));
  peers.push(jscpd(five, 'jscpd 5, fuzzy', [...renaming, '--max-gap-lines', '5', '--similarity', '0.7']));
  return peers;
}

function jscpd({ folder, version }: { readonly folder: string; readonly version: string }, name: string, options: readonly string[]): Peer {
  const program = join(folder, 'node_modules/.bin/jscpd');
  return {
    name,
    version,
    seesRenaming: options.length > 0,
    found: [1],
    scan: ({ folder: files }, scratch) => [command(files, join(scratch, 'jscpd-report'))],
    compare(pairs) {
      const shares = new Array<number>(pairs.length).fill(0);
      for (const group of apart(pairs)) compareTogether(group.map((at) => pairs[at])).forEach((share, i) => (shares[group[i]] = share));
      return shares;
    },
  };

  function command(files: string, report: string): CommandLine {
    return [program, ...options, '--max-size', '2mb', '--max-lines', '100000', '--no-gitignore', '--reporters', 'json', '--output', report, files];
  }

  function compareTogether(pairs: readonly Pair[]): number[] {
    const scratch = mkdtempSync(join(tmpdir(), 'nearcopy-jscpd-'));
    try {
      const [code, report] = [join(scratch, 'code'), join(scratch, 'report')];
      mkdirSync(code);
      pairs.forEach(({ original, suspect }, at) => {
        copyFileSync(original, join(code, `original-${at}-${basename(original)}`));
        copyFileSync(suspect, join(code, `suspect-${at}-${basename(suspect)}`));
      });
      run(command(code, report), { found: [1] });
      const file = join(report, 'jscpd-report.json');
      const { duplicates } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as CloneReport) : { duplicates: [] };
      return pairs.map(({ suspect }, at) => {
        const lines = new Set<number>();
        for (const { firstFile, secondFile } of duplicates) {
          const parts = [firstFile, secondFile];
          const own = parts.find(({ name: file }) => basename(file).startsWith(`suspect-${at}-`));
          if (own === undefined || !parts.some(({ name: file }) => basename(file).startsWith(`original-${at}-`))) continue;
          for (let line = own.start; line <= own.end; line++) lines.add(line);
        }
        return Math.min(1, lines.size / readFileSync(suspect, 'utf8').trimEnd().split('\n').length);
      });
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
}

/** It starts too slowly to be run for each pair, and reports a clone for one pair of files only: pairs are compared together that have different originals. Groups of places in `pairs`. */
function apart(pairs: readonly Pair[]): number[][] {
  const groups: number[][] = [];
  const seen = new Map<string, number>();
  pairs.forEach(({ original }, at) => {
    const nth = seen.get(original) ?? 0;
    seen.set(original, nth + 1);
    (groups[nth] ??= []).push(at);
  });
  return groups;
}
