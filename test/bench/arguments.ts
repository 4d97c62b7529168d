/** A number above 0 from the command line, or what it is otherwise. Throws with the option's name. */
export function positive(name: string, given: string | undefined, otherwise: number): number {
  const number = Number(given ?? otherwise);
  if (!(number > 0)) throw new Error(`--${name} takes a number above 0`);
  return number;
}
