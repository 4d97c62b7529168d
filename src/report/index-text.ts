import type { CataloguedWork } from '../core/index/work-identity.ts';
import { licenseFamily, type LicenseFamily } from '../core/license/family.ts';
import type { IndexInfo } from '../store/describe.ts';
import { printable } from './cells.ts';
import { familyName } from './phrases.ts';

/** The works of an index, a line each, with their licence, its family and where it was found. */
export function listText(works: readonly CataloguedWork[]): string {
  if (works.length === 0) return 'The index has no works.';
  const rows = works.map(({ id, labels, files }) => {
    const { name, version, license, licenseSource } = labels;
    return [id.slice(0, 12), name, version ?? '-', license, familyName(licenseFamily(license)), `${number(files)} ${files === 1 ? 'file' : 'files'}`, licenseSource ?? '-'].map(printable);
  });
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]))).join('  ')).join('\n');
}


/** The figures of an index. */
export function infoText(path: string, info: IndexInfo & { readonly digest: string }): string {
  const { stats, options } = info;
  const families = Object.entries(info.filesByFamily).sort((a, b) => b[1] - a[1]).map(([family, files]) => `${family} ${number(files)}`);
  const licences = (Object.entries(info.worksByLicense) as [LicenseFamily, number][]).sort((a, b) => b[1] - a[1]).map(([family, works]) => `${familyName(family)} ${number(works)}`);
  const sections = Object.entries(info.sections).filter(([, size]) => size > 0).sort((a, b) => b[1] - a[1]);
  const rows: [string, string][] = [
    ['works', number(stats.works)],
    ['licences', licences.join(', ')],
    ['files', `${number(stats.files)} (${families.join(', ')})`],
    ['functions', number(stats.functions)],
    ['tokens', number(stats.tokens)],
    ['size', `${megabytes(stats.bytes)} in ${info.segments} ${info.segments === 1 ? 'segment' : 'segments'}, ${Math.round(info.bytesPerFunction)} bytes a function`],
    ['of which', sections.map(([section, size]) => `${section} ${megabytes(size)}`).join(', ')],
    ['keeps', [options.keepNames ? 'names' : 'no names', options.keepSource ? 'sources' : 'no sources', ...(info.isKeyed ? ['all of it under a key'] : [])].join(', ')],
    ['engine', info.engine],
    ['generation', number(info.generation)],
    ['digest', info.digest],
  ];
  return [path, ...rows.map(([label, value]) => `  ${label.padEnd(11)}${value}`)].join('\n');
}

const number = (n: number): string => n.toLocaleString('en');
const megabytes = (bytes: number): string => (bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
