/** What both halves of xterm have to be written to. */
interface Written {
  write(data: Uint8Array, done?: () => void): void;
}

/** Most bytes that are parsed between two looks at the time: whatever they ask for, it takes some tens of ms at most. */
const slice = 2 * 1024;

/** Has a terminal parse bytes without keeping everything else waiting. Resolves when they are part of its screen. */
export function writeInSlices(terminal: Written, data: Uint8Array): Promise<void> {
  const last = Math.max(0, Math.ceil(data.byteLength / slice) - 1) * slice;
  for (let from = 0; from < last; from += slice) terminal.write(data.subarray(from, from + slice));
  return new Promise((done) => terminal.write(data.subarray(last), done));
}
