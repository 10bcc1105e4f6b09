import { describe, expect, it } from 'vitest';
import { isTyped, retyped } from './typing.ts';

const plain = { bracketedPaste: false, applicationCursor: false };
const full = { bracketedPaste: true, applicationCursor: true };

describe('what is typed', () => {
  it.each([
    'l',
    'ä',
    '\r',
    '\u0003',
    '\u001B',
    '\u001B[A',
    '\u001BOA',
    '\u001Bb',
    '\u001B[200~a\u001B[201~',
    '\u001B[3~',
  ])('is a key or a paste: %j', (text) => expect(isTyped(text)).toBe(true));

  it.each([
    '',
    '\u001B[I',
    '\u001B[O',
    '\u001B[<0;3;4M',
    '\u001B[<0;3;4m',
    '\u001B[M !!',
    '\u001B[12;40R',
    '\u001B[?1;2c',
  ])('is no report of the terminal: %j', (text) => expect(isTyped(text)).toBe(false));

  it.each(['\u001B]10;rgb:0/0/0\u0007', '\u001BP1$r0m\u001B\\', '\u001B[?2004;1$y', '\u001B[0n'])(
    'is no answer to a program: %j',
    (text) => expect(isTyped(text)).toBe(false),
  );
});

describe('what was typed into one terminal', () => {
  it('is a paste in another as that one marks it', () => {
    const paste = '\u001B[200~one\rtwo\u001B[201~';
    expect(retyped(paste, plain)).toBe('one\rtwo');
    expect(retyped(paste, full)).toBe(paste);
  });

  it('is an arrow in another as the program there wants it', () => {
    expect(retyped('\u001B[A', full)).toBe('\u001BOA');
    expect(retyped('\u001BOD', plain)).toBe('\u001B[D');
    expect(retyped('\u001B[A', plain)).toBe('\u001B[A');
  });

  it('is else the same', () => {
    for (const text of ['x', '\u001B[3~', '\u001B[1;5A', '\u001B[200~cut']) expect(retyped(text, full)).toBe(text);
  });
});
