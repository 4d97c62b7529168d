import { MOSTLY_COMMONPLACE } from '../core/match/commonplaces.ts';
import type { Trace } from '../core/match/trace.ts';
import { openWorkshop, type Job, type Purpose } from '../host/node/workshop.ts';

/** Prints, for each file, what the look-up and the alignment made of each of its units: to find the stage that loses a case. */
export async function explain(jobs: AsyncIterable<Job>, purpose: Purpose & { kind: 'check' }): Promise<void> {
  const shop = await openWorkshop(purpose);
  try {
    for await (const job of jobs) {
      process.stdout.write(`${job.path}\n`);
      const result = await shop.check(job, printing());
      if (result.kind === 'skipped') process.stdout.write(`  skipped: ${result.reason}\n`);
      else for (const { startLine, endLine, kind, evidenceBits, match, idiom } of result.findings) process.stdout.write(`  finding ${startLine}-${endLine}: ${kind}${idiom ? ', common idiom' : ''}, ${evidenceBits} bits, ${match.work} ${match.path}:${match.startLine}-${match.endLine}\n`);
    }
  } finally {
    shop.close();
  }
}

function printing(): Trace {
  const line = (text: string): boolean => process.stdout.write(`  ${text}\n`);
  return {
    span: (span, lookup, candidates) => line(`tokens ${span.start}-${span.end}: ${lookup.keys} keys, ${lookup.unknown} unknown, ${lookup.tooCommon} too common; ${lookup.units} units, ${candidates} candidates`),
    joined: ({ start, end }) => line(`tokens ${start}-${end}, neighbours together`),
    compositions(matches) {
      for (const { reader, segment, file, start, end, neighbourhood, composition: { bits, anchors } } of matches) {
        const place = reader.holders(segment.content(file))[0];
        line(`tokens ${neighbourhood.start}-${neighbourhood.end} by texts: ${place?.work.name ?? '?'} ${place?.path ?? '?'} tokens ${start}-${end}, ${anchors.length} texts, ${bits.toFixed(1)} bits`);
      }
    },
    commonplace(_, share) {
      if (share > 0) line(`    ${Math.round(100 * share)}% of its structure is commonplace${share < MOSTLY_COMMONPLACE ? '' : ': a common idiom'}`);
    },
    alignment(_, candidate, evidence, expected, coverage) {
      const place = candidate.reader.holders(candidate.segment.content(candidate.file))[0];
      const where = `${place?.work.name ?? '?'} ${place?.path ?? '?'} tokens ${candidate.start}-${candidate.end}, ${candidate.votes.toFixed(1)} votes`;
      if (!evidence) return void line(`  ${where}: no chain`);
      const { bits, structure, naming, equalTexts, gaps, matched, firstRun, lastRun } = evidence;
      line(`  ${where}: ${bits.toFixed(1)} bits (structure ${structure.toFixed(1)}, naming ${naming.toFixed(1)}, equal texts ${equalTexts.toFixed(1)}, gaps ${gaps.toFixed(1)}), ${matched} tokens in ${lastRun - firstRun + 1} runs, coverage ${coverage.toFixed(2)}, expected ${expected.toExponential(1)}`);
    },
  };
}
