import { afterEach, expect, test } from 'vitest';
import type { Container } from '../../../app/containers.ts';
import type { ListChange } from '../../../app/rpc/live.ts';
import { type FakeScript, type Handler, startFakeEngine } from '../../../e2e/fake/engine.ts';
import { engineId, enginesOn, followed } from '../../../e2e/fake/one-engine.ts';
import type { Engines } from '../engine/engine.ts';
import { createTasks } from '../tasks/tasks.ts';
import { createContainers } from './containers.ts';

const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** The list of an engine that nobody is connected to yet, read until it is stopped. */
async function watch(script: FakeScript): Promise<{ steps: readonly ListChange<Container>[]; engines: Engines }> {
  const fake = await startFakeEngine(script);
  closers.push(() => fake.close());
  const engines = await enginesOn(fake.socket);
  closers.push(() => engines.dispose());
  const containers = createContainers(engines, createTasks(), async () => ({ volumes: 0 }));
  const { steps, stop } = followed((signal) => containers.watch({ engine: engineId }, { signal }));
  closers.push(stop);
  return { steps, engines };
}

test('the running ones are there while the event stream is still being opened, the rest after it', async () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const events: Handler = ({ response }) => void opened.then(() => response.flushHeaders());
  const { steps, engines } = await watch({ containers: 3, handlers: { 'GET /events': events } });
  await expect.poll(() => steps.length).toBe(1);
  expect(steps[0]).toMatchObject({ reset: true, complete: false });
  expect(steps[0]?.changed).toHaveLength(3);
  expect(engines.connection('e000000000000').status.kind).toBe('connecting');
  open();
  await expect.poll(() => steps.at(-1)?.complete).toBe(true);
});

test('an engine that refuses the first look is listed as soon as it is connected', async () => {
  let asked = 0;
  const refuse: Handler = ({ response }) => {
    asked += 1;
    response.statusCode = asked === 1 ? 500 : 200;
    response.end(asked === 1 ? '{"message":"not yet"}' : '[]');
  };
  const { steps } = await watch({ handlers: { 'GET /containers/json': refuse } });
  await expect.poll(() => steps.at(-1)?.complete).toBe(true);
  expect(asked).toBe(3);
});
