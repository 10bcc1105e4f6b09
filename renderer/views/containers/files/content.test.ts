import { expect, it } from 'vitest';
import { contentOf, hexLines } from './content.ts';

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part)))),
  );

it('UTF-8 is text, also where only the beginning of a character is there', () => {
  expect(contentOf(bytes('grün\n'), false)).toEqual({ kind: 'text', text: 'grün\n' });
  expect(contentOf(bytes('gr', [0xc3]), true)).toEqual({ kind: 'text', text: 'gr' });
  expect(contentOf(bytes('gr', [0xc3]), false)).toEqual({ kind: 'bytes' });
  expect(contentOf(bytes('a', [0], 'b'), false)).toEqual({ kind: 'bytes' });
});

it('a picture is told by its beginning, and only a whole one is drawn', () => {
  const png = bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 1, 2, 3]);
  expect(contentOf(png, false)).toMatchObject({
    kind: 'picture',
    source: expect.stringMatching(/^data:image\/png;base64,iVBOR/),
  });
  expect(contentOf(png, true)).toEqual({ kind: 'bytes' });
  expect(contentOf(bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), false)).toMatchObject({ kind: 'text' });
});

it('bytes are lines of sixteen', () => {
  expect(hexLines(bytes('0123456789abcdef', [0, 255]))).toBe(
    `00000000  ${[...'0123456789abcdef'].map((c) => c.charCodeAt(0).toString(16)).join(' ')}  0123456789abcdef\n` +
      `00000010  00 ff${' '.repeat(42)}  ..`,
  );
});
