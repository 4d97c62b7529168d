import type * as vscode from 'vscode';
import type { App } from './app.ts';
import { registerAttribution } from './attribution.ts';
import { EvaluationView } from './evaluation-view.ts';
import { EvidenceView } from './evidence-view.ts';
import { registerHover } from './hover.ts';
import { registerIgnores } from './ignores.ts';
import { registerQuickFixes } from './quick-fixes.ts';
import { CompareSelections } from './compare-selections.ts';
import { setContextKeys } from './context-keys.ts';
import { FindingsView } from './findings-view.ts';
import { registerIndexCommands } from './index-commands.ts';
import { IndexesView } from './indexes-view.ts';
import { registerMenu } from './menu.ts';
import { registerReportExport } from './report-export.ts';
import { Sample } from './sample.ts';
import { registerScanCommands } from './scan-commands.ts';
import { registerWhyNothing } from './why-nothing.ts';
import { watchPastes } from './paste.ts';

/** Registers what users see and do. Each feature is a file of its own that takes of the app what it needs. */
export function registerFeatures(app: App, own: (part: vscode.Disposable) => void): void {
  own(watchPastes(app));
  own(registerWhyNothing(app));
  own(registerQuickFixes(app));
  own(registerIgnores(app));
  own(registerHover(app));
  own(new EvidenceView(app));
  own(registerAttribution(app));
  own(registerScanCommands(app));
  own(registerReportExport(app));
  own(new EvaluationView(app));
  own(registerIndexCommands(app));
  own(new FindingsView(app));
  own(new IndexesView(app));
  own(registerMenu(app));
  own(new CompareSelections(app));
  own(new Sample(app));
  own(setContextKeys(app));
}
