import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { BuildEvent, BuilderStep } from '../../ports/builds.ts';
import { readBuild } from './builds.ts';

interface Recorded {
  readonly lines: readonly unknown[];
}

/** What a real engine answered to `POST /build?version=2`, a line each, in pieces as large as asked. */
async function* answer(name: string, piece: number): AsyncGenerator<Buffer> {
  const file = new URL(`./fixtures/buildkit-${name}.json`, import.meta.url);
  const { lines } = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
  const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\r\n`).join(''));
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

async function fold(name: string, piece = 4096) {
  const events: BuildEvent[] = [];
  for await (const event of readBuild('buildkit', answer(name, piece))) events.push(event);
  const steps = new Map<string, BuilderStep>();
  for (const event of events) if (event.kind === 'step') steps.set(event.step.id, event.step);
  const nameOf = (id: string): string => steps.get(id)?.name ?? '?';
  return {
    events,
    steps: [...steps.values()],
    states: Object.fromEntries([...steps.values()].map(({ name: step, state }) => [step, state])),
    output: events.flatMap((event) => (event.kind === 'output' ? [[nameOf(event.step ?? ''), event.text]] : [])),
    images: events.flatMap((event) => (event.kind === 'image' ? [event.id] : [])),
    errors: events.flatMap((event) => (event.kind === 'error' ? [event.message] : [])),
  };
}

const base = '[1/4] FROM docker.io/library/busybox';

describe('what a real engine told of a build', () => {
  test('that ran: each step to its end, with its output and the image', async () => {
    const { steps, states, output, images, errors } = await fold('first');
    expect(states).toEqual({
      '[internal] load remote build context': 'done',
      'copy /context /': 'done',
      '[internal] load metadata for docker.io/library/busybox:latest': 'done',
      [base]: 'done',
      '[2/4] RUN echo one; echo two >&2': 'done',
      '[3/4] COPY a.txt /a.txt': 'done',
      '[4/4] RUN printf half; sleep 1; echo " done"': 'done',
      'exporting to image': 'done',
    });
    // `half` came a second before the rest of its line.
    expect(output).toEqual([
      ['[2/4] RUN echo one; echo two >&2', 'one'],
      ['[2/4] RUN echo one; echo two >&2', 'two'],
      ['[4/4] RUN printf half; sleep 1; echo " done"', 'half done'],
    ]);
    expect(images).toEqual([expect.stringMatching(/^sha256:[0-9a-f]{64}$/)]);
    expect(errors).toEqual([]);
    const slept = steps.find(({ name }) => name.includes('sleep 1'));
    const took = (slept?.ended ?? 0) - (slept?.started ?? 0);
    expect(took).toBeGreaterThanOrEqual(1000);
    expect(took).toBeLessThan(5000);
  });

  test('whose steps all came from the cache: they are cached to the end, and the image is the same', async () => {
    const { states, output, images, errors } = await fold('cached');
    expect(states).toMatchObject({
      [base]: 'done',
      '[2/4] RUN echo one; echo two >&2': 'cached',
      '[3/4] COPY a.txt /a.txt': 'cached',
      '[4/4] RUN printf half; sleep 1; echo " done"': 'cached',
      'exporting to image': 'done',
    });
    expect(output).toEqual([]);
    expect(errors).toEqual([]);
    expect(images).toEqual((await fold('first')).images);
  });

  test('that failed: the step with its error and output, and the one after it never begun', async () => {
    const { steps, states, output, images, errors } = await fold('failed');
    const name = '[3/4] RUN echo before; echo no such thing >&2; exit 7';
    expect(states).toMatchObject({
      '[2/4] RUN echo fine': 'done',
      [name]: 'failed',
      '[4/4] RUN echo never': 'waiting',
    });
    expect(steps.find((step) => step.name === name)?.error).toContain('exit code: 7');
    expect(output).toContainEqual([name, 'before']);
    expect(output).toContainEqual([name, 'no such thing']);
    expect(errors).toEqual([expect.stringMatching(/^executor failed running .*exit code: 7$/)]);
    expect(images).toEqual([]);
  });

  test.each(['first', 'cached', 'failed'])('is the same however it is cut (%s)', async (name) => {
    expect((await fold(name, 1)).events).toEqual((await fold(name)).events);
  });
});
