import { contentPolicy, hashedStyle } from './content-policy.ts';
import { html, type Markup } from './markup.ts';
import { reportPalette, reportStyle, sharedStyle } from './styles.ts';

/** The beginning of a report's page, up to the end of its head. No script, and no style but its own: `extraStyle` is CSS that only this page needs. */
export function pageHead(title: string, toolVersion: string, extraStyle = ''): Markup {
  const style = hashedStyle(reportPalette + sharedStyle + reportStyle + extraStyle);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${contentPolicy({ 'style-src': style.source })}
<meta name="generator" content="Nearcopy ${toolVersion}">
<title>${title}</title>
${style.element}
</head>`;
}
