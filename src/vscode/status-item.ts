import * as vscode from 'vscode';
import type { FindingStore } from './finding-store.ts';
import { isBroken, type Indexes } from './indexes.ts';

export interface StatusParts {
  readonly store: FindingStore;
  readonly indexes: Indexes;
  readonly isEnabled: () => boolean;
  readonly isBusy: () => boolean;
  /** Something of what is shown has changed. */
  readonly onDidChange: vscode.Event<unknown>;
}

/** The quiet item in the status bar: on or off, at work, how many findings, and what is wrong when something is. */
export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('nearcopy.status', vscode.StatusBarAlignment.Right, 90);
  readonly #parts: StatusParts;
  readonly #subscription: vscode.Disposable;

  constructor(parts: StatusParts) {
    this.#parts = parts;
    this.#item.name = 'Nearcopy';
    this.#item.command = 'nearcopy.showMenu';
    this.#subscription = parts.onDidChange(() => this.update());
    this.update();
    this.#item.show();
  }

  get text(): string {
    return this.#item.text;
  }

  update(): void {
    const { icon, text, tooltip, isProblem } = this.#state();
    this.#item.text = `$(${icon})${text ? ` ${text}` : ''}`;
    this.#item.accessibilityInformation = { label: `Nearcopy: ${tooltip}`, role: 'button' };
    this.#item.tooltip = `Nearcopy: ${tooltip}`;
    this.#item.backgroundColor = isProblem ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  }

  #state(): { icon: string; text: string; tooltip: string; isProblem?: boolean } {
    const { store, indexes, isEnabled, isBusy } = this.#parts;
    const { l10n } = vscode;
    if (!isEnabled()) return { icon: 'circle-slash', text: l10n.t('Nearcopy off'), tooltip: l10n.t('off. Select to switch it on.') };
    const broken = indexes.used.filter(({ state }) => isBroken(state));
    if (broken.length > 0) return { icon: 'warning', text: 'Nearcopy', tooltip: l10n.t("the index {0} can't be used. Select for more.", broken[0].name), isProblem: true };
    if (indexes.used.length === 0) return { icon: 'info', text: l10n.t('Nearcopy: no index'), tooltip: l10n.t('there is no index to compare with. Select to build one.') };
    const { count } = store;
    const findings = count === 0 ? l10n.t('no findings') : count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', count);
    return { icon: isBusy() ? 'sync~spin' : count > 0 ? 'versions' : 'check', text: count > 0 ? String(count) : 'Nearcopy', tooltip: isBusy() ? l10n.t('checking; {0}', findings) : findings };
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }
}
