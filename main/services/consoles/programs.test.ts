import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isConsoleLine } from '../../../app/consoles.ts';
import { parseCommandLine } from '../../../app/text/command-line.ts';
import { consoleWords, foundConsole } from './programs.ts';

describe('the line of a terminal program', () => {
  it('gets a command as the words that it has, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (command) => {
        expect(consoleWords("'/opt/my term' -e {command} --hold", command)).toEqual([
          '/opt/my term',
          '-e',
          ...command,
          '--hold',
        ]);
      }),
    );
  });

  it('gets it as one line that a shell reads back as these words', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (command) => {
        const [program, option, line = '', ...others] = consoleWords('term -e {line}', command);
        expect([program, option, others]).toEqual(['term', '-e', []]);
        expect(parseCommandLine(line)).toEqual({ words: command });
      }),
    );
  });

  it.each(['', 'xterm', 'xterm -e', '{command}', 'xterm -e "{command}', "xterm -e 'a {command}'"])(
    'has to be a program with a place for the command: %o',
    (line) => expect(isConsoleLine(line)).toBe(false),
  );

  it.each(['xterm -e {command}', 'x {line}', "x --run='{line}' -w"])('may be %o', (line) =>
    expect(isConsoleLine(line)).toBe(true),
  );
});

describe('without one', () => {
  it('the first that is found is taken, by the platform', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gantry-test-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const env = { PATH: folder };
    expect(await foundConsole(env, 'linux')).toBeUndefined();
    for (const name of ['xterm', 'konsole', 'osascript']) {
      await writeFile(join(folder, name), '');
      await chmod(join(folder, name), 0o755);
    }
    expect(await foundConsole(env, 'linux')).toEqual(['konsole', '-e', '{command}']);
    expect((await foundConsole(env, 'darwin'))?.at(-1)).toBe('{line}');
  });
});
