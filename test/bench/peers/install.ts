import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

/** Puts peers into a scratch folder, once; never into the project's own dependencies. */
export class PeerFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
    mkdirSync(path, { recursive: true });
  }

  /** Installs an npm package with what it depends on; returns its folder and version. */
  npm(name: string, version: string): { readonly folder: string; readonly version: string } {
    const folder = join(this.path, `${name.replace('/', '+')}@${version}`);
    const own = join(folder, 'node_modules', name, 'package.json');
    if (!existsSync(own)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
      run(['npm', 'install', '--no-audit', '--no-fund', '--no-save', '--silent', `${name}@${version}`], { cwd: folder });
    }
    return { folder, version: (JSON.parse(readFileSync(own, 'utf8')) as { version: string }).version };
  }

  /** Unpacks a Debian package, without installing it; returns the folder and the version. */
  debian(name: string): { readonly folder: string; readonly version: string } {
    const folder = join(this.path, name);
    if (!existsSync(folder)) {
      run(['apt-get', '-qq', 'download', name], { cwd: this.path });
      const archive = readdirSync(this.path).find((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'));
      if (archive === undefined) throw new Error(`apt-get brought no ${name}`);
      run(['dpkg-deb', '-x', archive, folder], { cwd: this.path });
    }
    const archive = readdirSync(this.path).find((file) => file.startsWith(`${name}_`));
    return { folder, version: archive?.split('_')[1] ?? 'unknown' };
  }
}
