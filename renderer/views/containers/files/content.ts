/** Bytes whose hex is shown. */
const mostHex = 4096;
/** UTF-16 units of a text that is shown: more is slow to lay out where it is one line. */
const mostText = 1024 * 1024;

/** What the bytes of a file are. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'picture'; readonly source: string }
  | { readonly kind: 'bytes' };

/** Pictures by how they begin, in hex. Drawings in XML are texts here: they may load things. */
const pictures: readonly (readonly [begin: RegExp, type: string])[] = [
  [/^89504e470d0a1a0a/, 'image/png'],
  [/^ffd8ff/, 'image/jpeg'],
  [/^47494638(37|39)61/, 'image/gif'],
  [/^52494646.{8}57454250/, 'image/webp'],
  [/^424d.{8}00000000/, 'image/bmp'],
  [/^00000100/, 'image/x-icon'],
];

/** Tells what a file's bytes are. @param isHead they are only its beginning, and may end within a character */
export function contentOf(data: Uint8Array, isHead: boolean): Content {
  const begin = hex(data.subarray(0, 16)).join('');
  const type = isHead ? undefined : pictures.find(([pattern]) => pattern.test(begin))?.[1];
  if (type !== undefined) return { kind: 'picture', source: `data:${type};base64,${base64(data)}` };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data, { stream: isHead });
    if (!text.includes('\0') && text.length <= mostText) return { kind: 'text', text };
  } catch {
    // Not UTF-8.
  }
  return { kind: 'bytes' };
}

/** The beginning of a file as lines of sixteen bytes: where they are, in hex, and what of them is ASCII. */
export function hexLines(data: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(data.byteLength, mostHex); at += 16) {
    const bytes = data.subarray(at, Math.min(at + 16, mostHex));
    const ascii = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${hex(bytes).join(' ').padEnd(47)}  ${ascii}`);
  }
  return lines.join('\n');
}

function hex(bytes: Uint8Array): string[] {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
}

function base64(data: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < data.byteLength; at += 0x8000) {
    binary += String.fromCharCode(...data.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
