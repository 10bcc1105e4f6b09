import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PidSniffer } from './shell-session.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function sniff(text: string, cuts: readonly number[]): { pid: number | undefined; shown: string } {
  const sniffer = new PidSniffer();
  let shown = '';
  let from = 0;
  for (const length of [...cuts, text.length]) {
    shown += new TextDecoder().decode(sniffer.pass(bytes(text.slice(from, from + length))));
    from += length;
  }
  return { pid: sniffer.pid, shown };
}

describe("the shell's announcement of its process id", () => {
  it('is read and taken out, wherever the output is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 })), (cuts) => {
        expect(sniff('\u001b]7331;4711\u0007/ # ls', cuts)).toEqual({ pid: 4711, shown: '/ # ls' });
      }),
    );
  });

  it('leaves other output alone', () => {
    const output = 'OCI runtime exec failed: no such file';
    expect(sniff(output, [3])).toEqual({ pid: undefined, shown: output });
    expect(sniff('\u001b[1mbold', [1, 1])).toEqual({ pid: undefined, shown: '\u001b[1mbold' });
    expect(sniff('\u001b]7331;no number at all here, but much text\u0007x', [])).toMatchObject({ pid: undefined });
  });
});
