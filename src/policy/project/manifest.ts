import type { Dependency, ProjectIdentity } from './facts.ts';
import { packageKey, type PackageType } from './package-key.ts';

/** What one manifest or lock file says of the project. */
export interface ProjectManifest {
  readonly identity: ProjectIdentity | null;
  /** SPDX expression, or null where none is stated that is understood. */
  readonly license: string | null;
  readonly dependencies: readonly Dependency[];
}

/** Reads the text of one kind of file; `source` is its name. May throw on damaged ones: who calls takes that as silence. */
export type ManifestParser = (text: string, source: string) => ProjectManifest;

export const manifestOf = (dependencies: readonly Dependency[], identity: ProjectIdentity | null = null, license: string | null = null): ProjectManifest => ({ identity, license, dependencies });

export function dependency(type: PackageType, name: string, version: unknown, source: string): Dependency {
  return { name, package: packageKey(type, name), version: typeof version === 'string' && version.trim() !== '' ? version.trim() : null, source };
}

export function identity(type: PackageType, name: unknown, url: unknown, isPublished = true): ProjectIdentity | null {
  if (typeof name !== 'string' || name.trim() === '') return null;
  return { name: name.trim(), package: isPublished ? packageKey(type, name) : null, url: typeof url === 'string' ? url : null };
}

/** What is an object; everything else has no fields. Manifests hold anything. */
export function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Readonly<Record<string, unknown>> : {};
}

export const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);
export const textOr = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
