import { describe, expect, it } from 'vitest';
import type { PipedPart, PipedSession } from '../../engine/ports/containers.ts';
import { LineMode } from './line-mode.ts';

/** A process that prints what it is told to, and what was written to it. */
function process(parts: readonly (readonly [PipedPart['source'], string])[]) {
  const written: string[] = [];
  const session = {
    output: (async function* () {
      for (const [source, text] of parts) yield { source, data: Buffer.from(text) };
    })(),
    write: async (data: Uint8Array) => void written.push(Buffer.from(data).toString()),
    endInput: () => written.push('end'),
    close: () => undefined,
  } as unknown as PipedSession;
  return { mode: new LineMode(session), written };
}

async function shown({ output }: LineMode): Promise<string> {
  let text = '';
  for await (const chunk of output) text += Buffer.from(chunk).toString();
  return text;
}

describe('a process without a TTY', () => {
  it('has lines that begin at the left, also where they come in parts, and errors that look otherwise', async () => {
    const { mode } = process([
      ['stdout', 'one\ntwo\r'],
      ['stdout', '\nthree'],
      ['stderr', 'bad\n'],
    ]);
    expect(await shown(mode)).toBe('one\r\ntwo\r\nthree\u001b[3;31mbad\r\n\u001b[23;39m');
  });

  it('gets whole lines, as they are after they were edited', async () => {
    const { mode, written } = process([]);
    await mode.write(Buffer.from('helo\u007flo\u001b[A\u001bOP wörld\r'));
    await mode.write(Buffer.from('wrong\u0015right'));
    await mode.write(Buffer.from([0xc3]));
    await mode.write(Buffer.from([0xa4, 13]));
    await mode.write(Buffer.from('dropped\u0003kept\u0004\u0004'));
    expect(written).toEqual(['hello wörld\n', 'rightä\n', 'kept', 'end']);
    expect(await shown(mode)).toContain(
      'helo\b \blo wörld\r\nwrong\b \b\b \b\b \b\b \b\b \brightä\r\ndropped^C\r\nkept',
    );
  });

  it('takes no line that no terminal would', async () => {
    const { mode, written } = process([]);
    await mode.write(Buffer.from(`${'x'.repeat(5000)}\r`));
    expect(written).toEqual([`${'x'.repeat(4096)}\n`]);
  });

  it('waits for whoever reads, and ends when it is let go of', async () => {
    let made = 0;
    const output = (async function* () {
      for (;;) {
        made += 1;
        yield { source: 'stdout' as const, data: Buffer.alloc(16 * 1024) };
      }
    })();
    const mode = new LineMode({ output, close: () => undefined } as unknown as PipedSession);
    const reader = mode.output[Symbol.asyncIterator]();
    await reader.next();
    await expect.poll(() => made).toBe(6);
    mode.close();
    expect((await reader.next()).done).toBe(true);
  });
});
