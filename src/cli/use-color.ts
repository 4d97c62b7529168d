/** Whether to colour what goes to a stream: not into pipes, and as NO_COLOR and FORCE_COLOR say. */
export function useColor(stream: NodeJS.WriteStream, option: boolean | undefined): boolean {
  if (option === false || process.env['NO_COLOR']) return false;
  if (process.env['FORCE_COLOR']) return process.env['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && process.env['TERM'] !== 'dumb';
}
