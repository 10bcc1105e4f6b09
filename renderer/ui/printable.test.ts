import { describe, expect, it } from 'vitest';
import { cpuTime } from '../../e2e/cpu-time.ts';
import { printable } from './printable.ts';

describe('printable', () => {
  it('leaves ordinary text of any script and emoji alone', () => {
    for (const text of ['nginx:1.27', 'Größe', 'שלום', '日本語', '👩‍👩‍👧', 'می‌خواهم'])
      expect(printable(text, 100)).toBe(text);
  });
  it('shows control characters by name', () => {
    expect(printable('a\u0000b\u001b[31mc\n\t\u007f\u0085', 100)).toBe('a⟨NUL⟩b⟨ESC⟩[31mc⟨LF⟩⟨TAB⟩⟨U+007F⟩⟨U+0085⟩');
  });
  it('disarms everything that reorders or hides text', () => {
    for (const code of [
      0x202a, 0x202e, 0x2066, 0x2069, 0x200e, 0x200f, 0x061c, 0x200b, 0x2028, 0xfeff, 0xe0041, 0x3164,
    ]) {
      const hex = code.toString(16).toUpperCase().padStart(4, '0');
      expect(printable(`x${String.fromCodePoint(code)}y`, 100)).toBe(`x⟨U+${hex}⟩y`);
    }
  });
  it('shows halves of characters', () => {
    expect(printable('a\ud83dz', 100)).toBe('a⟨U+D83D⟩z');
  });
  it('keeps lines and tabs where they are wanted, but not carriage returns', () => {
    expect(printable('a\n\tb\r\u202e', 100, { lines: true })).toBe('a\n\tb⟨CR⟩⟨U+202E⟩');
  });
  it('cuts long text without cutting a character in two', () => {
    expect(printable('abcdef', 3)).toBe('abc…');
    expect(printable('abc', 3)).toBe('abc');
    expect(printable('ab👍👍', 3)).toBe('ab…');
  });
  it('does no work beyond the cut', () => {
    const text = '\u202e'.repeat(20_000_000);
    expect(printable(text, 10)).toHaveLength('⟨U+202E⟩'.length * 10 + 1);
    expect(cpuTime(() => printable(text, 10))).toBeLessThan(100);
  });
});
