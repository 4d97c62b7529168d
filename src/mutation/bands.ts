/** Sizes of units in tokens: from, and up to but not including. */
export const BANDS = [
  { name: '20-40', from: 0, to: 40 },
  { name: '40-80', from: 40, to: 80 },
  { name: '80-200', from: 80, to: 200 },
  { name: '200+', from: 200, to: Infinity },
] as const;

export type BandName = (typeof BANDS)[number]['name'];

export const bandOf = (tokens: number): BandName => BANDS.find(({ to }) => tokens < to)!.name;
