/** Hands things on in the order of their places (0, 1, 2 ...), each as soon as all before it have been put. */
export class InOrder<Thing> {
  readonly #pass: (thing: Thing) => void;
  readonly #waiting = new Map<number, Thing>();
  #next = 0;

  constructor(pass: (thing: Thing) => void) {
    this.#pass = pass;
  }

  /** Each place is put once. */
  put(place: number, thing: Thing): void {
    this.#waiting.set(place, thing);
    for (let next = this.#waiting.get(this.#next); next !== undefined; next = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next++);
      this.#pass(next);
    }
  }
}
