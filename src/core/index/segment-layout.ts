/** The sections of a segment file (index/FORMAT.md, section 4). */
export const SEGMENT_SECTIONS = {
  summary: 1,
  firstUnits: 2,
  files: 3,
  units: 4,
  postings: 5,
  frequencies: 6,
  tokens: 7,
  text: 8,
  source: 9,
} as const;

export const FILE_RECORD_SIZE = 68;

export const FLAG_TEST = 1;
export const FLAG_GENERATED = 2;
export const FLAG_SOURCE = 4;
