import { expect, test } from 'vitest';
import { namingAt } from './naming.ts';

/** At the `|` of a text. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const found = namingAt(marked.replace('|', ''), offset);
  return found && `${found.kind} ${found.from} ${found.typed}`;
}

test.each([
  ['FROM |', 'image 5 '],
  ['FROM bus|ybox', 'image 5 bus'],
  ['# x\nfrom --platform=linux/arm64 localhost:5000/a|', 'image 32 localhost:5000/a'],
  ['FROM a\nCOPY |', 'path 12 '],
  ['FROM a\nCOPY --chown=a src/ma|', 'path 22 src/ma'],
  ['FROM a\nADD a b/|', 'path 13 b/'],
  ['FROM a\nCOPY a \\\n  b|', 'path 18 b'],
])('%j names %s', (text, found) => expect(at(text)).toBe(found));

test.each([
  '|FROM a',
  'FR|OM a',
  'FROM a A|S b',
  'FROM $B|',
  'FROM --plat|',
  'FROM a\nRUN l|s',
  'FROM a\nCOPY --from=b /x|',
  'FROM a\nCOPY --ch|',
  'FROM a\nCOPY ["a|"]',
  'FROM a\nCOPY <<EOF /a|\nEOF',
  'FROM a\nADD https://x|',
  '|',
])('%j names nothing', (text) => expect(at(text)).toBeUndefined());
