/** A command that can't be carried out as it was given. The message stands on its own. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
