/** What JSON can carry; a value that it cannot is an object with a `$`. */
export type Encoded = null | boolean | number | string | readonly Encoded[] | { readonly [key: string]: Encoded };

/**
 * A cloned value as JSON. Of what a structured clone may hold it carries what Gantry sends: JSON, `undefined` and bytes.
 * Anything else throws.
 */
export function encode(value: unknown): Encoded {
  if (value === undefined) return { $: 'undefined' };
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item) => encode(item));
  if (value instanceof Uint8Array) return { $: 'bytes', base64: toBase64(value) };
  const kind = Object.prototype.toString.call(value);
  if (kind !== '[object Object]') throw new TypeError(`the double does not carry ${kind}`);
  const entries = Object.entries(value as object).map(([key, item]) => [key, encode(item)] as const);
  const encoded = Object.fromEntries(entries);
  return '$' in encoded ? { $: 'object', of: encoded } : encoded;
}

export function decode(value: Encoded): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => decode(item));
  const parts = value as { readonly [key: string]: Encoded };
  switch (parts['$']) {
    case 'undefined':
      return undefined;
    case 'bytes':
      return Uint8Array.from(atob(parts['base64'] as string), (char) => char.charCodeAt(0));
    case 'object':
      return decodeEntries(parts['of'] as typeof parts);
    default:
      return decodeEntries(parts);
  }
}

export function decodeEntries(parts: { readonly [key: string]: Encoded }): object {
  return Object.fromEntries(Object.entries(parts).map(([key, item]) => [key, decode(item)]));
}

/** In pieces, because a call takes only so many arguments. */
export function toBase64(bytes: Uint8Array): string {
  const pieces = Array.from({ length: Math.ceil(bytes.length / 0x8000) }, (_, index) => {
    return String.fromCharCode(...bytes.subarray(index * 0x8000, (index + 1) * 0x8000));
  });
  return btoa(pieces.join(''));
}
