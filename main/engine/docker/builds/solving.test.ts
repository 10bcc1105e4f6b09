import { expect, test } from 'vitest';
import type { BuildEvent } from '../../ports/builds.ts';
import type { Solving } from './control/solve.ts';
import { GrpcError } from './session/grpc-client.ts';
import { bytesField } from './session/message.ts';
import { readSolving } from './solving.ts';

const never = new AbortController().signal;
const busy = new GrpcError(2, 'failed to solve: flightcontrol: exceeded retry timeout');
/** A step that has failed, or that has not. */
const step = (error?: string) => {
  return bytesField(1, Buffer.concat([bytesField(1, 'a'), bytesField(3, 'COPY'), bytesField(7, error)]));
};

/** Builds that end like this, one after the other. */
function builds(...ends: readonly (Error | undefined)[]) {
  let begun = 0;
  const begin = async function* (): Solving {
    const end = ends[begun];
    begun += 1;
    yield step(end?.message);
    if (end) throw end;
    return { 'containerimage.digest': 'sha256:1' };
  };
  return { begin, begun: () => begun };
}

async function eventsOf(begin: () => Solving, signal = never): Promise<readonly BuildEvent[]> {
  const events: BuildEvent[] = [];
  for await (const event of readSolving(begin, signal)) events.push(event);
  return events;
}

test('a build that a busy engine gives up is begun again, and its steps are told anew', async () => {
  const { begin, begun } = builds(busy, busy, undefined);
  const events = await eventsOf(begin);
  expect(events.map((event) => (event.kind === 'step' ? event.step.state : event.kind))).toEqual([
    'failed',
    'failed',
    'waiting',
    'image',
  ]);
  expect(begun()).toBe(3);
});

test('it is not begun for ever, nor for anything else', async () => {
  const given = builds(busy, busy, busy, busy);
  expect((await eventsOf(given.begin)).at(-1)).toEqual({ kind: 'error', message: busy.message });
  expect(given.begun()).toBe(3);
  const wrong = builds(new GrpcError(2, 'exit code: 7'));
  expect((await eventsOf(wrong.begin)).at(-1)).toEqual({ kind: 'error', message: 'exit code: 7' });
  expect(wrong.begun()).toBe(1);
});

test('one that is cancelled ends without more, and one whose engine is lost says so', async () => {
  const { begin, begun } = builds(busy);
  expect((await eventsOf(begin, AbortSignal.abort())).at(-1)?.kind).toBe('step');
  expect(begun()).toBe(1);
  await expect(eventsOf(builds(new Error('reset')).begin)).rejects.toMatchObject({
    problem: { code: 'engine-unreachable' },
  });
});
