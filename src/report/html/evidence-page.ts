import { contentPolicy } from './content-policy.ts';
import type { EvidenceTexts } from './evidence-rows.ts';
import { evidenceScript } from './evidence-script.ts';
import { findingFacts, findingNames, legend, sentence } from './finding-facts.ts';
import { html, Markup } from './markup.ts';
import { sideBySide } from './side-by-side.ts';
import { headline, type EvidenceCommand, type EvidenceStrings } from './strings.ts';
import { editorPalette, evidenceStyle, sharedStyle } from './styles.ts';

export interface EvidencePageInput extends Omit<EvidenceTexts, 'ours'> {
  /** Null where the file has gone. */
  readonly ours: string | null;
  readonly strings: EvidenceStrings;
  /** The buttons to show, in this order. */
  readonly commands: readonly EvidenceCommand[];
  /** Fresh for each page; letters and digits. */
  readonly nonce: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
}

/**
 * The Evidence view of a finding, for a webview. The page posts `{ type: 'command', id }` when a button is pressed, with `id` one of
 * `commands`, and obeys `{ type: 'step', by: 1 | -1 }`, which moves between runs.
 */
export function evidencePage({ finding, ours, original, strings, commands, nonce, cspSource }: EvidencePageInput): string {
  const sides = ours === null ? null : sideBySide({ finding, ours, original }, strings, LIMIT);
  const runs = sides?.evidence.runs ?? [];
  const { severity, renames, kept } = finding;
  const allowed = { 'style-src': `'nonce-${nonce}' ${cspSource}`, 'script-src': `'nonce-${nonce}'`, 'font-src': cspSource };
  const title = headline(finding, strings);
  const button = (command: EvidenceCommand): Markup => html`<button type="button" data-command="${command}">${strings.commands[command]}</button>\n`;
  const page = html`<!doctype html>
<html lang="${strings.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${contentPolicy(allowed)}
<title>${title}</title>
<style nonce="${nonce}">${new Markup(editorPalette + sharedStyle + evidenceStyle)}</style>
</head>
<body data-key="${finding.key}">
<header>
<h1><span class="severity ${severity}">${strings.severity(severity)}</span> ${title}</h1>
<div class="bar" role="group" aria-label="${strings.actions}">
<div class="steps">${runs.length > 0 ? html`<button type="button" data-step="-1" aria-keyshortcuts="p Shift+F7">${strings.previousRun}</button>
<button type="button" data-step="1" aria-keyshortcuts="n F7">${strings.nextRun}</button>
<span id="position" role="status">${strings.runHint(runs.length)}</span>` : html`<span id="position" role="status"></span>`}</div>
${commands.map(button)}</div>
</header>
<main>
${findingFacts(finding, strings)}
<p class="caveat">${strings.caveat}</p>
${renames.length + kept.length > 0 ? html`<details open>
<summary>${sentence(renames.length > 0 ? strings.renamed(renames.length) : strings.kept)}</summary>
${findingNames(finding, strings, { isInteractive: true })}
</details>\n` : null}<h2>${strings.sideBySide}</h2>
${sides === null ? html`<p>${strings.yoursMissing}</p>` : html`${original === null ? html`<p>${strings.originalMissing}</p>\n` : null}${sides.table}\n${legend(strings)}`}
<ol id="runs" hidden>${runs.map((run, i) => html`<li>${strings.runPosition({ number: i + 1, total: runs.length, ...run })}</li>`)}</ol>
</main>
<script nonce="${nonce}">${new Markup(evidenceScript)}</script>
</body>
</html>
`;
  return page.text;
}

/** Rows of code: a whole file of the largest size that is scanned would choke the view. */
const LIMIT = 5000;
