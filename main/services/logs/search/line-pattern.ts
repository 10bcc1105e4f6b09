import { problem } from '../../../../app/rpc/problem.ts';

/**
 * Rewrites a JavaScript regular expression (`u` syntax) so that no part of it matches a line feed. Applied to many lines
 * at once (with `m`, so that `^` and `$` are the ends of a line), it then finds in each line exactly what it would find
 * in that line alone, at the speed of one pass.
 */
export function withinLines(source: string): string {
  let out = '';
  for (let at = 0; at < source.length; ) {
    const part = partAt(source, at);
    out += part.startsWith('[') ? classWithin(part) : part.startsWith('\\') ? escapeWithin(part) : plainWithin(part);
    at += part.length;
  }
  return out;
}

/** A class, an escape, the opening of a group with flags, or one character. */
function partAt(source: string, at: number): string {
  if (source[at] === '[') {
    return matchAt(/\[(?:\\[^]|[^\]\\])*\]?/y, source, at);
  }
  if (source[at] === '\\') {
    return matchAt(/\\(?:[pP]\{[^}]*\}|x[\da-fA-F]{2}|u\{[^}]*\}|u[\da-fA-F]{4}|c[a-zA-Z]|[^])?/y, source, at);
  }
  if (/^\(\?[a-z-]/.test(source.slice(at, at + 3))) {
    throw problem('invalid-input', 'pattern-flags', { field: 'text' });
  }
  return source[at] ?? '';
}

function matchAt(expression: RegExp, source: string, at: number): string {
  expression.lastIndex = at;
  return expression.exec(source)?.[0] ?? '';
}

function plainWithin(character: string): string {
  return character === '\n' ? unlessLineFeed('\\n') : character;
}

function escapeWithin(escape: string): string {
  switch (escape) {
    case '\\s':
      return '[^\\S\\n]';
    case '\\W':
      return '[^\\w\\n]';
    case '\\D':
      return '[^\\d\\n]';
  }
  const mayMatch = /^\\(?:[pP]\{|n$|\n$|x0a$|u000a$|u\{0*a\}$|cj$)/i.test(escape);
  return mayMatch ? unlessLineFeed(escape) : escape;
}

function classWithin(whole: string): string {
  // A hyphen that comes first would make a range with what is put before it.
  if (whole.startsWith('[^') && whole[2] !== '-') return `[^\\n${whole.slice(2)}`;
  const mayMatch = whole.startsWith('[^') || /\\[sWDpPnxuc0]|[\0-\x1f]|\\t-/.test(whole);
  return mayMatch ? unlessLineFeed(whole) : whole;
}

/** Right for whatever the atom is; slower than a class without a line feed. */
function unlessLineFeed(atom: string): string {
  return `(?:(?!\\n)${atom})`;
}
