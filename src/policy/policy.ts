import type { FailOn } from './exit-code.ts';
import { defaultLevel, levels, type LevelName } from './levels.ts';
import { defaultSeverities, type SeverityTable } from './severity.ts';

/** Where a policy stands in a workspace. The folder that `.nearcopy` lies in is what the policy is for. */
export const POLICY_FILE = '.nearcopy/policy.json';

/** What the policy file of a workspace says; null where it leaves the choice to settings and options. */
export interface Policy {
  readonly level: LevelName | null;
  /** As a number instead of a level. */
  readonly expectedAtMost: number | null;
  readonly failOn: FailOn | null;
  /** SPDX expression of the user's own project, instead of what its manifests say. */
  readonly projectLicense: string | null;
  /** Complete: what the file doesn't say is the default. */
  readonly severity: SeverityTable;
  /** Works that are the user's own: NAME, NAME@VERSION or a package URL; `*` stands for any run of characters. */
  readonly ownWorks: readonly string[];
  readonly ignore: readonly IgnoredMatch[];
  readonly ignoreWorks: readonly IgnoredWork[];
  /** What scans leave out: patterns as in .gitignore, relative to the folder that `.nearcopy` lies in. */
  readonly paths: readonly string[];
}

/** A finding that somebody looked at and decided to ignore. */
export interface IgnoredMatch {
  /** The finding's. */
  readonly key: string;
  /** For people who read the file: the work, and where the copy stood when it was ignored. */
  readonly work: string | null;
  readonly file: string | null;
  readonly reason: string;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly by: string | null;
}

export interface IgnoredWork {
  /** As in `ownWorks`. */
  readonly work: string;
  readonly reason: string;
  readonly date: string | null;
  readonly by: string | null;
}

/** The policy where there is no file. */
export const defaultPolicy: Policy = {
  level: null, expectedAtMost: null, failOn: null, projectLicense: null, severity: defaultSeverities, ownWorks: [], ignore: [], ignoreWorks: [], paths: [],
};

/** What a user chose apart from the policy, on the command line or in the settings; it wins. */
export interface EvidenceChoice {
  readonly level?: LevelName | undefined;
  readonly expectedAtMost?: number | undefined;
}

/** How often chance may explain a finding at most: the choice, else the policy, else the default level. A number wins over a level. */
export function expectedAtMostOf(policy: Policy, choice: EvidenceChoice = {}): number {
  if (choice.expectedAtMost !== undefined) return choice.expectedAtMost;
  if (choice.level !== undefined) return levels[choice.level].expectedAtMost;
  return policy.expectedAtMost ?? levels[policy.level ?? defaultLevel].expectedAtMost;
}
