import * as vscode from 'vscode';
import { addIgnore, addOwnWork, ignoreWork, removeIgnore, removeIgnoredWork, removeOwnWork } from '../policy/edit.ts';
import { parsePolicy } from '../policy/parse.ts';
import { defaultPolicy, POLICY_FILE, type Policy } from '../policy/policy.ts';
import { selectorOf } from '../policy/work-selector.ts';
import type { App } from './app.ts';
import { documentOf, pathOf, readText } from './documents.ts';
import { chosenFinding, type FindingArgument } from './finding-argument.ts';
import { reportingErrors } from './reported-errors.ts';
import { workLabel } from './wording.ts';

/** Ignoring with a reason, and undoing it: entries of the policy file of the workspace, which is there to be reviewed. */
export function registerIgnores({ store, policies, checker, log }: Pick<App, 'store' | 'policies' | 'checker' | 'log'>): vscode.Disposable {
  const { l10n } = vscode;
  const change = async (uri: vscode.Uri, edit: (text: string) => string): Promise<void> => {
    await changePolicy(uri, edit);
    await policies.reload();
    await checker.judgeAgain();
  };
  const command = (name: string, action: (argument?: FindingArgument) => Promise<void>): vscode.Disposable => vscode.commands.registerCommand(name, reportingErrors(log, action));
  return vscode.Disposable.from(
    command('nearcopy.ignoreFinding', async (argument) => {
      const chosen = chosenFinding(store, argument);
      const reason = chosen && await askReason(l10n.t('Why can this match with {0} be ignored?', workLabel(chosen.finding.match)));
      if (!chosen || reason === undefined) return;
      const { uri, finding } = chosen;
      await change(uri, (text) => addIgnore(text, { key: finding.key, work: finding.match.work, file: pathOf(uri), reason, date: today() }));
    }),
    command('nearcopy.ignoreWork', async (argument) => {
      const chosen = chosenFinding(store, argument);
      const reason = chosen && await askReason(l10n.t('Why can all matches with {0} be ignored?', chosen.finding.match.work));
      if (!chosen || reason === undefined) return;
      await change(chosen.uri, (text) => ignoreWork(text, { work: selectorOf(chosen.finding.match), reason, date: today() }));
    }),
    command('nearcopy.markOwnWork', async (argument) => {
      const chosen = chosenFinding(store, argument);
      if (chosen) await change(chosen.uri, (text) => addOwnWork(text, selectorOf(chosen.finding.match)));
    }),
    command('nearcopy.manageIgnores', async () => {
      for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
        const gone = await chooseIgnores(uri);
        if (gone.length > 0) await change(uri, (text) => gone.reduce((left, { undo }) => undo(left), text));
      }
    }),
    command('nearcopy.openPolicy', async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      if (!folder) throw new Error(l10n.t('Open a folder first: the policy is a file in it.'));
      const uri = vscode.Uri.joinPath(folder.uri, POLICY_FILE);
      if (!await readText(uri).catch(() => null)) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('{\n  "ownWorks": [],\n  "ignore": []\n}\n'));
      await vscode.window.showTextDocument(uri);
    }),
  );
}

interface IgnoreItem extends vscode.QuickPickItem {
  readonly undo: (text: string) => string;
}

async function chooseIgnores(folder: vscode.Uri): Promise<readonly IgnoreItem[]> {
  const { l10n } = vscode;
  const policy = policyIn(await readText(vscode.Uri.joinPath(folder, POLICY_FILE)).catch(() => ''));
  const items: IgnoreItem[] = [
    ...policy.ignore.map(({ key, work, file, reason, date }): IgnoreItem => ({ label: `$(eye-closed) ${work ?? key}`, description: [file, date].filter(Boolean).join(', '), detail: reason, undo: (text) => removeIgnore(text, key) })),
    ...policy.ignoreWorks.map(({ work, reason, date }): IgnoreItem => ({ label: `$(package) ${work}`, description: date ?? '', detail: reason, undo: (text) => removeIgnoredWork(text, work) })),
    ...policy.ownWorks.map((work): IgnoreItem => ({ label: `$(home) ${work}`, description: l10n.t('our own code'), undo: (text) => removeOwnWork(text, work) })),
  ];
  if (items.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('Nothing is ignored in this workspace.'));
    return [];
  }
  return await vscode.window.showQuickPick(items, { canPickMany: true, title: l10n.t('Ignored Matches'), placeHolder: l10n.t('Select what shall be reported again'), matchOnDescription: true, matchOnDetail: true }) ?? [];
}

async function askReason(prompt: string): Promise<string | undefined> {
  const { l10n } = vscode;
  const reason = await vscode.window.showInputBox({
    title: prompt, // a prompt gives way to what is wrong with the answer
    placeHolder: l10n.t('A reason that whoever reviews the policy will understand'),
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? l10n.t('A reason is needed: it is kept in {0}.', POLICY_FILE) : undefined),
  });
  return reason?.trim() || undefined;
}

/** Changes the policy of the folder that a file belongs to; a document of it that is open and changed keeps its changes. */
async function changePolicy(uri: vscode.Uri, change: (text: string) => string): Promise<void> {
  const { l10n } = vscode;
  const folder = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error(l10n.t('Open a folder first: what is ignored is kept in a file of it.'));
  const policy = vscode.Uri.joinPath(folder.uri, POLICY_FILE);
  const open = documentOf(policy);
  const text = open?.getText() ?? await readText(policy).catch(() => '');
  policyIn(text);
  const changed = change(text);
  if (open?.isDirty) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(policy, new vscode.Range(0, 0, open.lineCount, 0), changed);
    await vscode.workspace.applyEdit(edit);
    await open.save();
  } else await vscode.workspace.fs.writeFile(policy, new TextEncoder().encode(changed));
}

/** Throws where the text has a mistake: who changed it then would lose what stands there. */
function policyIn(text: string): Policy {
  const { policy, problems: [problem] } = parsePolicy(text);
  if (problem) throw new Error(vscode.l10n.t('{0} has a mistake in line {1}: {2} Correct it first.', POLICY_FILE, problem.line, problem.message));
  return policy ?? defaultPolicy;
}

/** `YYYY-MM-DD`, where the user is. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
