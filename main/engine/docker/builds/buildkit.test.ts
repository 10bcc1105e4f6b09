import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BuildEvent } from '../../ports/builds.ts';
import { LineJoiner } from '../streams/line-joiner.ts';
import { decodeTrace } from './buildkit.ts';
import { readBuild } from './builds.ts';
import { ClassicFold } from './classic-fold.ts';

const varint = (n: number): number[] => (n < 128 ? [n] : [(n % 128) + 128, ...varint(Math.floor(n / 128))]);
const bytes = (field: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([field * 8 + 2, ...varint(value.length)]), value]);
const text = (field: number, value: string): Buffer => bytes(field, Buffer.from(value));
const number = (field: number, value: number): Buffer => Buffer.from([field * 8, ...varint(value)]);
const time = (field: number, seconds: number): Buffer => bytes(field, number(1, seconds));
const vertex = (...parts: Buffer[]): Buffer =>
  bytes(1, Buffer.concat([text(1, 'v'), text(3, '[2/3] RUN x'), ...parts]));
const log = (value: string): Buffer => bytes(3, Buffer.concat([text(1, 'v'), text(4, value)]));
const line = (...parts: Buffer[]): string =>
  `${JSON.stringify({ id: 'moby.buildkit.trace', aux: Buffer.concat(parts).toString('base64') })}\n`;

async function events(kind: 'buildkit' | 'classic', ...chunks: string[]): Promise<BuildEvent[]> {
  async function* source(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const found: BuildEvent[] = [];
  for await (const event of readBuild(kind, source())) found.push(event);
  return found;
}

test('a step of the classic builder is known behind the colour of a warning', () => {
  const fold = new ClassicFold(() => 0);
  const found = fold.push('\x1b[91m[WARNING]: Empty continuation line found\n\x1b[0mStep 1/2 : FROM a\n');
  expect(found.at(-1)).toMatchObject({ kind: 'step', step: { name: '[1/2] FROM a' } });
});

describe('BuildKit’s trace', () => {
  test('is told as changes: a step that begins, prints, ends', async () => {
    const image = '{"id":"moby.image.id","aux":{"ID":"sha256:1"}}\n';
    const running = line(vertex(time(5, 10)));
    expect(
      await events(
        'buildkit',
        line(vertex()),
        running,
        running,
        line(log('ab')),
        line(log('c\nd')),
        line(vertex(time(5, 10), time(6, 12))),
        image,
      ),
    ).toEqual([
      { kind: 'step', step: { id: 'v', name: '[2/3] RUN x', state: 'waiting' } },
      { kind: 'step', step: { id: 'v', name: '[2/3] RUN x', state: 'running', started: 10_000 } },
      { kind: 'output', step: 'v', text: 'abc' },
      { kind: 'output', step: 'v', text: 'd' },
      { kind: 'step', step: { id: 'v', name: '[2/3] RUN x', state: 'done', started: 10_000, ended: 12_000 } },
      { kind: 'image', id: 'sha256:1' },
    ]);
  });

  test('keeps a step cached, and says failed from cancelled', async () => {
    const cached = line(vertex(number(4, 1), time(5, 1), time(6, 1)), vertex(time(5, 2), time(6, 3)));
    expect(
      (await events('buildkit', cached)).filter((each) => each.kind === 'step').map(({ step }) => step.state),
    ).toEqual(['cached', 'cached']);
    expect(await events('buildkit', line(vertex(text(7, 'exit code: 7'))))).toMatchObject([
      { step: { state: 'failed' } },
      { kind: 'error' },
    ]);
    expect(await events('buildkit', line(vertex(text(7, 'x: context canceled'))))).toMatchObject([
      { step: { state: 'cancelled' } },
      { kind: 'error' },
    ]);
  });

  test('that ends without a word on how it went has failed', async () => {
    expect(await events('buildkit')).toMatchObject([{ kind: 'error' }]);
  });

  test('of any bytes at all never throws', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        (noise) => void decodeTrace(Buffer.from(noise).toString('base64')),
      ),
      { numRuns: 2000 },
    );
    const good = Buffer.concat([vertex(time(5, 1)), log('x')]);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, value) => {
        const damaged = Buffer.from(good);
        damaged[at] = value;
        decodeTrace(damaged.toString('base64'));
      }),
    );
    expect(decodeTrace({})).toBeUndefined();
  });
});

test('lines come out whole, wherever the chunks are cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(fc.nat(400)), (whole, cuts) => {
      const all = Buffer.from(whole);
      const joiner = new LineJoiner();
      const places = [0, ...cuts.map((at) => Math.min(at, all.length)).toSorted((a, b) => a - b), all.length];
      const parts = places.slice(1).map((end, index) => joiner.push(all.subarray(places[index], end)));
      const told = [...parts, joiner.end()].filter((part) => part !== undefined);
      expect(told.join('\n')).toBe(all.toString().replace(/\n$/, ''));
    }),
  );
});

describe('the classic builder', () => {
  test('tells steps, cached ones, output and the image', () => {
    const fold = new ClassicFold(() => 5);
    const told = [
      ...fold.push('Step 1/2 : FROM busybox\n ---> abc\nStep 2/2 : RUN x\n ---> Using'),
      ...fold.push(' cache\n ---> def\nhello\nSuccessfully built 0123456789ab\n'),
      ...fold.end(),
    ];
    expect(told).toMatchObject([
      { step: { name: '[1/2] FROM busybox', state: 'running' } },
      { step: { name: '[1/2] FROM busybox', state: 'done' } },
      { step: { name: '[2/2] RUN x', state: 'running' } },
      { kind: 'output', text: 'hello', step: '2/2' },
      { step: { state: 'cached' } },
      { kind: 'image', id: '0123456789ab' },
    ]);
  });

  test('fails at the step that ran; Podman’s stages are told apart', async () => {
    const podman =
      '{"stream":"[1/2] STEP 1/1: FROM x AS y\\n"}\n{"stream":"[2/2] STEP 1/1: RUN z\\n"}\n{"error":"exit 7"}\n';
    expect((await events('classic', podman)).slice(-3)).toMatchObject([
      { step: { name: '[stage-1 1/1] RUN z', state: 'running' } },
      { step: { state: 'failed' } },
      { kind: 'error', message: 'exit 7' },
    ]);
  });
});
