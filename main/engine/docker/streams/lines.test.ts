import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frame } from '../../../../e2e/fake/engine.ts';
import { entriesOf, type LogEntry } from '../../../../e2e/fake/log-lines.ts';
import { LogDecoder } from '../containers/logs.ts';
import { maxLine } from './lines.ts';

const stamp = (n: number): string => `2024-05-01T10:00:00.${String(n).padStart(9, '0')}Z`;

function decode(tty: boolean, chunks: readonly (Buffer | string)[]): LogEntry[] {
  const decoder = new LogDecoder(!tty);
  const entries = chunks.flatMap((chunk) => {
    decoder.push(Buffer.from(chunk));
    return entriesOf(decoder.take());
  });
  decoder.end();
  return [...entries, ...entriesOf(decoder.take())];
}

const bytewise = (bytes: Buffer): Buffer[] => Array.from(bytes, (byte) => Buffer.from([byte]));
const texts = (entries: readonly LogEntry[]): string[] => entries.map(({ text }) => text);

const message = fc.tuple(
  fc.constantFrom<1 | 2>(1, 2),
  fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constantFrom('', ' ', '\r', `${stamp(7)} mine`, 'é🙂')),
  fc.boolean(),
);

describe('framed logs', () => {
  test('cut at any byte they give the same lines in the same order', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 20 }), (list, cuts) => {
        const bytes = Buffer.concat(
          list.map(([stream, text, ended], n) => frame(stream, `${stamp(n)} ${text}${ended ? '\n' : ''}`)),
        );
        const whole = decode(false, [bytes]);
        const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
        expect(
          decode(
            false,
            at.slice(1).map((end, n) => bytes.subarray(at[n], end)),
          ),
        ).toEqual(whole);
        expect(decode(false, bytewise(bytes))).toEqual(whole);
      }),
    );
  });

  test('a line in several frames is joined under its first time, each stream for itself', () => {
    const entries = decode(false, [
      frame(1, `${stamp(1)} one `),
      frame(2, `${stamp(2)} error\n`),
      frame(1, `${stamp(3)} two\n`),
    ]);
    expect(entries).toEqual([
      { time: stamp(2), source: 'stderr', text: 'error' },
      { time: stamp(1), source: 'stdout', text: 'one two' },
    ]);
  });

  test('a character cut between two frames is whole again, and what is no UTF-8 becomes U+FFFD', () => {
    const smile = Buffer.from('🙂');
    const entries = decode(false, [
      frame(1, Buffer.concat([Buffer.from(`${stamp(1)} `), smile.subarray(0, 2)])),
      frame(1, Buffer.concat([Buffer.from(`${stamp(2)} `), smile.subarray(2), Buffer.from([0xff, 0x0a])])),
    ]);
    expect(texts(entries)).toEqual(['🙂\u{FFFD}']);
  });

  test('a timestamp that the program wrote stays', () => {
    expect(texts(decode(false, [frame(1, `${stamp(1)} ${stamp(2)} mine\n`)]))).toEqual([`${stamp(2)} mine`]);
  });

  test('several lines in one frame share its time', () => {
    expect(decode(false, [frame(1, `${stamp(1)} a\nb\n`)])).toEqual([
      { time: stamp(1), source: 'stdout', text: 'a' },
      { time: stamp(1), source: 'stdout', text: 'b' },
    ]);
  });

  test('Podman’s times become UTC with nine digits', () => {
    const [entry] = decode(false, [frame(1, '2024-05-01T12:00:00.5+02:00 hi\n')]);
    expect(entry).toEqual({ time: '2024-05-01T10:00:00.500000000Z', source: 'stdout', text: 'hi' });
  });

  test('an empty frame and a line without a time do no harm', () => {
    const entries = decode(false, [frame(1, ''), frame(1, 'no time\n'), frame(1, ''), frame(1, `${stamp(1)} \n`)]);
    expect(entries).toEqual([
      { time: '', source: 'stdout', text: 'no time' },
      { time: stamp(1), source: 'stdout', text: '' },
    ]);
  });

  test('a line beyond the limit comes in pieces that lose nothing and cut no character', () => {
    const long = 'é'.repeat(maxLine / 2 + 10_000);
    const entries = decode(false, [frame(1, `${stamp(1)} x${long}\n`), frame(1, `${stamp(2)} next\n`)]);
    expect(entries.map(({ time }) => time)).toEqual([stamp(1), stamp(1), stamp(2)]);
    expect(Buffer.byteLength(entries[0]!.text)).toBe(maxLine - 1);
    expect(entries[0]!.text + entries[1]!.text).toBe(`x${long}`);
  });
});

describe('TTY logs', () => {
  test('cut at any byte they give the same lines', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 20 }), (list, cuts) => {
        const bytes = Buffer.from(list.map(([, text], n) => `${stamp(n)} ${text}\r\n`).join(''));
        const whole = decode(true, [bytes]);
        const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
        expect(
          decode(
            true,
            at.slice(1).map((end, n) => bytes.subarray(at[n], end)),
          ),
        ).toEqual(whole);
        expect(decode(true, bytewise(bytes))).toEqual(whole);
      }),
    );
  });

  test('line ends are CR LF, a CR inside a line stays', () => {
    expect(decode(true, [`${stamp(1)} 10%\r20%\r\n`, `${stamp(2)} done\r\n`])).toEqual([
      { time: stamp(1), source: 'stdout', text: '10%\r20%' },
      { time: stamp(2), source: 'stdout', text: 'done' },
    ]);
  });

  test('the timestamps of the 16 kB parts of a long line are removed', () => {
    const part = 'a'.repeat(16 * 1024);
    const bytes = Buffer.from(`${stamp(1)} ${part}${stamp(2)} ${part}${stamp(3)} rest\r\n${stamp(4)} next\r\n`);
    for (const chunks of [[bytes], bytewise(bytes)]) {
      expect(texts(decode(true, chunks))).toEqual([`${part}${part}rest`, 'next']);
    }
  });

  test('a long line that the engine did not cut stays whole', () => {
    const long = 'b'.repeat(40_000);
    expect(texts(decode(true, [`${stamp(1)} ${long}\r\n`]))).toEqual([long]);
  });

  test('a last line without an end counts', () => {
    expect(texts(decode(true, [`${stamp(1)} prompt> `]))).toEqual(['prompt> ']);
  });
});
