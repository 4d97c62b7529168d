import { Option, type Command } from 'commander';
import { basename } from 'node:path';
import { readKeys } from '../host/node/key-file.ts';
import { nodeIndexFiles } from '../host/node/index-files.ts';
import { renderSbom, sbomFormats, type SbomFormat } from '../report/sbom.ts';
import { billOf } from '../store/bill.ts';
import { exportSingle } from '../store/export.ts';
import { keyFileOption, type KeyOptions } from './key-option.ts';
import { print, reading } from './index-shared.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';
import { writeOutput } from './write-output.ts';

interface ExportOptions extends KeyOptions {
  readonly single?: string;
  readonly sbom?: SbomFormat;
  readonly output?: string;
  readonly created?: string;
}

/** `nearcopy index export X.ncx --single FILE | --sbom cyclonedx|spdx` */
export function addIndexExport(index: Command): void {
  index.command('export')
    .description('pack an index into one file for sharing, which every command reads too; or list its works as a bill of materials')
    .argument('<X.ncx>', 'the index')
    .addOption(keyFileOption())
    .option('--single <file>', 'the file to pack it into')
    .addOption(new Option('--sbom <format>', 'list the works with their licences as CycloneDX 1.6 or SPDX 2.3, JSON').choices(sbomFormats))
    .option('-o, --output <file>', 'where to write the bill of materials (default: standard output)')
    .option('--created <time>', 'its time of creation, such as 2026-01-31T12:00:00Z (default: SOURCE_DATE_EPOCH where that is set, else none, so that equal indexes give equal bytes)')
    .action(exportIndex);
}

async function exportIndex(path: string, { single, sbom, output, created, keyFile }: ExportOptions): Promise<void> {
  if ((single === undefined) === (sbom === undefined)) throw new UsageError('give either --single FILE or --sbom cyclonedx|spdx');
  if (single !== undefined) {
    exportSingle(nodeIndexFiles, path, single, readKeys(keyFile));
    return print(`wrote ${single}`);
  }
  const bill = reading(path, { keyFile }, billOf);
  const text = renderSbom(sbom!, bill, { name: basename(path), toolVersion: VERSION, created: timeOf(created) });
  await writeOutput(text, output);
  if (output !== undefined) print(`wrote ${output}: ${bill.works.length} works`);
}

/** In seconds and UTC, as both formats want it. */
function timeOf(created: string | undefined): string | null {
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  if (created === undefined && !epoch) return null;
  const time = new Date(created ?? Number(epoch) * 1000);
  if (Number.isNaN(time.getTime())) throw new UsageError(`${created === undefined ? 'SOURCE_DATE_EPOCH' : '--created'} takes a time, not '${created ?? epoch}'`);
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
