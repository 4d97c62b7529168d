import { placedInOriginal } from '../../core/match/evidence-detail.ts';
import type { Finding, Report } from '../../core/report.ts';
import type { TokenFile } from '../../core/tokens/token-file.ts';
import { htmlReport, type HtmlReportOptions } from '../../report/html/html-report.ts';
import { createAnalyser, isRefusal, type Analyser } from '../../syntax/analyser.ts';
import { grammarFiles, grammarFolder } from './grammar-files.ts';
import { findOriginal } from './originals.ts';

export interface ReportPageOptions extends HtmlReportOptions {
  /** The text of a checked file; null where it isn't to be had. */
  readonly textOf: (file: string) => string | null;
  /** Folders that originals may lie in, for indexes without sources. */
  readonly sources: readonly string[];
  readonly grammars?: string;
}

/** The HTML report, with the originals beside the copies as far as the index keeps them or they lie in a folder. */
export async function reportPage(report: Report, { textOf, sources, grammars = grammarFolder(), ...options }: ReportPageOptions): Promise<string> {
  const texts = new Map<string, string>();
  for (const file of new Set(report.findings.map((finding) => finding.file))) {
    const text = textOf(file);
    if (text !== null) texts.set(file, text);
  }
  const analyser = await createAnalyser(grammarFiles(grammars));
  try {
    const originals = new Originals(sources, analyser);
    const findings: Finding[] = [];
    for (const finding of report.findings) findings.push(await originals.placed(finding));
    return htmlReport({ report: { ...report, findings }, texts, originals: originals.texts }, options);
  } finally {
    analyser.dispose();
  }
}

/** The originals of a report, each found and parsed once. */
class Originals {
  readonly texts = new Map<string, string>();
  readonly #tokens = new Map<string, TokenFile | null>();

  constructor(
    private readonly sources: readonly string[],
    private readonly analyser: Analyser,
  ) {}

  /** The finding with its evidence placed in the original's text, where that is at hand. */
  async placed(finding: Finding): Promise<Finding> {
    const { detail, match } = finding;
    if (!this.#tokens.has(match.content)) this.#tokens.set(match.content, await this.#read(finding));
    const tokens = this.#tokens.get(match.content);
    return tokens && detail ? { ...finding, detail: placedInOriginal(detail, tokens) } : finding;
  }

  async #read({ detail, match }: Finding): Promise<TokenFile | null> {
    const text = detail?.source ?? (await findOriginal(this.sources, match))?.text;
    if (text === undefined) return null;
    this.texts.set(match.content, text);
    const tokens = await this.analyser.analyse(text, this.analyser.languages.ofPath(match.path));
    return isRefusal(tokens) ? null : tokens;
  }
}
