import { posix } from 'node:path';
import { problem } from '../../../app/problem.ts';

/** Which patterns matched a folder: what is inside of it starts from there. */
export type Matched = readonly boolean[];

interface Pattern {
  readonly text: string;
  /** Began with `!`: takes back what patterns before it leave out. */
  readonly exception: boolean;
  readonly matches: (path: string) => boolean;
}

/** The lines of a .dockerignore that are patterns, as the CLI cleans them. */
export function readIgnoreFile(text: string): string[] {
  const patterns: string[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    if (line.startsWith('#')) continue;
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const exception = trimmed.startsWith('!');
    const pattern = clean(exception ? trimmed.slice(1).trim() : trimmed);
    patterns.push(exception ? `!${pattern}` : pattern);
  }
  return patterns;
}

function clean(pattern: string): string {
  if (pattern === '') return '';
  const normal = posix.normalize(pattern);
  const path = normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
  return path.length > 1 && path.startsWith('/') ? path.slice(1) : path;
}

/** Tells which paths of a context its patterns leave out, with the rules of the docker CLI (moby/patternmatcher). */
export class IgnoreMatcher {
  readonly #patterns: readonly Pattern[];
  readonly #exceptions: readonly Pattern[];
  readonly #anywhere: boolean;

  /** Throws `invalid-input` for a pattern that the CLI refuses, too. */
  constructor(patterns: readonly string[]) {
    this.#patterns = patterns.map(compile);
    this.#exceptions = this.#patterns.filter(({ exception }) => exception);
    this.#anywhere = this.#exceptions.some(({ text }) => /[*?[\\]/.test(text.replace(/\/\*\*?$/, '')));
  }

  /** A path with slashes, relative to the context, and what matched the folder that it is in. */
  test(path: string, parent: Matched = []): { readonly ignored: boolean; readonly matched: Matched } {
    let ignored = false;
    const matched = this.#patterns.map((pattern, index) => {
      // Only a pattern that could change the outcome is tried; what matched a folder matches all inside.
      const hit = parent[index] === true || (pattern.exception === ignored && pattern.matches(path));
      if (hit) ignored = !pattern.exception;
      return hit;
    });
    return { ignored, matched };
  }

  /** The same for a path whose folders were not asked about. */
  ignores(path: string): boolean {
    const parts = path.split('/');
    let matched: Matched = [];
    let ignored = false;
    for (let depth = 1; depth <= parts.length; depth += 1) {
      ({ ignored, matched } = this.test(parts.slice(0, depth).join('/'), matched));
    }
    return ignored;
  }

  /** Whether something inside of an ignored folder may still be wanted. */
  mayHoldExceptions(folder: string): boolean {
    if (this.#anywhere) return this.#exceptions.length > 0;
    return this.#exceptions.some(({ text }) => `${text.replace(/\/\*\*?$/, '')}/`.startsWith(`${folder}/`));
  }
}

function compile(line: string): Pattern {
  const exception = line.startsWith('!');
  const text = exception ? line.slice(1) : line;
  if (text === '') throw problem('invalid-input', 'The .dockerignore has a line with nothing but “!”.');
  return { text, exception, matches: matcherOf(text) };
}

/** `**` at one end is compared as text, as the CLI does: `**foo` also matches `afoo`. */
function matcherOf(text: string): (path: string) => boolean {
  const inner = text.replace(/^\*\*/, '').replace(/\*\*$/, '');
  const plain = !/[*?[\]\\]/.test(inner);
  if (!plain) return byExpression(text);
  if (text.startsWith('**')) {
    if (text.length > 2 && text.endsWith('**')) return byExpression(text);
    return (path) => path.endsWith(inner) || (inner.startsWith('/') && path === inner.slice(1));
  }
  if (text.endsWith('**')) return (path) => path.startsWith(inner);
  return (path) => path === text;
}

function byExpression(text: string): (path: string) => boolean {
  const source = expressionOf(text);
  try {
    const expression = new RegExp(source, 'u');
    return (path) => expression.test(path);
  } catch {
    throw problem('invalid-input', 'A pattern in .dockerignore is malformed.', { detail: text });
  }
}

function expressionOf(text: string): string {
  let source = '^';
  const chars = [...text];
  let inClass = false;
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at] ?? '';
    if (char === '*' && !inClass) {
      if (chars[at + 1] !== '*') {
        source += '[^/]*';
        continue;
      }
      at += chars[at + 2] === '/' ? 2 : 1;
      source += at >= chars.length - 1 ? '.*' : '(.*/)?';
    } else if (char === '?' && !inClass) source += '[^/]';
    else if (char === '\\') {
      at += 1;
      source += literal(chars[at] ?? '\\');
    } else if (char === '[' || char === ']') {
      inClass = char === '[' || (inClass && char !== ']');
      source += char;
    } else source += inClass ? char : literal(char);
  }
  return `${source}$`;
}

function literal(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}
