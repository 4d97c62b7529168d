// These two packages bring no types of their own.

declare module 'spdx-expression-parse' {
  export interface LicenseNode {
    license: string;
    plus?: true;
    exception?: string;
  }
  export interface ConjunctionNode {
    left: ExpressionNode;
    conjunction: 'and' | 'or';
    right: ExpressionNode;
  }
  export type ExpressionNode = LicenseNode | ConjunctionNode;
  export default function parse(expression: string): ExpressionNode;
}

declare module 'spdx-correct' {
  export default function correct(text: string, options?: { upgrade?: boolean }): string | null;
}
