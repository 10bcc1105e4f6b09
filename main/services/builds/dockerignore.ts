import { posix } from 'node:path';
import { type ProblemError, problem } from '../../../app/problem.ts';
import { wildcard } from './wildcard.ts';

/** Which patterns matched a folder: what is inside of it starts from there. */
export type Matched = readonly boolean[];

interface Pattern {
  readonly text: string;
  /** Began with `!`: takes back what patterns before it leave out. */
  readonly exception: boolean;
  /** How many steps a character of a path may cost. */
  readonly cost: number;
  readonly matches: (path: string) => boolean;
}

/** Longer than a path of most systems may be: such a pattern matches nothing. */
const longestPattern = 4_096;
/** Each path is held against all of them; people write some dozen, tools some hundred. */
const mostPatterns = 10_000;
/** Steps that a character of a path may cost, in all patterns with wildcards: a path of 255 costs 0.1 s then. */
const mostSteps = 50_000;

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

  /** Throws `invalid-input` for a pattern that the CLI refuses, too, and for more than a person can mean. */
  constructor(patterns: readonly string[]) {
    if (patterns.length > mostPatterns) throw tooMuch(`${patterns.length} patterns`);
    this.#patterns = patterns.map(compile);
    const steps = this.#patterns.reduce((sum, { cost }) => sum + cost, 0);
    if (steps > mostSteps) throw tooMuch(`${steps} characters in patterns with wildcards`);
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
  if (text.length > longestPattern) throw tooMuch(`a pattern of ${text.length} characters`);
  return { text, exception, ...matcherOf(text) };
}

function tooMuch(detail: string): ProblemError {
  return problem('invalid-input', 'The .dockerignore has more patterns than can be followed.', { detail });
}

/** `**` at one end is compared as text, as the CLI does: `**foo` also matches `afoo`. */
function matcherOf(text: string): Pick<Pattern, 'cost' | 'matches'> {
  const inner = text.replace(/^\*\*/, '').replace(/\*\*$/, '');
  const plain = !/[*?[\]\\]/.test(inner);
  const both = text.length > 2 && text.startsWith('**') && text.endsWith('**');
  if (!plain || both) return wildcard(text);
  const cost = 0;
  if (text.startsWith('**')) {
    return { cost, matches: (path) => path.endsWith(inner) || (inner.startsWith('/') && path === inner.slice(1)) };
  }
  if (text.endsWith('**')) return { cost, matches: (path) => path.startsWith(inner) };
  return { cost, matches: (path) => path === text };
}
