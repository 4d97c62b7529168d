/** What figures were measured on. */
export interface Machine {
  /** Version of the repository. */
  readonly nearcopy: string;
  /** With `+` where a file differs from the commit; `unknown` outside of git. */
  readonly commit: string;
  readonly cpu: string;
  readonly cores: number;
  /** Gigabytes (2^30). */
  readonly memory: number;
  readonly system: string;
  readonly node: string;
  readonly v8: string;
  /** Versions of the packages that are compared. */
  readonly packages: Readonly<Record<string, string>>;
}
export function describeMachine(root: string): Machine;
export function machineText(machine: Machine): string;
export function versionIn(folder: string): string;
export function commitOf(root: string): string;
