/** A table in Markdown: the first column to the left, the others, which are numbers, to the right. */
export const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string => [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
