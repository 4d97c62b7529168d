import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../src/core/match/family-model.ts';
import type { Alphabet } from '../../../src/core/tokens/language.ts';
import type { TokenFile } from '../../../src/core/tokens/token-file.ts';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { packCase, type CasePart, type ReportedCase } from '../../../src/mutation/reported-case.ts';
import { loadKernel } from '../../../src/syntax/kernel.ts';
import { copyCases, variantText } from '../../integration/support/copies.ts';
import { samplesOf } from './support.ts';

// What is packed for an issue shall give away nothing that somebody wrote but the structure.

const facts = (language: string) => ({ expected: 'found' as const, note: '', language, versions: {}, settings: { expectedAtMost: 0.001, indexTokens: 1e6 } });

async function partsOf(family: string) {
  const host = grammarFiles();
  const alphabet = JSON.parse(new TextDecoder().decode(await host.grammar(`families/${family}.json`))) as Alphabet;
  return { kernel: loadKernel(), model: readModel(family, await host.grammar(`families/${family}.model`)), alphabet };
}

const whole = (tokens: TokenFile): CasePart => ({ tokens, units: tokens.units, start: 0, end: tokens.codes.length });
/** Words of the packed code, without what the format itself says. */
const wordsIn = ({ checked, original }: ReportedCase): string[] => [checked, original].flatMap(({ tokens, texts, units }) => [...tokens.split(' '), ...texts.split(' '), ...units.flat().map(String)]);

/** Functions in which every name, text and number is somebody's own. */
const TEMPLATES: Readonly<Record<string, (n: readonly string[]) => string>> = {
  javascript: (n) => `import { ${n[0]} } from '${n[1]}';\n/** ${n[2]} */\nexport function ${n[3]}(${n[4]}, ${n[5]}) {\n  // ${n[6]}\n  const ${n[7]} = ${n[4]}.${n[8]}(\`${n[9]} \${${n[5]}}\`, { ${n[10]}: '${n[11]}', ...${n[5]} });\n  for (const ${n[12]} of ${n[7]}) if (/${n[13]}/.test(${n[12]}.${n[14]})) throw new ${n[15]}(${n[0]}(${n[12]}));\n  return ${n[7]}['${n[16]}'] ?? ${n[5]};\n}\n`,
  python: (n) => `from ${n[0]} import ${n[1]}\n@${n[2]}(${n[3]}="${n[4]}")\ndef ${n[5]}(${n[6]}, ${n[7]}="${n[8]}"):\n    """${n[9]}"""\n    # ${n[10]}\n    ${n[11]} = {"${n[12]}": f"{${n[6]}} ${n[13]}", "${n[14]}": ${n[1]}.${n[15]}}\n    for ${n[16]} in ${n[6]}:\n        if ${n[16]} in ${n[11]}: raise ${n[2]}(${n[7]})\n    return ${n[11]}\n`,
  go: (n) => `package ${n[0]}\nimport ${n[1]} "${n[2]}"\n// ${n[3]}\nfunc (${n[4]} *${n[5]}) ${n[6]}(${n[7]} map[string]${n[8]}) error {\n\tfor ${n[9]}, ${n[10]} := range ${n[7]} {\n\t\tif ${n[10]}.${n[11]} == "${n[12]}" { return ${n[1]}.${n[13]}(\`${n[14]}\`, ${n[9]}) }\n\t\t${n[4]}.${n[15]} = append(${n[4]}.${n[15]}, ${n[8]}{${n[16]}: ${n[9]}})\n\t}\n\treturn nil\n}\n`,
  rust: (n) => `use ${n[0]}::${n[1]};\n/// ${n[2]}\n#[${n[3]}]\npub fn ${n[4]}<${n[5]}: ${n[6]}>(${n[7]}: &[${n[5]}]) -> Result<${n[1]}, ${n[8]}> {\n  // ${n[9]}\n  let mut ${n[10]} = ${n[1]}::${n[11]}("${n[12]}");\n  for ${n[13]} in ${n[7]}.iter() { if ${n[13]}.${n[14]}() > ${n[10]}.${n[15]} { ${n[16]}!("${n[2]}"); } }\n  Ok(${n[10]})\n}\n`,
};

describe('a packed case', () => {
  it.each(Object.entries(TEMPLATES))('holds no name, literal or comment of %s, whatever they are', async (language, template) => {
    const { tokensOf } = await samplesOf(language);
    const first = await tokensOf(template(Array.from({ length: 17 }, (_, i) => `zq${i}xz`)));
    const parts = await partsOf(first.family);
    const name = fc.stringMatching(/^zq[a-z0-9_]{1,12}$/);
    await fc.assert(fc.asyncProperty(fc.uniqueArray(name, { minLength: 34, maxLength: 34 }), async (names) => {
      const [a, b] = [await tokensOf(template(names.slice(0, 17))), await tokensOf(template(names.slice(17)))];
      expect(a.codes.length).toBeGreaterThan(24);
      const text = JSON.stringify(packCase(facts(language), whole(a), whole(b), parts));
      expect(names.filter((own) => text.includes(own))).toEqual([]);
      // Nor a hash of one: numbers only count.
      const hashes = [...a.textHashes, ...b.textHashes].map(String);
      expect(hashes.filter((hash) => new RegExp(`\\b${hash}\\b`).test(text))).toEqual([]);
    }), { numRuns: 25 });
  });

  it.each(copyCases.map(({ language }) => language))('of real code in %s has words of the alphabet, and numbers that count', async (language) => {
    const { tokensOf } = await samplesOf(language);
    const own = copyCases.find((one) => one.language === language)!;
    const [a, b] = [await tokensOf(variantText(own, 'renamed')), await tokensOf(variantText(own, 'original'))];
    const parts = await partsOf(a.family);
    const packed = packCase(facts(language), whole(a), whole(b), parts);
    const known = new Set([...parts.alphabet.tokens, 'function', 'class', 'toplevel']);
    const most = a.codes.length + b.codes.length;
    expect(wordsIn(packed).filter((word) => !known.has(word) && !(/^-?\d+$/.test(word) && Number(word) <= most))).toEqual([]);
    expect(Object.keys(packed.rarity).every((number) => Number(number) <= most)).toBe(true);
  });
});
