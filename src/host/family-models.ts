import { readModel, type FamilyModel } from '../core/match/family-model.ts';
import type { SyntaxHost } from '../syntax/syntax.ts';

/** The models of families, each read when code of its family is first met: most code is of one or two of them. */
export class FamilyModels {
  readonly #host: Pick<SyntaxHost, 'grammar'>;
  /** Null for a family without one. */
  readonly #models = new Map<string, FamilyModel | null>();

  constructor(host: Pick<SyntaxHost, 'grammar'>) {
    this.#host = host;
  }

  /** Reads the model of a family, before code of it is checked; undefined where it has none. Rejects where the file is damaged. */
  async ready(family: string): Promise<FamilyModel | undefined> {
    if (!this.#models.has(family)) {
      const bytes = await this.#host.grammar(`families/${family}.model`).catch(() => null);
      this.#models.set(family, bytes && readModel(family, bytes));
    }
    return this.get(family);
  }

  /** Undefined for a family without a model. Throws where nobody has made it ready. */
  get(family: string): FamilyModel | undefined {
    const model = this.#models.get(family);
    if (model === undefined) throw new Error(`the model of the family ${family} is asked for before it is ready`);
    return model ?? undefined;
  }
}
