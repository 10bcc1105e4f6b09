import { expect, it } from 'vitest';
import { BlockBuilder, LineFlag, type LogBlock } from '../../engine/ports/log-block.ts';
import { readLastLines } from './last-lines.ts';

const never = new AbortController().signal;

function block(...lines: readonly (readonly ['out' | 'err', string])[]): LogBlock {
  const builder = new BlockBuilder();
  for (const [to, text] of lines) {
    const bytes = Buffer.from(text);
    builder.add(bytes, 0, bytes.length, 0, 0, to === 'err' ? LineFlag.stderr : 0);
  }
  return builder.take()!;
}

const read = (...blocks: readonly LogBlock[]) =>
  readLastLines(
    {
      async *logs() {
        yield* blocks;
      },
    },
    'a',
    never,
  );

it('gives the last lines of both streams, those of the standard error first', async () => {
  const lines = await read(block(['out', 'one'], ['err', 'oh']), block(['out', 'two'], ['err', 'no'], ['out', 'bye']));
  expect(lines.map(({ source, text }) => `${source} ${text}`)).toEqual([
    'stderr oh',
    'stderr no',
    'stdout one',
    'stdout two',
    'stdout bye',
  ]);
});

it('gives ten at most, of the standard error as many as there are', async () => {
  const many = (to: 'out' | 'err', count: number) =>
    block(...Array.from({ length: count }, (_, at) => [to, String(at)] as const));
  const some = await read(many('err', 3), many('out', 50));
  expect(some.map(({ text }) => text)).toEqual(['0', '1', '2', '43', '44', '45', '46', '47', '48', '49']);
  const all = await read(many('err', 12), many('out', 50));
  expect(all.map(({ source, text }) => source + text)).toEqual(
    Array.from({ length: 10 }, (_, at) => `stderr${at + 2}`),
  );
  expect(await read()).toEqual([]);
});

it('gives the beginning of a long line, with no half character at its end', async () => {
  const [line] = await read(block(['err', `${'x'.repeat(1023)}é and more`]));
  expect(line?.text).toBe('x'.repeat(1023));
});

it('reads no more than it needs to', async () => {
  let asked = 0;
  const huge = block(['out', 'x'.repeat(1024 * 1024)]);
  const lines = await readLastLines(
    {
      async *logs() {
        for (; asked < 100; asked += 1) yield huge;
      },
    },
    'a',
    never,
  );
  expect(lines).toHaveLength(8);
  expect(asked).toBeLessThan(10);
});
