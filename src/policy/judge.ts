import { compatibility } from '../core/license/compatibility.ts';
import type { UnjudgedFinding } from '../core/match/findings.ts';
import type { Finding, Match, QuietFinding, Reason, Severity } from '../core/report.ts';
import { attributes, namesWork, notices } from './attribution.ts';
import type { Policy } from './policy.ts';
import type { Dependency, ProjectFacts } from './project/facts.ts';
import { isOwnOrigin } from './project/own-origin.ts';
import { packageOfPurl } from './project/package-key.ts';
import { kindsOf, mildest, verdictOf } from './severity.ts';
import type { LicensedFolder, Surroundings } from './surroundings.ts';
import { selects } from './work-selector.ts';

/** All that a finding is judged by. Plain data, the same for the command line and an editor. */
export interface JudgeContext {
  readonly policy: Policy;
  readonly project: ProjectFacts;
  readonly file: Surroundings;
}

/** Either a severity with what the project has to do with the work already, or also the reason why nobody has to look. */
export type Judgement =
  | { readonly severity: Severity; readonly note?: Reason }
  | { readonly severity: Severity; readonly quiet: Reason };

/** What a finding means here. The rules and their order stand in docs/decisions/quiet.md. */
export function judge(finding: UnjudgedFinding, context: JudgeContext): Judgement {
  const verdict = verdictOf(finding, context.policy.severity);
  const severity = verdict === 'ignore' ? 'information' : verdict;
  const quiet = quietReason(finding, context);
  if (quiet !== null) return { severity, quiet };
  if (verdict === 'ignore') return { severity, quiet: severityReason(finding, context.policy) };
  const eased = easingReason(finding.match, context);
  if (eased !== null) return { severity: mildest([severity, 'information']) as Severity, note: eased };
  const dependency = dependencyOf(finding.match, context.project);
  return dependency === null ? { severity } : { severity, note: { because: 'dependency', note: `${dependency.name} is a dependency of this project (${dependency.source}): using it would save the copy.` } };
}

/** Findings and what is quiet of them. `contextOf` is asked for the file of each. */
export function judgeAll(findings: readonly UnjudgedFinding[], contextOf: (file: string) => JudgeContext): { findings: Finding[]; quiet: QuietFinding[] } {
  const judged: { findings: Finding[]; quiet: QuietFinding[] } = { findings: [], quiet: [] };
  for (const finding of findings) {
    const judgement = judge(finding, contextOf(finding.file));
    if ('quiet' in judgement) judged.quiet.push({ ...finding, ...judgement });
    else judged.findings.push({ ...finding, ...judgement });
  }
  return judged;
}

function quietReason({ key, match }: UnjudgedFinding, { policy, project, file }: JudgeContext): Reason | null {
  const ignored = policy.ignore.find((entry) => entry.key === key);
  if (ignored) return { because: 'ignored', note: `Ignored${byWhom(ignored)}: ${ignored.reason}` };
  const ignoredWork = policy.ignoreWorks.find(({ work }) => selects(work, match));
  if (ignoredWork) return { because: 'ignored-work', note: `${ignoredWork.work} is ignored${byWhom(ignoredWork)}: ${ignoredWork.reason}` };
  if (policy.ownWorks.some((work) => selects(work, match))) return { because: 'own-work', note: `${match.work} is your own work, says the policy.` };
  if (file.dependencyFolder !== null && isItself(file.dependencyFolder.names, match, project)) return { because: 'dependency', note: `The file lies in a folder of dependencies, and ${match.work} is one.` };
  const folder = file.licensed.find((licensed) => holds(licensed, match));
  if (folder) return { because: 'vendored', note: `${match.work} lies in ${folder.path} with its licence beside it.` };
  if (project.identities.some((identity) => isOwnOrigin(match, identity))) return { because: 'own-origin', note: `${match.work} is this project itself.` };
  return null;
}

/** What makes a copy a matter of record only: it is attributed, and no declared licence speaks against it. */
function easingReason(match: Match, { policy, project, file }: JudgeContext): Reason | null {
  const license = policy.projectLicense ?? project.license;
  const fits = compatibility(match.license, license);
  if (fits !== 'no' && file.attribution !== '' && attributes(file.attribution, match)) return { because: 'attributed', note: `The file names ${match.work} and its terms.` };
  if (fits !== 'yes' && fits !== 'yes-with-notice') return null;
  const beside = file.licensed.find((folder) => folder.license === match.license);
  const notice = project.notices.find(({ text }) => notices(text, match));
  if (notice) return { because: 'noticed', note: `${notice.source} names ${match.work}, and ${match.license} allows the copy${license === null ? '' : ` in a project under ${license}`}.` };
  return beside ? { because: 'vendored', note: `${beside.path} has a licence of its own, ${match.license} as well.` } : null;
}

function severityReason(finding: UnjudgedFinding, { severity }: Policy): Reason {
  const kind = kindsOf(finding).find((one) => severity.kinds[one] === 'ignore');
  return { because: 'severity', note: `The policy ignores ${kind === undefined ? `works of the licence family ${finding.match.licenseFamily}` : `matches of the kind ${kind}`}.` };
}

/** Whether a package manager's folder holds the very work: it is called like it, or the project declares the work. */
function isItself(names: readonly string[], match: Match, project: ProjectFacts): boolean {
  return names.some((name) => isNameOf(name, match)) || dependencyOf(match, project) !== null;
}

function dependencyOf(match: Match, { dependencies }: ProjectFacts): Dependency | null {
  const registered = packageOfPurl(match.purl);
  return dependencies.find((one) => (registered === null ? one.name.toLowerCase() === match.work.toLowerCase() : one.package === registered)) ?? null;
}

function holds(folder: LicensedFolder, match: Match): boolean {
  return folder.names.some((name) => isNameOf(name, match)) || (folder.text !== '' && namesWork(folder.text, match));
}

/** A folder may carry the version (`zlib-1.3`), and leave out a scope (`node_modules/@types/node` is called by its whole name). */
function isNameOf(name: string, { work, purl }: Match): boolean {
  const plain = name.toLowerCase().replace(/[-_@ ]v?\d+(\.\w+)+([-+.]\w+)*$/, '');
  const names = [work.toLowerCase(), packageOfPurl(purl)?.replace(/^[^/]+\//, '') ?? ''];
  return names.some((one) => one === plain || one === name.toLowerCase());
}

function byWhom({ by, date }: { readonly by: string | null; readonly date: string | null }): string {
  return `${by === null ? '' : ` by ${by}`}${date === null ? '' : ` on ${date}`}`;
}
