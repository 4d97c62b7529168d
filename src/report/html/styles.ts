// The look of both pages: what a page defines is its palette, the rest is shared. A pair of names has a colour, an underline and a
// number, so that it is told apart without colours, too.

/** Colours of the report, light and dark; on paper always light. */
export const reportPalette = `
:root{color-scheme:light dark;--font:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;--code-font:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;--code-size:.8rem;
--back:#fff;--panel:#f6f8fa;--text:#1f2328;--quiet:#59636e;--border:#d1d9e0;--link:#0550ae;--run:#e6f0fb;--run-edge:#4a90d9;
--error:#b3202b;--warning:#8a5300;--information:#0a5ba8;
--pair-0:#0550ae;--pair-1:#953800;--pair-2:#6e3fb5;--pair-3:#0a6640;--pair-4:#a0104f;--pair-5:#00606f;--pair-6:#6b5000;--pair-7:#b3202b}
@media screen and (prefers-color-scheme:dark){:root{--back:#0f141a;--panel:#171e26;--text:#e3e8ee;--quiet:#9aa6b2;--border:#323c47;--link:#7db7ff;--run:#152a41;--run-edge:#4a90d9;
--error:#ff9a94;--warning:#f0b45a;--information:#7db7ff;
--pair-0:#7db7ff;--pair-1:#ffab70;--pair-2:#cbabff;--pair-3:#7ee2a0;--pair-4:#ff9bce;--pair-5:#6fd6e3;--pair-6:#e6cf6a;--pair-7:#ff9d94}}
`;

/** Colours of the Evidence view, from those of the editor's theme; the body's class says which kind of theme it is. */
export const editorPalette = `
:root{--font:var(--vscode-font-family);--code-font:var(--vscode-editor-font-family,monospace);--code-size:var(--vscode-editor-font-size,13px);
--back:var(--vscode-editor-background);--panel:var(--vscode-editorWidget-background,var(--vscode-editor-background));--text:var(--vscode-editor-foreground);--quiet:var(--vscode-descriptionForeground);--border:var(--vscode-contrastBorder,var(--vscode-widget-border,var(--vscode-panel-border,#8886)));--link:var(--vscode-textLink-foreground);--run:var(--vscode-editor-inactiveSelectionBackground,#4a90d933);--run-edge:var(--vscode-contrastActiveBorder,var(--vscode-textLink-foreground));
--error:#b3202b;--warning:#8a5300;--information:#0a5ba8;
--pair-0:#0550ae;--pair-1:#953800;--pair-2:#6e3fb5;--pair-3:#0a6640;--pair-4:#a0104f;--pair-5:#00606f;--pair-6:#6b5000;--pair-7:#b3202b}
body.vscode-dark,body.vscode-high-contrast:not(.vscode-high-contrast-light){--error:#ff9a94;--warning:#f0b45a;--information:#7db7ff;--pair-0:#7db7ff;--pair-1:#ffab70;--pair-2:#cbabff;--pair-3:#7ee2a0;--pair-4:#ff9bce;--pair-5:#6fd6e3;--pair-6:#e6cf6a;--pair-7:#ff9d94}
body.vscode-high-contrast,body.vscode-high-contrast-light{--run:transparent}
body.vscode-high-contrast span.run,body.vscode-high-contrast-light span.run{outline:1px dotted var(--run-edge)}
`;

