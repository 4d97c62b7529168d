/** Name and version of a work, for people. */
export const labelOf = ({ name, version }: { readonly name: string; readonly version: string | null }): string => [name, version].filter(Boolean).join(' ');
