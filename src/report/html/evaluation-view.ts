import type { Evaluation } from '../evaluation.ts';
import { contentPolicy } from './content-policy.ts';
import { evaluationBody, type EvaluationFacts } from './evaluation-body.ts';
import { evaluationChartStyle } from './evaluation-chart.ts';
import type { EvaluationStrings } from './evaluation-strings.ts';
import { html, Markup } from './markup.ts';
import { editorButtonStyle, editorPalette, reportStyle, sharedStyle } from './styles.ts';

export interface EvaluationViewOptions extends EvaluationFacts {
  readonly strings: EvaluationStrings;
  /** What the button says that chooses a level. */
  readonly use: (level: string) => string;
  /** Fresh for each page; letters and digits. */
  readonly nonce: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
}

/** What the page of an evaluation tells the editor: that it is there, or which level the user wants. */
export type FromEvaluationView = { readonly type: 'ready' } | { readonly type: 'use'; readonly level: string };

/** What the editor tells the page: the level in use, null for a number of the user's own, and a sentence that says so. */
export interface ToEvaluationView {
  readonly type: 'inUse';
  readonly level: string | null;
  readonly text: string;
}

/** An evaluation for a webview, which speaks with the editor in `FromEvaluationView` and `ToEvaluationView`. */
export function evaluationView(evaluation: Evaluation, { strings, use, nonce, cspSource, ...facts }: EvaluationViewOptions): string {
  const controls = {
    button: (level: string): Markup => html`<button type="button" data-level="${level}" aria-pressed="false">${use(strings.levelName(level))}</button>`,
    note: html`<p id="in-use" role="status"></p>`,
  };
  return html`<!doctype html>
<html lang="${strings.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${contentPolicy({ 'style-src': `'nonce-${nonce}' ${cspSource}`, 'script-src': `'nonce-${nonce}'`, 'font-src': cspSource })}
<title>${strings.title}</title>
<style nonce="${nonce}">${new Markup(editorPalette + sharedStyle + reportStyle + evaluationChartStyle + editorButtonStyle + viewStyle)}</style>
</head>
<body>
${evaluationBody(evaluation, facts, strings, controls)}
<script nonce="${nonce}">${new Markup(viewScript)}</script>
</body>
</html>
`.text;
}

const viewStyle = `
body{padding:0 1rem 1rem;font-size:var(--vscode-font-size,13px)}
header{padding-top:1rem}
h1{font-size:1.4em;font-weight:600}
h2{font-size:1.2em;font-weight:600}
.verdict{font-size:1.1em}
body.vscode-high-contrast .axis,body.vscode-high-contrast-light .axis{stroke-opacity:.5}
h3{font-size:1em;margin-top:1.25rem}
figure{grid-template-columns:minmax(20rem,27rem) minmax(0,1fr)}
.levels th,.levels td{padding-block:.3rem}
.recommended button[aria-pressed=false]{color:var(--vscode-button-foreground);background:var(--vscode-button-background)}
.recommended button[aria-pressed=false]:hover{background:var(--vscode-button-hoverBackground)}
button[aria-pressed=true]::before{content:"\\2713\\a0";content:"\\2713\\a0" / ""}
`;

const viewScript = `
(() => {
  const editor = acquireVsCodeApi();
  document.addEventListener('click', (event) => {
    const level = event.target.closest?.('button')?.dataset.level;
    if (level) editor.postMessage({ type: 'use', level });
  });
  addEventListener('message', ({ data }) => {
    if (!data || data.type !== 'inUse') return;
    for (const button of document.querySelectorAll('button[data-level]')) button.setAttribute('aria-pressed', String(button.dataset.level === data.level));
    document.getElementById('in-use').textContent = data.text;
  });
  editor.postMessage({ type: 'ready' });
})();
`;
