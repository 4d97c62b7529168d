export interface Room {
  readonly path: string;
  readonly rank: number;
  readonly packages: readonly string[];
  readonly node?: string;
}
export const rooms: readonly Room[];
export function roomOf(path: string): Room | undefined;
export function mayImport(from: Room, to: Room): boolean;
export function importProblem(file: string, name: string | null): string | null;
