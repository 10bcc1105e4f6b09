import { describe, expect, test } from 'vitest';
import { cpuClock } from '../../../e2e/cpu-time.ts';
import { complete, diagnose, format, hover, mostText } from './dockerfile-service.ts';

const filled = (piece: string): string => piece.repeat(Math.floor((mostText - 100) / piece.length));
/** Each takes some tenths of a second on an idle machine. */
const patience = 30_000;

const shapes: Readonly<Record<string, string>> = {
  'an argument without end': `ARG ${filled('a')}!`,
  'variables in variables': `FROM ${filled('${a-')}`,
  'words that are no instructions': filled('x\n'),
  'a line that goes on': `RUN a \\\n${filled(' \\\n')}`,
  flags: `COPY ${filled('--from=a ')}`,
  'here-documents': filled('RUN <<a\n'),
  backslashes: `ENV a="${filled('\\')}`,
};

describe('a Dockerfile that is meant to stop the window', () => {
  test.each(Object.entries(shapes))(
    'by %s does not',
    async (_, text) => {
      const used = cpuClock();
      expect(diagnose(text).length).toBeLessThanOrEqual(500);
      await complete(text, text.length, true);
      await hover(text, 2);
      await format(text);
      expect(used()).toBeLessThan(patience);
    },
    180_000,
  );

  test('by its length is edited without help', async () => {
    const text = filled('x\n').repeat(10);
    expect(diagnose(text)).toEqual([]);
    expect(await format(text)).toBe(text);
    expect(await complete(text, text.length, true)).toBeUndefined();
    expect(await hover(text, 0)).toBeUndefined();
  });
});
