const [tab, space, hash, zero, nine, slash] = [0x09, 0x20, 0x23, 0x30, 0x39, 0x2f];

const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const at = ascii('at ');
const file = ascii('File "');
const dots = ascii('... ');
const from = ascii('from ');
const heads = ['Caused by: ', 'Suppressed: ', 'stack backtrace:', 'goroutine '].map(ascii);
const created = ascii('created by ');

/**
 * Whether a line belongs to a stack trace that an earlier one begins, as Java, JavaScript, .NET, Python, Go, Ruby, Rust
 * and PHP print them. `goesOn`: the line before it does. The line with the exception itself does not.
 */
export function isTraceLine(bytes: Uint8Array, start: number, end: number, goesOn: boolean): boolean {
  // Go leaves a line free between goroutines.
  if (start >= end) return goesOn;
  const first = bytes[start];
  if (first === space || first === tab) return isIndented(bytes, start, end, goesOn);
  if (first === hash)
    return isNumber(bytes, start + 1) && (goesOn || bytes[start + 1] === zero) && bytes[start + 2] === space;
  if (heads.some((head) => startsWith(bytes, start, head))) return true;
  // `main.main()` above its place in Go; a message that ends so has no trace before it.
  return goesOn && (startsWith(bytes, start, created) || (bytes[end - 1] === 0x29 && !hasSpace(bytes, start, end)));
}

function isIndented(bytes: Uint8Array, start: number, end: number, goesOn: boolean): boolean {
  let word = start;
  while (word < end && (bytes[word] === space || bytes[word] === tab)) word += 1;
  const indent = word - start;
  const tabbed = bytes[start] === tab;
  if (startsWith(bytes, word, at) && (tabbed || indent >= 2)) return true;
  if (startsWith(bytes, word, file) || startsWith(bytes, word, dots)) return true;
  if (tabbed && (startsWith(bytes, word, from) || bytes[word] === slash)) return true;
  if (!goesOn) return false;
  // Source lines of Python, numbered frames of Rust, and whatever else is indented below a trace.
  return indent >= 2 || tabbed;
}

function isNumber(bytes: Uint8Array, place: number): boolean {
  const byte = bytes[place] ?? 0;
  return byte >= zero && byte <= nine;
}

function hasSpace(bytes: Uint8Array, start: number, end: number): boolean {
  for (let place = start; place < end; place += 1) if (bytes[place] === space) return true;
  return false;
}

function startsWith(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let n = 0; n < wanted.length; n += 1) if (bytes[start + n] !== wanted[n]) return false;
  return true;
}
