/**
 * Microseconds of processor time that this process has used so far, on all of its threads, so with garbage collection and compilers.
 * What else runs on the machine hardly shows in it, unlike in time by the clock. Asking takes half a microsecond.
 */
export function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
