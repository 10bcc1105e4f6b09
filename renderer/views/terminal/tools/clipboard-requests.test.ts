import { expect, it } from 'vitest';
import { textOf } from './clipboard-requests.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

it.each(['c', '', 'p', 'cs0'])('a program may ask for text on the clipboard %j', (which) => {
  expect(textOf(`${which};${base64('hello ü')}`)).toBe('hello ü');
});

it.each([
  ['a question what is on it', 'c;?'],
  ['nothing', 'c;'],
  ['no base64', 'c;???'],
  ['no text', `c;${Buffer.from([0xff, 0xfe]).toString('base64')}`],
  ['more than anybody copies', `c;${base64('x'.repeat(200_000))}`],
  ['no field', 'aGVsbG8='],
])('%s is no text', (_what, data) => {
  expect(textOf(data)).toBeUndefined();
});
