/** A place in a file as programs print it, and where in the text it stands. */
export interface FilePlace {
  /** `src/main.ts:12:3`. */
  readonly text: string;
  readonly from: number;
}

/** What is between words of output. Each word is looked at by itself, so the work is no more than the text is long. */
const word = /[^\s"'`()<>[\]{},;|=]+/g;
/** Characters of a path. */
const longest = 400;
const position = /:(\d{1,7})(?::(\d{1,5}))?(?=:|$)/;

/** Every place in a file of a text: `main.ts:12` or `main.ts:12:3`. */
export function filePlaces(text: string): FilePlace[] {
  return [...text.matchAll(word)].flatMap(({ 0: token, index }) => {
    if (token.length > longest || token.includes('://')) return [];
    const found = position.exec(token);
    const path = token.slice(0, found?.index ?? 0);
    return found && isPath(path) ? [{ text: path + found[0], from: index }] : [];
  });
}

/** Told from hosts with a port, times and plain words by a folder or the ending of a name. */
function isPath(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === '' || path.includes(':')) return false;
  return /[^.\d]/.test(name) && (path.includes('/') || /[^.]\.[A-Za-z]\w{0,9}$/.test(name));
}
