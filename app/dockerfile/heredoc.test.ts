import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heredocSigns } from './heredoc.ts';

test('a line without other quotes has the here-documents that a shell finds in it', () => {
  const piece = fc.constantFrom(
    '<<',
    '<',
    '<<A',
    '<<"B"',
    "<<'c.d'",
    '<<-E',
    '<<-',
    '<<--F',
    '<<"',
    '<<""',
    '3<<G',
    '12',
    'x',
    ' ',
    '\t',
    '-',
    '"',
    '$',
    '\\',
    'é',
    ' <<H ',
    ' <<-"I" ',
  );
  const line = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  // Quotes before it make the whole line one that is read as a shell reads it.
  const asShell = (text: string) => heredocSigns(`"x" ${text}`).map((sign) => ({ ...sign, at: sign.at - 4 }));
  fc.assert(
    fc.property(line, (text) => {
      expect(heredocSigns(text)).toEqual(asShell(text));
    }),
    { numRuns: 20_000 },
  );
});
