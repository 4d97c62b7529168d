import * as vscode from 'vscode';
import type { App } from './app.ts';
import { FindingDiagnostic, SOURCE } from './diagnostics.ts';
import { argumentFor } from './finding-argument.ts';
import { LANGUAGES } from './paste.ts';
import { workLabel } from './wording.ts';

/** What to do about a finding, from the light bulb and the Problems panel. */
export function registerQuickFixes({ store }: Pick<App, 'store'>): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(LANGUAGES.map((language) => ({ language })), {
    provideCodeActions(document, range, { diagnostics }) {
      const ours = diagnostics.filter(({ source }) => source === SOURCE);
      const findings = store.get(document.uri)?.findings ?? [];
      return ours.flatMap((diagnostic) => {
        // A diagnostic that has been through the Problems panel may have lost what it knew.
        const known = diagnostic instanceof FindingDiagnostic ? diagnostic.finding : undefined;
        const finding = findings.find(({ key, startLine }) => key === known?.key && startLine === known.startLine) ?? findings.find(({ startLine, endLine }) => startLine - 1 <= range.start.line && range.start.line <= endLine - 1);
        if (!finding) return [];
        return fixes(workLabel(finding.match)).map(([title, command, isPreferred]) => {
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          action.diagnostics = [diagnostic];
          action.isPreferred = isPreferred ?? false;
          action.command = { title, command, arguments: [argumentFor(document.uri, finding)] };
          return action;
        });
      });
    },
  }, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] });
}

function fixes(work: string): readonly (readonly [string, string, boolean?])[] {
  const { l10n } = vscode;
  return [
    [l10n.t('Show the evidence that this was copied from {0}', work), 'nearcopy.showEvidence'],
    [l10n.t('Compare with the original in {0}', work), 'nearcopy.compareWithOriginal'],
    [l10n.t('Attribute this code to {0}', work), 'nearcopy.insertAttribution', true],
    [l10n.t('Take this code out'), 'nearcopy.removeCode'],
    [l10n.t('Ignore this match…'), 'nearcopy.ignoreFinding'],
    [l10n.t('Ignore all of {0}…', work), 'nearcopy.ignoreWork'],
    [l10n.t('{0} is our own code', work), 'nearcopy.markOwnWork'],
  ];
}
