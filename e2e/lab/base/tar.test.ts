import { expect, test } from 'vitest';
import { tar } from './tar.ts';

test('an archive holds folders, files and links in blocks of 512 bytes', () => {
  const archive = tar([
    { path: 'bin/', mode: 0o755 },
    { path: 'bin/tool', mode: 0o755, content: Buffer.from('hello') },
    { path: 'bin/alias', mode: 0o777, target: 'tool' },
  ]);
  expect(archive.length).toBe(512 * 6);
  const field = (block: number, from: number, to: number): string =>
    archive.toString('latin1', block * 512 + from, block * 512 + to).replaceAll('\0', '');
  expect([field(0, 0, 100), field(0, 156, 157)]).toEqual(['bin/', '5']);
  expect([field(1, 0, 100), field(1, 100, 108), field(1, 124, 136), field(1, 156, 157)]).toEqual([
    'bin/tool',
    '0000755',
    '00000000005',
    '0',
  ]);
  expect(field(2, 0, 512)).toBe('hello');
  expect([field(3, 0, 100), field(3, 156, 157), field(3, 157, 257)]).toEqual(['bin/alias', '2', 'tool']);
});

test('the checksum is the sum of the header with its own field as spaces', () => {
  const archive = tar([{ path: 'a', mode: 0o644, content: Buffer.from('x') }]);
  const header = Buffer.from(archive.subarray(0, 512));
  const stored = Number.parseInt(header.toString('latin1', 148, 154), 8);
  header.fill(0x20, 148, 156);
  expect(stored).toBe(header.reduce((sum, byte) => sum + byte, 0));
});

test('a path that ustar cannot hold is refused', () => {
  expect(() => tar([{ path: 'x'.repeat(101), mode: 0o644 }])).toThrow(RangeError);
});
