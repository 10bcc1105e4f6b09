import { type ProblemError, problem } from '../rpc/problem.ts';
import { folderIgnore } from './names.ts';
import { loneException } from './syntax.ts';
import { wildcard } from './wildcard.ts';

/** Which patterns matched a folder: what is inside of it starts from there. */
export type Matched = readonly boolean[];

interface Pattern {
  readonly text: string;
  /** Began with `!`: takes back what patterns before it leave out. */
  readonly exception: boolean;
  /** How many steps a character of a path may cost. */
  readonly cost: number;
  /** No path can match it. */
  readonly hopeless: boolean;
  readonly matches: (path: string) => boolean;
}

/** Longer than a path of most systems may be: such a pattern matches nothing. */
const longestPattern = 4_096;
/** Each path is held against all of them; people write some dozen, tools some hundred. */
const mostPatterns = 10_000;
/** Steps that a character of a path may cost, in all patterns with wildcards: a path of 255 costs 0.1 s then. */
const mostSteps = 50_000;

/** Tells which paths of a context its patterns leave out, with the rules of the docker CLI (moby/patternmatcher). */
export class IgnoreMatcher {
  readonly #patterns: readonly Pattern[];
  readonly #exceptions: readonly Pattern[];
  readonly #anywhere: boolean;

  /** Throws `invalid-input` for a pattern that the CLI refuses, too, and for more than a person can mean. */
  constructor(patterns: readonly string[]) {
    this.#patterns = compilePatterns(patterns);
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

/** The patterns, ready to be matched. Throws as `IgnoreMatcher` does. */
export function compilePatterns(lines: readonly string[]): readonly Pattern[] {
  if (lines.length > mostPatterns) throw tooMuch(`${lines.length} patterns`);
  const patterns = lines.map(compile);
  const steps = patterns.reduce((sum, { cost }) => sum + cost, 0);
  if (steps > mostSteps) throw tooMuch(`${steps} characters in patterns with wildcards`);
  return patterns;
}

function compile(line: string): Pattern {
  const exception = line.startsWith('!');
  const text = exception ? line.slice(1) : line;
  return { text, exception, ...matcherOf(text) };
}

/** Whether no path of a context can match a pattern, without its `!`. Throws as `IgnoreMatcher` does. */
export function isHopeless(text: string): boolean {
  // A context holds neither itself nor what is around it.
  return matcherOf(text).hopeless || /^(?:\.|\/|\.\.(?:\/.*)?)$/s.test(text);
}

function tooMuch(detail: string): ProblemError {
  return problem('invalid-input', 'ignore-too-many', { params: { file: folderIgnore }, detail });
}

/** `**` at one end is compared as text, as the CLI does: `**foo` also matches `afoo`. */
function matcherOf(text: string): Pick<Pattern, 'cost' | 'matches' | 'hopeless'> {
  if (text === '') {
    throw problem('invalid-input', 'ignore-lone-exception', {
      params: { file: folderIgnore },
      detail: loneException,
    });
  }
  if (text.length > longestPattern) throw tooMuch(`a pattern of ${text.length} characters`);
  const inner = text.replace(/^\*\*/, '').replace(/\*\*$/, '');
  const plain = !/[*?[\]\\]/.test(inner);
  const both = text.length > 2 && text.startsWith('**') && text.endsWith('**');
  if (!plain || both) return wildcard(text);
  const simple = { cost: 0, hopeless: false };
  if (text.startsWith('**')) {
    return { ...simple, matches: (path) => path.endsWith(inner) || (inner.startsWith('/') && path === inner.slice(1)) };
  }
  if (text.endsWith('**')) return { ...simple, matches: (path) => path.startsWith(inner) };
  return { ...simple, matches: (path) => path === text };
}
