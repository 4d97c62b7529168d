/** The bytes of a file as lines of one size, the first of which begins with the file. */
export interface Lines {
  /** Where the lines lie, as `at` tells. */
  readonly view: DataView;
  readonly lineSize: number;
  /** Bytes after the end of a line that can be read along with it. */
  readonly beyond: number;
  /** Changes when places are no longer what they were. */
  readonly turn: number;
  /** Where the byte at a position lies, with its line around it, as long as `turn` stays. Throws an `IndexError`. */
  at(offset: number): number;
}
