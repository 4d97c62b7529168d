import * as vscode from 'vscode';
import type { LicenseFamily } from '../core/license/family.ts';
import { isLevelName, type LevelName } from '../policy/levels.ts';
import type { Verdict } from '../policy/severity.ts';

/** The settings, read once for a decision. Everything else takes what it needs of them as an argument. */
export interface Config {
  readonly enabled: boolean;
  readonly checkOnSave: boolean;
  readonly checkOnOpen: boolean;
  readonly checkOnPaste: boolean;
  readonly checkOnInsert: boolean;
  readonly checkOnDiskChange: boolean;
  /** Undefined: the policy, else the default decides. */
  readonly level: LevelName | undefined;
  /** A number instead of a level; undefined where none is set. */
  readonly expectedAtMost: number | undefined;
  /** By licence family, over what the policy says; what is missing is the policy's. */
  readonly severities: Partial<Readonly<Record<LicenseFamily, Verdict>>>;
  /** Language ids that are checked; empty: all. */
  readonly languages: readonly string[];
  /** As the user wrote them: absolute, or relative to the workspace folder. */
  readonly indexes: readonly string[];
  /** Files with the secrets of keyed indexes, written like the indexes. */
  readonly keyFiles: readonly string[];
  readonly starterIndex: StarterIndexUse;
  /** Patterns as in .gitignore. */
  readonly exclude: readonly string[];
  /** 0: one for each core but one. */
  readonly workers: number;
  readonly sourceFolders: readonly string[];
}

/** When the index that comes with the extension serves. */
export type StarterIndexUse = 'whenNoOther' | 'always' | 'never';

const SECTION = 'nearcopy';

/** Reads the settings that hold for a resource. In a workspace that isn't trusted VS Code leaves out what it must not decide. */
export function readConfig(scope?: vscode.ConfigurationScope): Config {
  const section = vscode.workspace.getConfiguration(SECTION, scope);
  const level = section.get<string>('evidence.level', '');
  const expected = section.get<number | null>('evidence.expectedAtMost', null);
  return {
    enabled: section.get('enable', true),
    checkOnSave: section.get('check.onSave', true),
    checkOnOpen: section.get('check.onOpen', true),
    checkOnPaste: section.get('check.onPaste', true),
    checkOnInsert: section.get('check.onInsert', true),
    checkOnDiskChange: section.get('check.onDiskChange', true),
    level: isLevelName(level) ? level : undefined,
    expectedAtMost: typeof expected === 'number' && expected > 0 ? expected : undefined,
    severities: section.get('severity', {}),
    languages: section.get('languages', []),
    indexes: section.get('indexes', []),
    keyFiles: section.get('keyFiles', []),
    starterIndex: section.get<StarterIndexUse>('starterIndex', 'whenNoOther'),
    exclude: section.get('exclude', []),
    workers: section.get('workers', 0),
    sourceFolders: section.get('sourceFolders', []),
  };
}

/** Calls the listener when a setting has changed. */
export function onConfigChange(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SECTION)) listener();
  });
}

/** Writes a setting where the user keeps such things: in the workspace where there is one; where his secrets lie, in his own settings. */
export async function writeConfig(name: 'enable' | 'indexes' | 'keyFiles' | 'evidence.level' | 'evidence.expectedAtMost', value: unknown): Promise<void> {
  const isShared = name !== 'keyFiles' && vscode.workspace.workspaceFolders?.length;
  await vscode.workspace.getConfiguration(SECTION).update(name, value, isShared ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global);
}
