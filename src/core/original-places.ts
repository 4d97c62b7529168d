import type { Match } from './report.ts';

/**
 * Where the original of a match may lie in a folder that holds the work, alone or among others: relative paths with `/`, none of which leads out of
 * the folder, since what an index says is somebody's data.
 */
export function originalPlaces({ work, version, path }: Pick<Match, 'work' | 'version' | 'path'>): string[] {
  const versions = version === null ? [] : [`${work}@${version}`, `${work}-${version}`];
  return ['', work, ...versions, `node_modules/${work}`].map((name) => (name === '' ? path : `${name}/${path}`)).filter(isInside);
}

function isInside(path: string): boolean {
  return path !== '' && !/^([/\\]|[a-z]:)/i.test(path) && !/[\\\0]/.test(path) && !path.split('/').includes('..');
}