export const sharedStyle = `
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:1rem/1.5 var(--font)}
a{color:var(--link);overflow-wrap:anywhere}
:focus-visible{outline:2px solid var(--vscode-focusBorder,var(--link));outline-offset:2px}
code,.code{font-family:var(--code-font)}
code{font-size:.9em;overflow-wrap:anywhere}
.hidden{position:absolute;width:1px;height:1px;margin:-1px;padding:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap;border:0}
.strength{margin:.3rem 0 .6rem}
.facts{margin:.5rem 0}
.facts div{display:flex;gap:.75rem}
.facts dt{flex:0 0 4.5rem;color:var(--quiet)}
.facts dd{margin:0;min-width:0;overflow-wrap:anywhere}
.renames{margin:.75rem 0;max-width:42rem}
.renames.many{columns:21rem;column-gap:2rem;max-width:none}
.renames thead,.renames tr{break-inside:avoid}
.renames table{width:100%;border-collapse:collapse}
.renames caption{text-align:start;font-weight:600;padding-bottom:.2rem}
.renames th{text-align:start;font-weight:400;color:var(--quiet)}
.renames th,.renames td{padding:.1rem .75rem .1rem 0;border-bottom:1px solid var(--border);vertical-align:baseline;width:48%}
.renames th:first-child,.renames td:first-child{width:4%}
.keeps{margin:.5rem 0}
.sides{width:100%;table-layout:fixed;border-collapse:collapse;border:1px solid var(--border);margin:.75rem 0}
.sides th{padding:.3rem .6rem;text-align:start;font-size:.85rem;font-weight:600;background:var(--panel);border-bottom:1px solid var(--border);overflow-wrap:anywhere}
.sides td{padding:0 .4rem;vertical-align:top;font-size:var(--code-size);line-height:1.85}
.sides col.number{width:3.6rem}
.sides col.lines{width:6rem}
.sides col.sign{width:1.6rem}
.sides .number{text-align:end;color:var(--quiet);font-family:var(--code-font);font-variant-numeric:tabular-nums;user-select:none}
.sides.one .number:first-child{border-inline-end:1px solid var(--border)}
.sides .code{white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4;border-inline-start:3px solid transparent;padding-inline-start:.5rem}
.sides td.sign,.sides th.sign{padding:0;text-align:center}
.sides .gap td{padding:.1rem .6rem;font-size:.85rem;color:var(--quiet);background:var(--panel)}
.sides td.run{border-inline-start-color:var(--run-edge)}
.run{background:var(--run)}
.sign{color:var(--quiet);font-family:var(--code-font);user-select:none}
.pair{color:var(--pair);text-decoration:underline max(1px,.12em);text-underline-offset:.2em;position:relative}
.pair-0{--pair:var(--pair-0)}.pair-1{--pair:var(--pair-1)}.pair-2{--pair:var(--pair-2)}.pair-3{--pair:var(--pair-3)}.pair-4{--pair:var(--pair-4)}.pair-5{--pair:var(--pair-5)}.pair-6{--pair:var(--pair-6)}.pair-7{--pair:var(--pair-7)}
.pair-1,.pair-4,.pair-7{text-decoration-style:dashed}
.pair-2,.pair-5{text-decoration-style:double;text-decoration-thickness:1px}
span.pair[data-pair]::after{content:attr(data-pair);content:attr(data-pair) / "";position:absolute;color:var(--pair);inset-block-start:-.95em;inset-inline-end:-.2em;font:600 .6em/1 var(--font);text-decoration:none;white-space:nowrap}
.kept{text-decoration:underline dotted 1px var(--quiet);text-underline-offset:.2em}
.different{text-decoration:underline wavy 1px var(--error);text-underline-offset:.2em}
.written{color:var(--back);background:var(--error);border-radius:2px}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;margin:.75rem 0;padding:0;list-style:none;font-size:.85rem;color:var(--quiet)}
.legend span{font-family:var(--code-font)}
.legend .run{color:var(--text)}
@media screen and (max-width:46rem){
.sides.both{display:grid;grid-template-columns:3.6rem 1fr}
.sides.both caption{grid-column:1/-1}
.sides.both thead,.sides.both tbody,.sides.both tr{display:contents}
.sides.both .ours{order:1}
.sides.both th,.sides.both .gap td.original,.sides.both .gap td.ours{grid-column:1/-1}
.sides.both .head,.sides.both .sign,.sides.both .none{display:none}
}
@media (forced-colors:active){.sides td.run{border-color:Highlight}span.run{border-bottom:1px solid Highlight}}
`;

