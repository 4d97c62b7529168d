import ignore from 'ignore';
import type { Policy } from './policy.ts';

/** Whether the policy leaves a path out; relative to the folder that `.nearcopy` lies in, with `/`. */
export function leftOut({ paths }: Policy): (path: string) => boolean {
  if (paths.length === 0) return () => false;
  const rules = ignore({ ignorecase: false }).add([...paths]);
  return (path) => ignore.isPathValid(path) && rules.ignores(path);
}
