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

  test('are none where there are none', () => {
    const lines = ['', '{', '{}', '[1]', '{"a":1', '{"a":1} and more', 'GET /?a=1', 'a = b', 'x=1'];
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
