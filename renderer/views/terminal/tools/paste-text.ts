/** C0 and C1 but tab and line ends: among them what begins the sequence that ends a bracketed paste. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Text as it may be pasted: nobody types control characters by pasting, and with them it could pass for typed. */
export function cleanPaste(text: string): string {
  return text.replace(controls, '');
}

/** Lines that a shell would run at once: an end of line after the last one begins none. */
export function countLines(text: string): number {
  const ends = text.match(/\r\n?|\n/g)?.length ?? 0;
  return ends + (/[\r\n]$/.test(text) ? 0 : 1);
}

/** The first `most` lines, each with its number: as a question shows them. The work is bounded, however long the text. */
export function firstLines(text: string, most: number): string[] {
  // Each is cut where it is shown, far before this.
  const head = text.slice(0, most * 500).replace(/\r?\n$|\r$/, '');
  return head.split(/\r\n?|\n/, most).map((line, at) => `${at + 1}  ${line}`);
}
