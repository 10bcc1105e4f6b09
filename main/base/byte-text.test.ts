import { expect, it } from 'vitest';
import { bytesOfText, textOfBytes } from './byte-text.ts';

it.each([
  ['plain', Buffer.from('a b/ü/😀'), 'a b/ü/😀'],
  ['a lone byte', Buffer.from([0x61, 0xff, 0x62]), 'a\udcffb'],
  ['a cut character', Buffer.from([0xe2, 0x82]), '\udce2\udc82'],
  ['a surrogate', Buffer.from([0xed, 0xa0, 0x80]), '\udced\udca0\udc80'],
  ['too long a form', Buffer.from([0xc0, 0xaf]), '\udcc0\udcaf'],
  ['the replacement character itself', Buffer.from('\ufffd\u00e4'), '\ufffdä'],
  ['one after a character of four bytes', Buffer.concat([Buffer.from('😀'), Buffer.from([0x80])]), '😀\udc80'],
])('%s goes there and back', (_, bytes, text) => {
  expect(textOfBytes(bytes)).toBe(text);
  expect(bytesOfText(text)).toEqual(bytes);
});

it('any bytes go there and back', () => {
  for (let round = 0; round < 2000; round += 1) {
    const bytes = Buffer.from(
      Array.from({ length: 12 }, (_, at) => (round * 7919 + at * at * 104_729 + (round >> at)) % 256),
    );
    expect(bytesOfText(textOfBytes(bytes))).toEqual(bytes);
  }
});
