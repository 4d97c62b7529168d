import { XMLParser } from 'fast-xml-parser';
import { correctLicense } from '../../core/license/correct.ts';
import { joinExpressions } from '../../core/license/expression.ts';
import { dependency, fields, identity, items, manifestOf, textOr, type ManifestParser } from './manifest.ts';

/** Elements as plain objects. Entities stay as they are: a file of a stranger must not unfold. */
export const xml = (text: string): Readonly<Record<string, unknown>> => fields(new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false, processEntities: false }).parse(text));

export const pom: ManifestParser = (text, source) => {
  const project = fields(xml(text)['project']);
  const lists = [project['dependencies'], fields(project['dependencyManagement'])['dependencies']];
  const found = lists.flatMap((list) => items(fields(list)['dependency'])).map(fields).flatMap(({ groupId, artifactId, version }) =>
    (typeof artifactId === 'string' ? [dependency('maven', `${textOr(groupId) ?? ''}/${artifactId}`, version, source)] : []));
  const group = textOr(project['groupId']) ?? textOr(fields(project['parent'])['groupId']);
  const artifact = textOr(project['artifactId']);
  const licenses = items(fields(project['licenses'])['license']).map((license) => correctLicense(textOr(fields(license)['name']) ?? '')?.expression ?? null);
  const url = fields(project['scm'])['url'] ?? project['url'];
  const own = artifact === null ? null : identity('maven', group === null ? artifact : `${group}/${artifact}`, url);
  // Facts about works call them by the artifact alone.
  return manifestOf(found, own && { ...own, name: artifact! }, licenses.length > 0 && licenses.every((one) => one !== null) ? joinExpressions(licenses, 'or') : null);
};

/** `implementation 'g:a:1.0'`, `api("g:a:1.0")`, and gradle.lockfile's `g:a:1.0=...`. Catalogues by alias are not followed. */
export const gradle: ManifestParser = (text, source) => {
  const found = [...text.matchAll(/(?:["']|^)([A-Za-z0-9_][\w.-]*):([A-Za-z0-9_][\w.-]*):([\w.+-]+)/gm)];
  return manifestOf(found.map(([, group, artifact, version]) => dependency('maven', `${group}/${artifact}`, version, source)));
};

/** `"org" %% "name" % "1.0"`; the compiled artifact carries Scala's version, the name that people know doesn't. */
export const sbt: ManifestParser = (text, source) => {
  const found = [...text.matchAll(/"([\w.-]+)"\s*%{1,3}\s*"([\w.-]+)"\s*%\s*"([^"]+)"/g)];
  return manifestOf(found.map(([, group, artifact, version]) => dependency('maven', `${group}/${artifact}`, version, source)));
};
