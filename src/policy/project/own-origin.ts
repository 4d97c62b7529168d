import type { NamedWork } from '../work-selector.ts';
import type { ProjectIdentity } from './facts.ts';
import { packageOfPurl } from './package-key.ts';

export interface OriginOfMatch extends NamedWork {
  readonly url: string | null;
}

/**
 * Whether a work is a project itself, by the name under which a registry knows both, by the address of its repository, or, where
 * no registry does, by its name. Two packages of one name in one registry are one; a private package that is called like a public one is not it.
 */
export function isOwnOrigin(match: OriginOfMatch, identity: ProjectIdentity): boolean {
  const registered = packageOfPurl(match.purl);
  if (registered !== null && identity.package !== null) return registered === identity.package;
  const [theirs, ours] = [repositoryOf(match.url), repositoryOf(identity.url)];
  if (theirs !== null && ours !== null) return theirs === ours;
  const isPublic = registered !== null && match.url !== null;
  return !isPublic && identity.name.toLowerCase() === match.work.toLowerCase();
}

/** `HOST/OWNER/NAME` of a repository's address in any of its spellings, or null where it is none: a homepage may be shared by many works. */
export function repositoryOf(url: string | null): string | null {
  if (url === null) return null;
  const plain = url.trim().toLowerCase().replace(/^git\+/, '').replace(/^(?:https?|git|ssh):\/\/(?:[^@/]*@)?(?:www\.)?/, '').replace(/^git@([^:/]+)[:/]/, '$1/');
  const match = /^([^/\s]+\.[^/\s]+)((?:\/[^/?#\s]+){2,})/.exec(plain);
  if (!match) return null;
  const path = match[2].replace(/\/(-|tree|blob|src|releases)\/.*$/, '').replace(/\.git$/, '');
  return path.split('/').length >= 3 ? `${match[1].replace(/:\d+$/, '')}${path}` : null;
}
