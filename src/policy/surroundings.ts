/** What stands in a file and beside it that bears on what a finding in it means. */
export interface Surroundings {
  /** The comments of the file that speak of licences, copyright or origin, as plain text; '' where there are none. See `attributionOf`. */
  readonly attribution: string;
  /** The folders above the file, below the root of the project, that have a licence of their own; nearest first. */
  readonly licensed: readonly LicensedFolder[];
  /** Set where the file lies in a folder of a package manager (`node_modules/lodash/...`): what may be the name of its package. */
  readonly dependencyFolder: { readonly names: readonly string[] } | null;
}

/** A folder inside of a project with a licence text or manifest of its own. */
export interface LicensedFolder {
  /** As it is named to people: relative to the project's root. */
  readonly path: string;
  /** Names of what lies there: the folder's own, and those that its manifests give. */
  readonly names: readonly string[];
  /** SPDX expression that its licence text or manifest states; null where it isn't recognised. */
  readonly license: string | null;
  /** The licence text, to look for a work's name in; '' for none. */
  readonly text: string;
}

export const noSurroundings: Surroundings = { attribution: '', licensed: [], dependencyFolder: null };
