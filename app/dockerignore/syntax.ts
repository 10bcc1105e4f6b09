import { type ProblemError, problem } from '../rpc/problem.ts';
import { folderIgnore } from './names.ts';

/** What the CLI says of a pattern that it refuses. */
const refusal = 'syntax error in pattern';

/** What the CLI says of a `!` alone. */
export const loneException = 'illegal exclusion pattern: "!"';

/** A pattern that the CLI refuses, too. */
export function malformed(pattern: string): ProblemError {
  return problem('invalid-input', 'ignore-malformed', {
    params: { file: folderIgnore },
    detail: `${refusal}: ${pattern}`,
  });
}

/**
 * Whether a pattern passes the check that the CLI makes before it uses one (Go's `filepath.Match`): classes are closed
 * and not empty, ranges have two ends, and something follows each `\`.
 */
export function isWellFormed(pattern: string): boolean {
  const chars = [...pattern];
  for (let at = 0; at < chars.length; at += 1) {
    if (chars[at] === '\\') {
      at += 1;
      if (at >= chars.length) return false;
    } else if (chars[at] === '[') {
      const end = endOfClass(chars, at + 1);
      if (end === undefined) return false;
      at = end;
    }
  }
  return true;
}

/** Where the `]` of a class stands, from behind its `[` on. */
function endOfClass(chars: readonly string[], from: number): number | undefined {
  let at = chars[from] === '^' ? from + 1 : from;
  for (let ranges = 0; chars[at] !== ']' || ranges === 0; ranges += 1) {
    const low = behindCharacter(chars, at);
    if (low === undefined) return undefined;
    const high = chars[low] === '-' ? behindCharacter(chars, low + 1) : low;
    if (high === undefined) return undefined;
    at = high;
  }
  return at;
}

/** Behind one end of a range; a class goes on after it in any case. */
function behindCharacter(chars: readonly string[], at: number): number | undefined {
  const character = chars[at];
  if (character === undefined || character === '-' || character === ']') return undefined;
  const end = character === '\\' ? at + 2 : at + 1;
  return end < chars.length ? end : undefined;
}
