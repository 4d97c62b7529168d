import { sha256 } from '@noble/hashes/sha2.js';
import { html, Markup } from './markup.ts';

/** A style sheet of a page, with the source expression that lets a strict policy accept exactly it. */
export function hashedStyle(css: string): { readonly element: Markup; readonly source: string } {
  const bytes = sha256(new TextEncoder().encode(css));
  return { element: new Markup(`<style>${css}</style>`), source: `'sha256-${btoa(String.fromCharCode(...bytes))}'` };
}

/** A policy that forbids all but what it names: no request leaves the page. */
export function contentPolicy(allowed: Readonly<Record<string, string>>): Markup {
  const rules = Object.entries({ 'default-src': "'none'", ...allowed, 'base-uri': "'none'", 'form-action': "'none'" });
  return html`<meta http-equiv="Content-Security-Policy" content="${rules.map(([name, value]) => `${name} ${value}`).join('; ')}">`;
}
