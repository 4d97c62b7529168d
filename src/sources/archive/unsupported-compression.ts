/** Compressed data that are whole, but ask for more than we can do. The message says what, as the end of "it ...". */
export class UnsupportedCompression extends Error {}
