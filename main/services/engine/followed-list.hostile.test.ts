import { afterEach, expect, test } from 'vitest';
import type { Container } from '../../../app/containers.ts';
import { type FakeEngine, type FakeScript, type Handler, startFakeEngine } from '../../../e2e/fake/engine.ts';
import { engineId, enginesOn, followed } from '../../../e2e/fake/one-engine.ts';
import { strainOf } from '../../../e2e/fake/strain.ts';
import { createContainers } from '../containers/containers.ts';
import { createTasks } from '../tasks/tasks.ts';

const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

interface Followed {
  readonly fake: FakeEngine;
  /** By id. */
  readonly rows: ReadonlyMap<string, Container>;
  readonly asked: (path: RegExp) => number;
}

/** The live list of an engine, once it is complete. */
async function follow(script: FakeScript): Promise<Followed> {
  const fake = await startFakeEngine(script);
  closers.push(() => fake.close());
  const engines = await enginesOn(fake.socket);
  closers.push(() => engines.dispose());
  const containers = createContainers(engines, createTasks(), async () => ({ volumes: 0 }));
  const { rows, steps, stop } = followed((signal) => containers.watch({ engine: engineId }, { signal }));
  closers.push(stop);
  await expect.poll(() => steps.at(-1)?.complete).toBe(true);
  return { fake, rows, asked: (path) => fake.requests.filter((request) => path.test(request.path)).length };
}

const started = (ID: string) => ({ Type: 'container', Action: 'start', Actor: { ID } });
const nth = (n: number): string => n.toString(16).padStart(64, '0');

test('events about more ids than can be read one by one become one listing', async () => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const inspect: Handler = async ({ response }) => {
    await held;
    response.writeHead(404).end('{"message":"gone"}');
  };
  const { fake, asked } = await follow({ containers: 2, handlers: { 'GET /containers/:id/json': inspect } });
  const before = asked(/containers\/json$/);
  fake.emit(started(nth(0)));
  await expect.poll(() => asked(/[0-9a-f]{64}\/json$/)).toBe(1);
  const flood = Array.from({ length: 50_000 }, (_, n) => `${JSON.stringify(started(nth(n)))}\n`).join('');
  const strain = await strainOf(async () => {
    fake.emit(flood);
    // What comes behind the flood is heard when the flood was.
    fake.emit({ Type: 'image', Action: 'pull', Actor: { ID: 'x' } });
    release();
    await expect.poll(() => asked(/containers\/json$/), { timeout: 20_000 }).toBeGreaterThan(before);
  });
  expect(asked(/[0-9a-f]{64}\/json$/)).toBeLessThan(5000);
  expect(strain.memory).toBeLessThan(300_000_000);
}, 60_000);

test('an id that cannot be one is asked about by nobody, and costs the list nothing', async () => {
  const { fake, rows, asked } = await follow({ containers: [{ name: 'web' }] });
  fake.emit(started('a'.repeat(500_000)));
  fake.emit('{"Type":"container","Action":"start","Actor":{"ID":"\\ud800"}}\n');
  const id = [...fake.containers.keys()][0] ?? '';
  fake.emit(started(id));
  await expect.poll(() => asked(/\/json$/)).toBeGreaterThan(0);
  await expect.poll(() => asked(new RegExp(`${id}/json$`))).toBe(1);
  expect(asked(/[^/]{65,}\/json$/)).toBe(0);
  expect([...rows.values()].map(({ name }) => name)).toEqual(['web']);
});
