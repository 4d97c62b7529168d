/** Keeps the pages used last, of all files of an index together. A hit costs one map access. */
export class PageCache {
  readonly #half: number;
  #young = new Map<number, DataView>();
  #old = new Map<number, DataView>();
  #files = 0;

  /** `pages`: how many pages of 4096 bytes it holds at most. */
  constructor(pages: number) {
    this.#half = Math.max(1, Math.floor(pages / 2));
  }

  /** A number that sets the pages of one file apart from those of others: add the page number to it. */
  register(): number {
    return this.#files++ * 2 ** 30;
  }

  get(key: number): DataView | undefined {
    const page = this.#young.get(key);
    if (page) return page;
    const old = this.#old.get(key);
    if (old) this.set(key, old);
    return old;
  }

  /** Two generations stand in for an exact order of use: the older one goes as a whole when the younger one is full. */
  set(key: number, page: DataView): void {
    this.#young.set(key, page);
    if (this.#young.size < this.#half) return;
    this.#old = this.#young;
    this.#young = new Map();
  }
}
