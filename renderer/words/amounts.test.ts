import { describe, expect, it } from 'vitest';
import { shortId } from '../../app/text/short-id.ts';
import { formatBytes, formatPercent } from './amounts.ts';
import { formatNumber } from './language/figures.ts';

describe('what people read', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [1.5 * 1024 ** 2, '1.5 MiB'],
    [300 * 1024 ** 3, '300 GiB'],
    [2 ** 60, '1024 PiB'],
  ])('%d bytes: %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('percent, ids and numbers', () => {
    expect([formatPercent(0.26), formatPercent(12.4), formatPercent(215)]).toEqual(['0.3 %', '12 %', '215 %']);
    expect(shortId(`sha256:${'ab'.repeat(32)}`)).toBe('abababababab');
    expect(formatNumber(1234)).toBe('1,234');
  });
});
