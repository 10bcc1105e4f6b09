import { expect, it } from 'vitest';
import { cpuClock } from '../../../../e2e/cpu-time.ts';
import { filePlaces } from './file-places.ts';

const textsIn = (text: string) => filePlaces(text).map(({ text }) => text);

it.each([
  ['src/main.ts:12:3 - error TS2322', ['src/main.ts:12:3']],
  ['main.c:7: warning', ['main.c:7']],
  ['  at run (/app/lib/x.js:10:5)', ['/app/lib/x.js:10:5']],
  ['"a/b.py":3 and ./c/Makefile:9,', ['./c/Makefile:9']],
  ['two: a/x.go:1 b/y.go:2:2', ['a/x.go:1', 'b/y.go:2:2']],
])('%j names places in files', (line, places) => {
  expect(textsIn(line)).toEqual(places);
});

it.each([
  '127.0.0.1:8080',
  '12:34:56',
  'localhost:80',
  'http://example.com/a.js:3',
  'word:12',
  'src/main.ts:',
  'a/b.ts:123456789',
  '::1',
])('%j names none', (text) => {
  expect(textsIn(text)).toEqual([]);
});

it('says where in the text each begins', () => {
  expect(filePlaces('see a.ts:1')).toEqual([{ text: 'a.ts:1', from: 4 }]);
});

it('takes no longer than a line is long', () => {
  const used = cpuClock();
  for (const text of ['a.'.repeat(500_000), ':1'.repeat(500_000), '/'.repeat(1_000_000), 'a.b:'.repeat(250_000)]) {
    expect(filePlaces(text)).toEqual([]);
  }
  // Some ms; what goes by the square of it takes minutes.
  expect(used()).toBeLessThan(5000);
});
