import { describe, expect, it } from 'vitest';
import { growth } from '../../../../e2e/cpu-time.ts';
import { WholeSequences } from './whole-sequences.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array) => new TextDecoder().decode(data);

/** What comes out of each of these, in order. */
function cut(...chunks: (string | Uint8Array)[]): string[] {
  const whole = new WholeSequences();
  return chunks.map((chunk) => text(whole.push(typeof chunk === 'string' ? bytes(chunk) : chunk)));
}

/** Sequences that a terminal takes as one. */
const sequences = [
  '\x1b[31;1m',
  '\x1b[?2004h',
  '\x1b]0;a title\x07',
  '\x1b]8;;https://example.com\x1b\\',
  '\x1bPq#0;2;0;0;0~-\x1b\\',
  '\x1b_payload\x1b\\',
  '\x1b(0',
  '\x1b7',
  '\u009b31m',
  '\u009d2;title\u009c',
  'é',
  '漢',
  '👍',
];

describe('an output that comes in pieces', () => {
  for (const sequence of sequences) {
    it(`is never cut within ${JSON.stringify(sequence)}`, () => {
      const data = bytes(`before${sequence}`);
      for (let at = 7; at < data.length; at += 1) {
        const whole = new WholeSequences();
        const first = text(whole.push(data.subarray(0, at)));
        // A string may be complete before its terminator is.
        expect(['before', `before${sequence.slice(0, -2)}`]).toContain(first);
        const after = bytes('after');
        const rest = text(whole.push(Buffer.concat([data.subarray(at), after])));
        expect(first + rest).toBe(`before${sequence}after`);
      }
    });
  }

  it('passes on what is complete at once', () => {
    expect(cut('one', ' \x1b[1mtwo', '\x1b[0m')).toEqual(['one', ' \x1b[1mtwo', '\x1b[0m']);
  });

  it('waits for no more than can come of what is no UTF-8', () => {
    expect(new WholeSequences().push(Uint8Array.of(0x61, 0xff))).toHaveLength(2);
    expect(new WholeSequences().push(Uint8Array.of(0x61, 0x80))).toHaveLength(2);
    expect(new WholeSequences().push(Uint8Array.of(0x80, 0x80, 0x80, 0x80))).toHaveLength(4);
    expect(new WholeSequences().push(Uint8Array.of(0x61, 0xe6, 0x00))).toHaveLength(3);
    expect(new WholeSequences().push(Uint8Array.of(0x61, 0xf0, 0x9f))).toHaveLength(1);
  });

  it('leaves out a sequence that has no end, and goes on behind it', () => {
    const whole = new WholeSequences();
    let out = text(whole.push(bytes('a\x1b]0;')));
    for (let n = 0; n < 1000; n += 1) out += text(whole.push(new Uint8Array(10_000).fill(0x78)));
    out += text(whole.push(bytes('xx\x07b')));
    out += text(whole.push(bytes('\x1b[1mc')));
    expect(out).toBe('ab\x1b[1mc');
  });

  it('takes no longer for coming byte by byte, and is the same', () => {
    const title = `\x1b]0;${'é'.repeat(20_000)}\x07`;
    const pieces = (data: Uint8Array) => {
      const whole = new WholeSequences();
      return Buffer.concat(Array.from(data, (_, at) => whole.push(data.subarray(at, at + 1))));
    };
    expect(text(pieces(bytes(`a${title}b`)))).toBe(`a${title}b`);
    const [half, all] = [bytes(`\x1b]0;${'x'.repeat(30_000)}`), bytes(`\x1b]0;${'x'.repeat(60_000)}`)];
    expect(
      growth(
        () => pieces(half),
        () => pieces(all),
      ),
    ).toBeLessThan(3);
  });
});
