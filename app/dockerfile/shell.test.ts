import { describe, expect, test } from 'vitest';
import { expand, unknownValue, type WordRules } from './shell.ts';

const values: Readonly<Record<string, string>> = {
  A: 'x',
  PATHS: '/usr/local/bin:/bin',
  E: '',
  V: 'v1.2.3-rc.1',
  N: 'ünï',
  U: unknownValue,
  STARS: 'a*b*c',
};
const variables = { get: (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined) };
const read = (text: string, rules: Partial<WordRules> = {}): string => {
  const found = expand(text, variables, { escape: '\\', ...rules }, { left: 10_000 });
  return 'fault' in found ? `! ${found.fault}` : found.text;
};

test.each([
  ['a b', 'a b'],
  ['$A', 'x'],
  ['${A}', 'x'],
  ['$Ab', ''],
  ['${A}b', 'xb'],
  ['$A.b', 'x.b'],
  ['$', '$'],
  ['a$ b', 'a$ b'],
  ['$NOT', ''],
  ['\\$A', '$A'],
  ["'$A'", '$A'],
  ['"$A"', 'x'],
  ['"\\$A"', '$A'],
  ['"a\\b"', 'a\\b'],
  ['a\\b', 'ab'],
  ['"a\\"b"', 'a"b'],
  ['"it\'s"', "it's"],
  ["'a\\'", 'a\\'],
  ['a\\', 'a'],
  ['$(A)', '$(A)'],
  ['$1x', 'x'],
  ['${A:-y}', 'x'],
  ['${E:-y}', 'y'],
  ['${E-y}', ''],
  ['${NOT-y}', 'y'],
  ['${NOT:-$A}', 'x'],
  ['${NOT:-"a b"}', 'a b'],
  ['${NOT:-${NEITHER:-z}}', 'z'],
  ['${A:+y}', 'y'],
  ['${E:+y}', ''],
  ['${E+y}', 'y'],
  ['${NOT+y}', ''],
  ['${A:?no}', 'x'],
  ['${E?no}', ''],
  ['${E:?no $A}', '! E: no x'],
  ['${NOT?}', '! NOT: is not set'],
  ['${V#v}', '1.2.3-rc.1'],
  ['${V#*.}', '2.3-rc.1'],
  ['${V##*.}', '1'],
  ['${V%.*}', 'v1.2.3-rc'],
  ['${V%%.*}', 'v1'],
  ['${V%-*}', 'v1.2.3'],
  ['${V#?}', '1.2.3-rc.1'],
  ['${V#z}', 'v1.2.3-rc.1'],
  ['${V#}', 'v1.2.3-rc.1'],
  ['${STARS#a\\*}', 'b*c'],
  ['${STARS%%\\**}', 'a'],
  ['${N#?}', 'nï'],
  ['${V/./-}', 'v1-2.3-rc.1'],
  ['${V//./-}', 'v1-2-3-rc-1'],
  ['${V//[.]/-}', 'v1.2.3-rc.1'],
  ['${V/.*/}', 'v1'],
  ['${PATHS//\\//_}', '_usr_local_bin:_bin'],
  ['${V/$E/^}', '^v1.2.3-rc.1'],
  ['${NOT/a/b}', ''],
  ['${E/*/b}', 'b'],
  ['${U}', unknownValue],
  ['${U:-y}', unknownValue],
  ['${U#y}', unknownValue],
  ['${V#$U}', unknownValue],
  ['${}', '! bad substitution'],
  ['${:x}', '! bad substitution'],
  ['${A', '! unsupported modifier () in substitution'],
  ['${A:-x', "! missing '}'"],
  ['${A^^}', '! unsupported modifier (^) in substitution'],
  ['${A=b}', '! unsupported modifier (=) in substitution'],
  ['${A/b}', "! missing '/' in ${}"],
  ['${V#\\x}', '! invalid pattern in substitution'],
  ["'a", '! missing closing single quote'],
  ['"a', '! missing closing double quote'],
])('%j is %j', (text, expected) => expect(read(text)).toBe(expected));

test('the escape may be another', () => {
  expect(read('`$A\\b', { escape: '`' })).toBe('$A\\b');
});

test('quotes, escapes and what is not set may stay', () => {
  expect(read('"a" \'$A\' $A $NOT ${NOT:-x y}', { keepsQuotes: true, keepsUnset: true })).toBe(
    '"a" \'$A\' x $NOT ${NOT:-x y}',
  );
  expect(read('a\\ b "\\$x"', { keepsQuotes: true, keepsEscapes: true })).toBe('a\\ b "\\$x"');
});

describe('words', () => {
  const words = (text: string) => {
    const found = expand(text, variables, { escape: '\\' }, { left: 10_000 });
    return 'fault' in found ? found : found.words;
  };
  test('are parted by spaces outside of quotes, also by those of a value', () => {
    expect(words(' a  "b c"\'d\' e\\ f ${NOT:-g h}')).toEqual([
      { text: 'a', at: 1 },
      { text: 'b cd', at: 4 },
      { text: 'e f', at: 13 },
      { text: 'g', at: 18 },
      { text: 'h', at: 20 },
    ]);
  });
});

describe('what would take forever or all memory', () => {
  test.each([
    ['variables in variables', '${NOT:-'.repeat(100_000), 'too deep'],
    ['a value again and again', '$PATHS'.repeat(100_000), 'too long'],
    ['a replacement of each character', `\${PATHS//?/${'y'.repeat(20_000)}}`, 'too long'],
  ])('%s is a fault', (_, text, fault) => expect(read(text)).toContain(fault));

  test('a pattern of stars on a long value takes its length', () => {
    const value = 'a'.repeat(200_000);
    const found = expand(
      `\${X##${'a*'.repeat(400)}b}\${X//${'*a?'.repeat(300)}b/}`,
      { get: () => value },
      { escape: '\\' },
      { left: 10_000_000 },
    );
    expect('text' in found && found.text.length).toBe(400_000);
  });
});
