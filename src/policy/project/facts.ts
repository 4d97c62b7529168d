/** What the manifests around a file say of the project that it belongs to. Plain data: a host reads the files. */
export interface ProjectFacts {
  /** What the project calls itself; several in a repository of packages. Never a mere folder's name. */
  readonly identities: readonly ProjectIdentity[];
  /** SPDX expression of the project's licence, or null where none is declared. */
  readonly license: string | null;
  readonly dependencies: readonly Dependency[];
  /** THIRD-PARTY-NOTICES, NOTICE and the like. */
  readonly notices: readonly Notice[];
}

export interface ProjectIdentity {
  readonly name: string;
  /** TYPE/NAME as `packageKey` gives it; null where the name is in no registry (private packages, configure scripts). */
  readonly package: string | null;
  /** Address of its repository or home, or null. */
  readonly url: string | null;
}

export interface Dependency {
  readonly name: string;
  /** TYPE/NAME as `packageKey` gives it. */
  readonly package: string;
  /** As it is written: a version, or a range. Null where none is said. */
  readonly version: string | null;
  /** The file that says so, such as `package-lock.json`. */
  readonly source: string;
}

export interface Notice {
  /** As it is named to people, such as `THIRD-PARTY-NOTICES.md`. */
  readonly source: string;
  readonly text: string;
}

export const noProject: ProjectFacts = { identities: [], license: null, dependencies: [], notices: [] };