export const reportStyle = `
body{max-width:94rem;margin:0 auto;padding:1.5rem}
.skip{position:absolute;inset-inline-start:-99rem}
.skip:focus{inset-inline-start:1rem;background:var(--back);padding:.5rem}
header{border-bottom:1px solid var(--border);padding-bottom:1rem}
h1{font-size:1.7rem;margin:0 0 .75rem}
h2{font-size:1.35rem;margin:2.5rem 0 .75rem}
h3{font-size:1.1rem;margin:2rem 0 .5rem;overflow-wrap:anywhere}
h4{font-size:1rem;margin:0}
.about{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem 1.25rem;margin:0}
.about dt{color:var(--quiet)}
.about dd{margin:0;overflow-wrap:anywhere}
.verdict{font-size:1.15rem;margin:.5rem 0}
.caveat{color:var(--quiet)}
.severity{font-weight:600}
.severity.error,.counts .error{color:var(--error)}
.severity.warning,.counts .warning{color:var(--warning)}
.severity.information,.counts .information{color:var(--information)}
figure{margin:1.5rem 0;display:grid;grid-template-columns:minmax(16rem,30rem) minmax(0,1fr);gap:1rem 2.5rem;align-items:start}
figcaption{grid-column:1/-1;font-weight:600}
svg{max-width:100%;height:auto;font:12px var(--font)}
svg text{fill:var(--text)}
svg .axis{stroke:var(--border)}
svg .error{fill:var(--error)}
svg .warning{fill:var(--warning)}
svg .information{fill:var(--information)}
.figures{border-collapse:collapse;font-variant-numeric:tabular-nums}
.figures th{text-align:start;font-weight:400;color:var(--quiet)}
.figures tbody th{color:var(--text)}
.figures th,.figures td{padding:.15rem 1rem .15rem 0;border-bottom:1px solid var(--border);vertical-align:baseline}
.figures th[scope=row]{overflow-wrap:anywhere}
.figures .n{text-align:end}
.figures .n,.severity{white-space:nowrap}
h4 .severity{border:1px solid;border-radius:3px;padding:0 .4em;margin:0 .3em;font-size:.9em}
article{border:1px solid var(--border);border-inline-start:4px solid var(--border);border-radius:4px;padding:1rem;margin:1rem 0}
article.error{border-inline-start-color:var(--error)}
article.warning{border-inline-start-color:var(--warning)}
article.information{border-inline-start-color:var(--information)}
.apart{color:var(--quiet)}
details{margin:.75rem 0}
summary{cursor:pointer}
footer{margin-top:3rem;border-top:1px solid var(--border);padding-top:1rem;color:var(--quiet)}
@media (max-width:60rem){figure{grid-template-columns:minmax(0,1fr)}}
@media print{
@page{margin:14mm}
body{max-width:none;padding:0;font-size:9.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact;--code-size:7.5pt}
.skip{display:none}
a{color:inherit;text-decoration:none}
main a[href^=http]::after{content:" (" attr(href) ")";font-size:.85em}
main a.shown::after{content:none}
h2,h3,h4,figcaption,.strength,.renames caption{break-after:avoid}
figure,.facts,tr,.legend{break-inside:avoid}
article{border-width:0 0 0 3px;border-radius:0;padding:.25rem 0 .25rem .75rem}
.sides col.number{width:2.4rem}
details::details-content{content-visibility:visible;block-size:auto}
summary{display:none}
.renames.many{columns:14rem}
}
`;

/** Buttons as the editor's own. */
export const editorButtonStyle = `
.bar button,.levels button{font:inherit;padding:.25rem .7rem;border:1px solid var(--vscode-contrastBorder,var(--vscode-button-border,transparent));border-radius:2px;color:var(--vscode-button-secondaryForeground);background:var(--vscode-button-secondaryBackground);cursor:pointer}
.bar button:hover,.levels button:hover{background:var(--vscode-button-secondaryHoverBackground);outline:1px dashed var(--vscode-contrastActiveBorder,transparent)}
`;

export const evidenceStyle = `${editorButtonStyle}
body{padding:0 1rem 1rem;font-size:var(--vscode-font-size,13px)}
header{background:var(--back);border-bottom:1px solid var(--border);padding:.6rem 0}
@media (min-height:32rem) and (min-width:46rem){header{position:sticky;inset-block-start:0;z-index:2}}
h1{font-size:1.2em;font-weight:600;margin:0 0 .5rem;overflow-wrap:anywhere}
h2,summary{font-size:1.05em;font-weight:600;margin:1rem 0 .25rem}
summary{cursor:pointer}
.severity{border:1px solid;border-radius:3px;padding:0 .4em;margin-inline-end:.3em;font-size:.85em}
.severity.error{color:var(--error)}.severity.warning{color:var(--warning)}.severity.information{color:var(--information)}
.bar{display:flex;flex-wrap:wrap;gap:.4rem .5rem;align-items:center}
.bar .steps{display:flex;gap:.5rem;align-items:center;margin-inline-end:auto}
button.pair{font:inherit;min-width:2em;padding:0 .3rem;background:none;border:1px solid var(--border);border-radius:2px;cursor:pointer}
button.pair[aria-pressed=true]{background:var(--pair);color:var(--back)}
span.pair{cursor:pointer}
span.pair.lit{background:var(--pair);color:var(--back);outline:2px solid var(--pair)}
.sides td.current{border-inline-start-color:var(--vscode-focusBorder);border-inline-start-width:7px;padding-inline-start:calc(.5rem - 4px)}
span.current{outline:2px solid var(--vscode-focusBorder)}
.caveat{color:var(--quiet)}
.renames{font-size:.95em}
.renames.many{columns:14rem}
html{scroll-padding-block-start:9rem}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`;
