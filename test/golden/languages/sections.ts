/** A part of a golden file: a line `== title` or `!= title`, then texts with a line `--` between them. */
export interface Section {
  /** Whether the texts must have equal tokens (`==`) or different ones (`!=`). */
  readonly equal: boolean;
  readonly title: string;
  readonly texts: readonly string[];
}

export function parseSections(file: string): Section[] {
  return file.split(/^(?=[=!]= )/m).filter((part) => part.trim() !== '').map((part) => {
    const end = part.indexOf('\n');
    const texts = part.slice(end + 1).split(/^--\n/m).map((text) => text.replace(/\n+$/, '\n'));
    return { equal: part.startsWith('=='), title: part.slice(3, end).trim(), texts };
  });
}
