import { expect, test } from 'vitest';
import { readEnvFile } from './env-file.ts';

test('a file is read as the docker command reads it', () => {
  const text = '\uFEFF# comment\r\n\r\nA=1\n  B= two words \nC="quoted" # kept\nD==\nE=\nA=2\n';
  expect(readEnvFile(text)).toEqual({
    pairs: [
      { name: 'A', value: '2' },
      { name: 'B', value: ' two words ' },
      { name: 'C', value: '"quoted" # kept' },
      { name: 'D', value: '=' },
      { name: 'E', value: '' },
    ],
    odd: [],
  });
});

test('what is no variable is told by its name alone', () => {
  expect(readEnvFile('TOKEN\nexport A=secret\n=x\nB\0=1\n__proto__=1')).toEqual({
    pairs: [{ name: '__proto__', value: '1' }],
    odd: [
      { name: 'TOKEN', why: 'left-out' },
      { name: 'export A', why: 'value' },
      { name: '', why: 'value' },
      { name: 'B\0', why: 'value' },
    ],
  });
});
