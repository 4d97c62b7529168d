/**
 * How the parser gets a text: so many UTF-16 units from `index` on. It asks again wherever it comes to the end of what it has, or goes back beyond its
 * begin, as grammars do that look at the column of each token: in Scala some 90 times for 1,000 characters. `Parser.parse` with a string copies 5,120 units each
 * time, in which Scala spends four fifths of its parse; for other languages the size makes no difference.
 */
export const textChunks = (text: string) => (index: number): string => text.slice(index, index + CHUNK);

const CHUNK = 256;
