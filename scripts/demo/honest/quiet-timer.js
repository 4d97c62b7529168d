// Calls back once nothing has happened for a while, as a search box wants it.
export class QuietTimer {
  #pending = null;

  constructor(milliseconds, onQuiet) {
    this.milliseconds = milliseconds;
    this.onQuiet = onQuiet;
  }

  touch(detail) {
    if (this.#pending) clearTimeout(this.#pending.handle);
    const handle = setTimeout(() => this.#fire(), this.milliseconds);
    this.#pending = { handle, detail };
  }

  #fire() {
    const { detail } = this.#pending;
    this.#pending = null;
    this.onQuiet(detail);
  }

  get isQuiet() {
    return this.#pending === null;
  }
}
