/**
 * Names of files are bytes, and need not be UTF-8. As text each byte that is no part of a character is a lone surrogate,
 * U+DC80 to U+DCFF (as PEP 383 has it), so that any name crosses the wire and comes back as the same bytes.
 */
const escapes = /[\udc80-\udcff]/;

/** Bytes as text. */
export function textOfBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!text.includes('\ufffd')) return text;
  let made = '';
  for (let at = 0; at < bytes.length; ) {
    const length = characterAt(bytes, at);
    if (length === 0) made += String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
    else made += bytes.toString('utf8', at, at + length);
    at += length || 1;
  }
  return made;
}

/** Text as the bytes that it was read from. */
export function bytesOfText(text: string): Buffer {
  if (!escapes.test(text)) return Buffer.from(text);
  const parts = text.split(/((?<![\ud800-\udbff])[\udc80-\udcff])/);
  return Buffer.concat(
    parts.map((part, at) => (at % 2 === 1 ? Buffer.from([part.charCodeAt(0) - 0xdc00]) : Buffer.from(part))),
  );
}

/** How many bytes the character takes that begins here; 0 where none does. */
function characterAt(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length < 2) return length;
  const whole = bytes.subarray(at, at + length);
  // Too long a form, a surrogate or a cut character is read as something else.
  return Buffer.from(whole.toString('utf8')).equals(whole) ? length : 0;
}
