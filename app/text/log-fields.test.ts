import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FieldValue, fieldAt, parseFields, valueText } from './log-fields.ts';

const string = (text: string): FieldValue => ({ kind: 'string', text });

describe('the fields of a line', () => {
  test('of JSON keep their order, their doubles and their digits', () => {
    expect(parseFields('{"b":1,"a":"x","b":9007199254740993,"__proto__":null,"n":{"x":[1,true]}}')).toEqual([
      { key: 'b', value: { kind: 'number', text: '1' } },
      { key: 'a', value: string('x') },
      { key: 'b', value: { kind: 'number', text: '9007199254740993' } },
      { key: '__proto__', value: { kind: 'literal', text: 'null' } },
      {
        key: 'n',
        value: {
          kind: 'object',
          fields: [
            {
              key: 'x',
              value: {
                kind: 'array',
                items: [
                  { kind: 'number', text: '1' },
                  { kind: 'literal', text: 'true' },
                ],
              },
            },
          ],
        },
      },
    ]);
  });

  test('of any JSON object are what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1, maxKeys: 8 }), (object) => {
        const line = JSON.stringify(object);
        const fields = parseFields(line);
        fc.pre(!line.includes('\u001b') && !line.includes('\\u001b') && fields !== undefined);
        expect(JSON.parse(valueText({ kind: 'object', fields: fields ?? [] }))).toEqual(JSON.parse(line));
      }),
    );
  });

  test('stand behind a prefix or between colours, too', () => {
    expect(parseFields('app-1  | {"level":"info"}')).toEqual([{ key: 'level', value: string('info') }]);
    expect(parseFields('\u001b[32m{"level":"info"}\u001b[0m')).toEqual([{ key: 'level', value: string('info') }]);
  });

  test('of logfmt are read with quotes and escapes', () => {
    expect(parseFields('level=info msg="it \\"works\\"" n=12 empty=')).toEqual([
      { key: 'level', value: string('info') },
      { key: 'msg', value: string('it "works"') },
      { key: 'n', value: { kind: 'number', text: '12' } },
      { key: 'empty', value: string('') },
    ]);
  });

  test('of logfmt go on over flags and keys of any kind', () => {
    const keys = (line: string) => parseFields(line)?.map(({ key, value }) => `${key}→${valueText(value)}`);
    expect(keys('a=1 flag b=2 last')).toEqual(['a→1', 'flag→true', 'b→2', 'last→true']);
    expect(keys('a=1 a:b=2 a[0]=3 ƒ=4 a(b)=5 "x" c=6')).toEqual(['a→1', 'a:b→2', 'a[0]→3', 'ƒ→4', 'a(b)→5']);
    expect(keys('a:b=x ƒ=y')).toEqual(['a:b→x', 'ƒ→y']);
    expect(keys('ts=1 user.name="a b" x/y=z http.status_code=200 größe=7 %a=b k8s.io/x=y')).toEqual([
      'ts→1',
      'user.name→a b',
      'x/y→z',
      'http.status_code→200',
      'größe→7',
      '%a→b',
      'k8s.io/x→y',
    ]);
    expect(keys('token=YWJj== url=http://x/?a=b&c=d size=5"x end=1')).toEqual([
      'token→YWJj==',
      'url→http://x/?a=b&c=d',
      'size→5"x',
      'end→1',
    ]);
    expect(keys('a= b="" c=')).toEqual(['a→', 'b→', 'c→']);
    // A value that is not closed ends it.
    expect(keys('a=1 b=2 c="x y')).toEqual(['a→1', 'b→2']);
  });

  test.each([
    ['caf\\u00e9', 'café'],
    ['\\ud83d\\udc33', '🐳'],
    ['\\U0001f433', '🐳'],
    ['\\x41\\x7e', 'A~'],
    ['a\\nb\\tc\\rd\\\\e\\/f', 'a\nb\tc\rd\\e/f'],
    // What cannot be read stays as it is written.
    ['\\x1b[31m', '\\x1b[31m'],
    ['\\u001b\\u0000', '\\u001b\\u0000'],
    ['\\u0085\\x7f\\xff', '\\u0085\\x7f\\xff'],
    ['\\ud83d!', '\\ud83d!'],
    ['\\U00110000', '\\U00110000'],
    ['C:\\Windows\\u12', 'C:\\Windows\\u12'],
    ['\\a\\b\\q', '\\a\\b\\q'],
  ])('of logfmt: "%s" reads %j', (written, text) => {
    expect(parseFields(`a=1 b="${written}"`)?.[1]).toEqual({ key: 'b', value: string(text) });
  });

  test('are none where there are none', () => {
    const short = [
      '',
      '{',
      '{}',
      '[1]',
      '{"a":1',
      '{"a":1} and more',
      'GET /?a=1',
      'a = b',
      'x=1',
      'x=1 flag',
      'words',
    ];
    const lines = short.concat(
      '1.2.3.4 - - [25/Nov/2026:16:04:11 +0000] "GET /x?a=1 HTTP/1.1" 200 12 "http://h/?b=2" "curl"',
      'if (a==b) c=1',
    );
    expect(lines.filter((line) => parseFields(line) !== undefined)).toEqual([]);
    expect(parseFields(`${'{"a":'.repeat(30)}1${'}'.repeat(30)}`)).toBeUndefined();
    expect(parseFields(`{"a":[${'1,'.repeat(2000)}1]}`)).toBeUndefined();
  });

  test('hostile text never throws', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '"',
      '\\',
      ':',
      ',',
      '[',
      ']',
      'a=',
      '"b',
      '\u0000',
      '\ud800',
      '1e',
      ' ',
      '=',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => void parseFields(pieces.join(''))));
  });

  test('are found by a path', () => {
    const fields = parseFields('{"a.b":1,"http":{"status":200,"tags":["x","y"]},"n":{"m":{"k":"v"}}}') ?? [];
    expect(fieldAt(fields, 'a.b')).toBe('1');
    expect(fieldAt(fields, 'http.status')).toBe('200');
    expect(fieldAt(fields, 'http.tags.1')).toBe('y');
    expect(fieldAt(fields, 'n.m')).toBe('{"k":"v"}');
    expect(fieldAt(fields, 'n.x')).toBeUndefined();
    expect(fieldAt(fields, 'http')).toBe('{"status":200,"tags":["x","y"]}');
  });
});
