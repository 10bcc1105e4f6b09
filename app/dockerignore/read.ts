/** A line of a .dockerignore that is a pattern. */
export interface IgnoreLine {
  /** From 1. */
  readonly line: number;
  /** Without `!`, as the CLI cleans it. */
  readonly pattern: string;
  /** Began with `!`: takes back what patterns before it leave out. */
  readonly exception: boolean;
}

/** The lines of a .dockerignore that are patterns. */
export function readIgnoreLines(text: string): IgnoreLine[] {
  const lines: IgnoreLine[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const trimmed = line.trim();
    if (line.startsWith('#') || trimmed === '') continue;
    const exception = trimmed.startsWith('!');
    const pattern = clean(exception ? trimmed.slice(1).trim() : trimmed);
    lines.push({ line: index + 1, pattern, exception });
  }
  return lines;
}

/** The patterns of a .dockerignore, as the CLI cleans them. */
export function readIgnoreFile(text: string): string[] {
  return readIgnoreLines(text).map(({ pattern, exception }) => (exception ? `!${pattern}` : pattern));
}

/** The shortest path of the same meaning (Go's `filepath.Clean`), from the context's top. */
function clean(pattern: string): string {
  if (pattern === '') return '';
  const rooted = pattern.startsWith('/');
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push(part);
  }
  return parts.length > 0 ? parts.join('/') : rooted ? '/' : '.';
}
