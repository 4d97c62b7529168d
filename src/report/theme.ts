import pc from 'picocolors';
import type { Severity } from '../core/report.ts';

type Style = (text: string) => string;

/** What each thing looks like on a terminal: one place, so that a colour always means the same. */
export interface Theme {
  readonly place: Style;
  readonly work: Style;
  readonly licence: Style;
  /** A name as the original has it, and as the file under check has it. */
  readonly original: Style;
  readonly yours: Style;
  readonly label: Style;
  readonly quiet: Style;
  readonly strong: Style;
  readonly good: Style;
  readonly severity: Readonly<Record<Severity, Style>>;
  readonly signs: Signs;
}

/** The few signs that aren't letters. */
export interface Signs {
  readonly arrow: string;
  readonly more: string;
  readonly bar: string;
  readonly gap: string;
  readonly tick: string;
  readonly rule: string;
}

export interface ThemeOptions {
  readonly color: boolean;
  /** Signs from ASCII only. Names, paths and source text stay as they are. */
  readonly ascii?: boolean | undefined;
}

export function createTheme({ color, ascii = false }: ThemeOptions): Theme {
  const c = pc.createColors(color);
  return {
    place: c.bold,
    work: c.bold,
    licence: c.magenta,
    original: c.cyan,
    yours: c.yellow,
    // Dim instead of grey: where dim is unknown the text is plain, but grey is the background's own colour in some themes (Solarized).
    label: c.dim,
    quiet: c.dim,
    strong: c.bold,
    good: c.green,
    severity: { error: (t) => c.bold(c.red(t)), warning: (t) => c.bold(c.yellow(t)), information: c.blue },
    signs: ascii ? asciiSigns : unicodeSigns,
  };
}

const unicodeSigns: Signs = { arrow: '→', more: '…', bar: '│', gap: '⋮', tick: '✓', rule: '─' };
const asciiSigns: Signs = { arrow: '->', more: '...', bar: '|', gap: ':', tick: 'ok:', rule: '-' };
