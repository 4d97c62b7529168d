/**
 * How strong a match is, in plain words: 'very strong evidence: 143 bits; expected by chance 3e-31 times'. Every report uses this
 * sentence. `expectedByChance` is null where no index was asked (compare), and then the bits decide.
 */
export function explainEvidence(bits: number, expectedByChance: number | null): string {
  return `${evidenceStrength(bits, expectedByChance)} evidence: ${evidenceFigures(bits, expectedByChance)}`;
}

/** The second half of it: '143 bits; expected by chance 3e-31 times'. */
export function evidenceFigures(bits: number, expectedByChance: number | null): string {
  return expectedByChance === null ? plainBits(bits) : `${plainBits(bits)}; expected by chance ${plainCount(expectedByChance)}`;
}

export type EvidenceStrength = 'very strong' | 'strong' | 'fair' | 'weak';

export function evidenceStrength(bits: number, expectedByChance: number | null): EvidenceStrength {
  const step = steps.find((s) => (expectedByChance === null ? bits >= s.bits : expectedByChance <= s.expected));
  return step?.strength ?? 'weak';
}

/** Where one word ends and the next begins. These choose words only; what is reported is src/policy's affair. */
const steps: readonly { strength: EvidenceStrength; expected: number; bits: number }[] = [
  { strength: 'very strong', expected: 1e-6, bits: 100 },
  { strength: 'strong', expected: 1e-4, bits: 70 },
  { strength: 'fair', expected: 1e-2, bits: 45 },
];

function plainBits(bits: number): string {
  const rounded = Math.abs(bits) < 10 ? Math.round(bits * 10) / 10 : Math.round(bits);
  return rounded === 1 ? '1 bit' : `${rounded} bits`;
}

function plainCount(times: number): string {
  // Below the smallest double the engine can only say 0, which would read as a certainty that statistics never gives.
  if (times <= 0) return 'fewer than 1e-300 times';
  if (times < 0.01) return `${times.toExponential(0)} times`;
  if (times >= 1000) return 'more than 1,000 times';
  const rounded = Number(times.toPrecision(2));
  return rounded === 1 ? 'once' : `${rounded} times`;
}
