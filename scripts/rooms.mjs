// The rooms of the code base and what each may import. ARCHITECTURE.md explains why; eslint.config.mjs and
// test/unit/rooms.test.ts both read this list, so that there is one rule.

/** Rooms from left to right. A room imports from rooms of a lower rank, and from itself; equal ranks don't see each other. */
export const rooms = [
  { path: 'src/core', rank: 0 },
  { path: 'src/syntax', rank: 1 },
  { path: 'src/store', rank: 2 },
  { path: 'src/policy', rank: 3 },
  { path: 'src/report', rank: 3 },
  { path: 'src/sources', rank: 3, node: true },
  { path: 'src/host', rank: 4, node: true },
  { path: 'src/cli', rank: 5, node: true },
  { path: 'src/vscode', rank: 5, vscode: true },
];

/** The room that a repository path lies in, or undefined. */
export const roomOf = (path) => rooms.find((room) => path.startsWith(`${room.path}/`));

/** Whether code in room `from` may import from room `to`. */
export const mayImport = (from, to) => from === to || to.rank < from.rank;
