import type { Evaluation } from '../evaluation.ts';
import { evaluationBody, type EvaluationFacts } from './evaluation-body.ts';
import { evaluationChartStyle } from './evaluation-chart.ts';
import { evaluationStrings } from './evaluation-strings.ts';
import { html } from './markup.ts';
import { pageHead } from './page-head.ts';

export interface EvaluationPageOptions extends EvaluationFacts {
  readonly toolVersion: string;
}

/** An evaluation as one page that needs nothing else. */
export function evaluationPage(evaluation: Evaluation, options: EvaluationPageOptions): string {
  return html`${pageHead(`${evaluationStrings.title}: ${options.evaluated.join(', ')}`, options.toolVersion, evaluationChartStyle)}
<body>
${evaluationBody(evaluation, options, evaluationStrings)}
<footer><p>Made by Nearcopy ${options.toolVersion}.</p></footer>
</body>
</html>
`.text;
}
