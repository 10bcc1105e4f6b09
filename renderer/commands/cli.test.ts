import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containerOf, far, openWindow } from '../stores/testing.ts';
import { cliLines, cliWord, severalHosts } from './cli.ts';
import { stop } from './containers.ts';

describe('a word for the command line', () => {
  it('is left alone when it needs no quotes', () => {
    expect(cliWord('shop-web_1.2')).toBe('shop-web_1.2');
  });

  it('shows what would hide in it', () => {
    expect(cliWord('a\nrm -rf /')).toBe("$'a\\u000arm -rf /'");
    expect(cliWord('a\u202eb')).toBe("$'a\\u202eb'");
  });

  it('means exactly the text to a real shell, and never a second command', () => {
    const text = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 });
    const nasty = fc.string({ unit: fc.constantFrom("'", '"', '$', '`', '\\', ';', '\n', ' ', 'a', '\u0007', '(') });
    fc.assert(
      fc.property(fc.oneof(text, nasty), (word) => {
        const said = execFileSync('bash', ['--norc', '-c', `printf %s ${cliWord(word)}`], {
          encoding: 'utf8',
          env: { LANG: 'C.UTF-8' },
        });
        expect(said).toBe(word);
      }),
      { numRuns: 60 },
    );
  });
});

it('names the engine where the window looks at several', async () => {
  const { session } = await openWindow();
  const web = { engine: far, container: containerOf(1, 'web') };
  expect(cliLines(stop, [web], severalHosts(session))).toEqual(['docker stop web']);
  await session.look('all');
  expect(cliLines(stop, [web], severalHosts(session))).toEqual([`docker --host unix:///${far}.sock stop web`]);
});
