import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A temporary folder to work in. */
export class Workspace {
  readonly path = mkdtempSync(join(tmpdir(), 'nearcopy-test-'));

  /** The absolute path of a place in it. */
  at(...parts: string[]): string {
    return join(this.path, ...parts);
  }

  /** Writes a file with the folders that it needs; its absolute path. */
  write(path: string, content: string | Uint8Array): string {
    const file = this.at(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** Writes the files of a work, with a package.json that says whose it is, or the one kind of manifest that states a date of release; its absolute path. */
  work(path: string, labels: WorkLabels, files: Readonly<Record<string, string | Uint8Array>>): string {
    this.write(`${path}/${labels.time === undefined ? 'package' : 'composer'}.json`, JSON.stringify(labels));
    for (const [file, content] of Object.entries(files)) this.write(`${path}/${file}`, content);
    return this.at(path);
  }

  read(path: string): string {
    return readFileSync(this.at(path), 'utf8');
  }

  dispose(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export interface WorkLabels {
  readonly name: string;
  readonly version?: string;
  readonly license?: string;
  readonly homepage?: string;
  /** Day of release; the name is VENDOR/NAME then. */
  readonly time?: string;
}

/** All files of a folder with their bytes, to tell whether anything in it changed. */
export function contentsOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).sort().map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}
