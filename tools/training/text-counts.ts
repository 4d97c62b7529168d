/** How usual a text is. */
export interface TextCount {
  /** Files that have it. */
  files: number;
  /** Makers of these. */
  readonly makers: Set<string>;
}

/** Counts the distinct texts of files. */
export function countTexts(files: Iterable<{ readonly maker: string; readonly texts: Iterable<number> }>): Map<number, TextCount> {
  const counts = new Map<number, TextCount>();
  for (const { maker, texts } of files) {
    for (const text of new Set(texts)) {
      const count = counts.get(text) ?? { files: 0, makers: new Set() };
      counts.set(text, count);
      count.files++;
      count.makers.add(maker);
    }
  }
  return counts;
}
