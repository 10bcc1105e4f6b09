import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wildcard } from './wildcard.ts';

/** The same as an expression that tries one way after the other, which is right but may take for ever. */
function asExpression(pieces: readonly string[]): RegExp {
  const last = pieces.length - 1;
  const sources = pieces.map((piece, index) => {
    if (piece === '**' || piece === '**/') return index === last ? '.*' : '(.*/)?';
    if (piece === '*') return '[^/]*';
    if (piece === '?') return '[^/]';
    return piece === '.' ? '\\.' : piece;
  });
  return new RegExp(`^${sources.join('')}$`, 'u');
}

test('a pattern takes the paths that its expression takes', () => {
  const piece = fc.constantFrom('a', 'b', '.', '/', '*', '**', '**/', '?', '[ab]', '[^a]', '\\*', '[b-c]');
  // Where one of these meets a star or a slash, the text says something else than the pieces.
  const isPlain = (pieces: readonly string[]): boolean =>
    pieces.every((one, at) => !(one.startsWith('*') && /^[*/]/.test(pieces[at + 1] ?? '')) || one === '**/');
  const pattern = fc.array(piece, { minLength: 1, maxLength: 7 }).filter(isPlain);
  const path = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.', '/', '*'), maxLength: 9 });
  fc.assert(
    fc.property(pattern, path, (pieces, path) => {
      expect(wildcard(pieces.join('')).matches(path)).toBe(asExpression(pieces).test(path));
    }),
    { numRuns: 3000 },
  );
}, 30_000);
