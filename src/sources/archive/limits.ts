/** What an archive may unpack to. It may come from anybody, and a few kilobytes can hold terabytes. */
export interface UnpackLimits {
  readonly maxEntries: number;
  /** Bytes of one file; larger files are left out and reported. */
  readonly maxFileSize: number;
  readonly maxTotalSize: number;
  /** Bytes out for each byte in, looked at once more than `ratioFrom` bytes are out. */
  readonly maxRatio: number;
  readonly ratioFrom: number;
  /** Folders in each other. */
  readonly maxDepth: number;
}

const MiB = 1024 * 1024;

export const UNPACK_LIMITS: UnpackLimits = {
  maxEntries: 200_000,
  maxFileSize: 512 * MiB,
  maxTotalSize: 2048 * MiB,
  maxRatio: 200,
  ratioFrom: 64 * MiB,
  maxDepth: 100,
};
