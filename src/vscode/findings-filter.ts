import * as vscode from 'vscode';
import type { Severity } from '../core/report.ts';
import { noFilter, type FindingFilter } from './findings-tree.ts';

interface FilterItem extends vscode.QuickPickItem {
  readonly severity: Severity;
}

/** Asks for a filter in one step: what is typed is looked for, what is picked says how severe. Undefined where the user doesn't want one. */
export function askFilter(now: FindingFilter): Promise<FindingFilter | undefined> {
  const { l10n } = vscode;
  const pick = vscode.window.createQuickPick<FilterItem>();
  pick.title = l10n.t('Filter Findings');
  pick.placeholder = l10n.t('Type a part of a path, work, licence or name, and select which findings to show');
  pick.value = now.text;
  const show = (): void => {
    // The list is no choice among texts, so typing must not narrow it.
    const items = SEVERITIES().map(([severity, label]): FilterItem => ({ severity, label, description: pick.value === '' ? '' : l10n.t('that contain "{0}"', pick.value), alwaysShow: true }));
    const active = items.find(({ severity }) => severity === (pick.activeItems[0]?.severity ?? now.severity));
    pick.items = items;
    if (active) pick.activeItems = [active];
  };
  show();
  return new Promise((done) => {
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      done({ text: pick.value.trim(), severity: pick.activeItems[0]?.severity ?? noFilter.severity });
      pick.hide();
    });
    pick.onDidHide(() => {
      done(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

export function filterLabel({ text, severity }: FindingFilter): string {
  const [, what] = SEVERITIES().find(([name]) => name === severity)!;
  return text === '' ? what : vscode.l10n.t('{0} that contain "{1}"', what, text);
}

const SEVERITIES = (): [Severity, string][] => [
  ['information', vscode.l10n.t('All findings')],
  ['warning', vscode.l10n.t('Errors and warnings')],
  ['error', vscode.l10n.t('Errors only')],
];
