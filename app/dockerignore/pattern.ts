/**
 * The pattern of an ignore file that matches one path of a context and what is below it. Blanks at its ends and line ends, which no
 * pattern can name, are any one character.
 * @param path with slashes, inside of the context
 */
export function patternFor(path: string): string {
  const plain = path.replace(/[*?[\]\\]/g, String.raw`\$&`).replace(/^[#!]/, String.raw`\$&`);
  return plain.replace(/[\r\n]|^\s+|\s+$/g, (blanks) => '?'.repeat([...blanks].length));
}

/** An ignore file with one more path that it leaves out, on a line of its own at its end. */
export function leavingOut(text: string, path: string): string {
  const begun = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${begun}${patternFor(path)}\n`;
}
