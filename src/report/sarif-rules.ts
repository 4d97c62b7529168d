import type { ReportingDescriptor } from 'sarif';
import type { Finding } from '../core/report.ts';
import { caveat } from './phrases.ts';

export type RuleId = 'verbatim-copy' | 'renamed-copy' | 'edited-copy' | 'common-idiom';

export function ruleOf(finding: Finding): RuleId {
  if (finding.idiom) return 'common-idiom';
  return finding.kind === 'verbatim' ? 'verbatim-copy' : finding.kind === 'renamed' ? 'renamed-copy' : 'edited-copy';
}

/** The rules as code scanning services list them. Their ids are a contract: people suppress by them. */
export const standardRules: readonly ReportingDescriptor[] = [
  rule('verbatim-copy', 'VerbatimCopy', 'warning', 'Identical to licensed code', [
    'This code is the same as code of a known work: the same structure, the same names.',
    'Check whether the licence of that work lets you use it here. If it does, give the attribution that it asks for; if not, replace the code.',
  ]),
  rule('renamed-copy', 'RenamedCopy', 'warning', 'Same as licensed code under other names', [
    'This code has the same structure as code of a known work, under one consistent renaming.',
    'Changing names does not remove a licence. AI assistants can return code they were trained on in this form.',
    'Check whether the licence of that work lets you use it here. If it does, give the attribution that it asks for; if not, replace the code.',
  ]),
  rule('edited-copy', 'EditedCopy', 'warning', 'Edited copy of licensed code', [
    'Most of this code follows code of a known work, with parts changed, added or removed.',
    'Compare the two sides. If it is a copy, check whether the licence of that work lets you use it here, and give the attribution that it asks for.',
  ]),
  rule('common-idiom', 'CommonIdiom', 'note', 'Common idiom', [
    'This code stands in many independent works: it is probably how everybody writes it, or what a tool puts there.',
    'Usually there is nothing to do.',
  ]),
];

function rule(id: RuleId, name: string, level: 'warning' | 'note', title: string, help: readonly string[]): ReportingDescriptor {
  const text = [...help, caveat].join(' ');
  return {
    id,
    name,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: help[0] },
    help: { text, markdown: [`**${title}**`, ...help, `_${caveat}_`].join('\n\n') },
    defaultConfiguration: { level },
    properties: { tags: ['licence', 'provenance'], precision: level === 'note' ? 'low' : 'high' },
  };
}
