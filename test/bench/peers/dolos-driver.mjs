// Runs dolos-lib, beside which this file is copied. Reads from the file that is named, or else from standard input {kgramLength, kgramsInWindow, groups: [{language, files}]},
// and prints for each group its similarities as {"FILE\nFILE": number}, or null where the language is unknown to it.
import { Dolos } from '@dodona/dolos-lib';
import { readFileSync } from 'node:fs';

const { kgramLength, kgramsInWindow, groups } = JSON.parse(readFileSync(process.argv[2] ?? 0, 'utf8'));
const answers = [];
for (const { language, files } of groups) {
  let report;
  try {
    report = await new Dolos({ language, kgramLength, kgramsInWindow }).analyzePaths(files);
  } catch (error) {
    console.error(`${language}: ${error.message}`);
    answers.push(null);
    continue;
  }
  answers.push(Object.fromEntries(report.allPairs().map(({ leftFile, rightFile, similarity }) => [[leftFile.path, rightFile.path].sort().join('\n'), similarity])));
}
console.log(JSON.stringify(answers));
