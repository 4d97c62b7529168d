import { readFileSync } from 'node:fs';
import { decodeText } from '../../core/tokens/screen.ts';

/** The text of a scanned file, to show its lines; null where it has gone since, or is none. */
export function textAt(path: string): string | null {
  try {
    return decodeText(new Uint8Array(readFileSync(path)))?.text ?? null;
  } catch {
    return null;
  }
}
