import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { EngineId } from '../../app/engines/engine.ts';
import type { ListChange } from '../../app/rpc/live.ts';
import { api } from '../../e2e/lab/api.ts';
import { onEachEngine } from '../../e2e/lab/engines.ts';
import { connectEndpoint } from '../engine/docker/connect.ts';
import { Engines } from './engine/engine.ts';
import { createImages } from './images.ts';
import { createNetworks } from './networks.ts';
import type { SettingsService } from './settings/settings.ts';
import { createVolumes } from './volumes.ts';

const id: EngineId = 'e000000000000';
const tasks = { start: () => expect.unreachable() };
const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A live list as a page has it: what its rows are called. */
async function follow<T extends { readonly id: string }>(
  open: (signal: AbortSignal) => AsyncIterable<ListChange<T>>,
  nameOf: (item: T) => readonly string[],
): Promise<() => readonly string[]> {
  const stop = new AbortController();
  closers.push(() => stop.abort());
  const items = new Map<string, T>();
  let complete = false;
  void (async () => {
    for await (const step of open(stop.signal)) {
      for (const item of step.changed) items.set(item.id, item);
      for (const gone of step.removed) items.delete(gone);
      complete = step.complete;
    }
  })();
  await expect.poll(() => complete, { timeout: 20_000 }).toBe(true);
  return () => [...items.values()].flatMap(nameOf);
}

onEachEngine((engine) => {
  const within = { timeout: 20_000 };

  async function docker(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await engine().cli(...args);
    if (code !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
    return stdout.trimEnd();
  }

  async function build(dockerfile: string, tag: string): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'lists-'));
    closers.push(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'Dockerfile'), dockerfile);
    await docker('build', '-t', tag, folder);
  }

  async function connect(): Promise<Engines> {
    const address = { kind: 'unix', path: engine().socket } as const;
    const endpoint = { id, name: 'Test', url: `unix://${engine().socket}`, source: 'default', address } as const;
    const settings = { current: () => ({}) } as unknown as SettingsService;
    const engines = await Engines.find({ find: async () => [endpoint], connect: connectEndpoint, settings });
    closers.push(() => engines.dispose());
    return engines;
  }

  test('volumes follow what is made and removed, here and elsewhere', async () => {
    const volumes = createVolumes(await connect(), tasks);
    const names = await follow(
      (signal) => volumes.watch({ engine: id }, { signal }),
      ({ id }) => [id],
    );
    const { signal } = new AbortController();
    await docker('volume', 'create', 'elsewhere');
    await expect.poll(names, within).toContain('elsewhere');
    await volumes.create({ engine: id, name: 'here', driver: 'local', options: {}, labels: {} }, { signal });
    await expect.poll(names, within).toContain('here');
    await docker('volume', 'rm', 'elsewhere');
    await expect.poll(names, within).not.toContain('elsewhere');
    await volumes.remove({ engine: id, id: 'here' }, { signal });
    await expect.poll(names, within).not.toContain('here');
  });

  test('networks follow what is made and removed, here and elsewhere', async () => {
    const networks = createNetworks(await connect(), tasks);
    const names = await follow(
      (signal) => networks.watch({ engine: id }, { signal }),
      ({ name }) => [name],
    );
    const { signal } = new AbortController();
    await docker('network', 'create', 'elsewhere');
    await expect.poll(names, within).toContain('elsewhere');
    const order = {
      name: 'here',
      driver: 'bridge',
      subnet: '',
      gateway: '',
      internal: false,
      attachable: false,
      labels: {},
    };
    const made = await networks.create({ engine: id, ...order }, { signal });
    await expect.poll(names, within).toContain('here');
    await networks.remove({ engine: id, id: made }, { signal });
    await expect.poll(names, within).not.toContain('here');
    await docker('network', 'prune', '--force');
    await expect.poll(names, within).not.toContain('elsewhere');
  });

  test('images follow what is tagged, committed and built elsewhere', async () => {
    const images = createImages(await connect(), tasks);
    const names = await follow(
      (signal) => images.watch({ engine: id }, { signal }),
      ({ tags }) => tags,
    );
    const has = (name: string) => () => names().some((tag) => tag.endsWith(name));
    await docker('tag', 'busybox', 'localhost/tagged:1');
    await expect.poll(has('tagged:1'), within).toBe(true);
    await docker('create', '--name', 'made', 'busybox', 'true');
    closers.push(() => docker('rm', '-f', 'made'));
    // Podman 4 wants a body, which the docker command does not send.
    await api(engine().socket, 'POST', '/commit?container=made&repo=localhost/committed&tag=1', {});
    await expect.poll(has('committed:1'), within).toBe(true);
    await build('FROM busybox\nRUN echo 1 >/made', 'localhost/built:1');
    await expect.poll(has('built:1'), within).toBe(true);
    await docker('rmi', 'localhost/tagged:1', 'localhost/committed:1', 'localhost/built:1');
    await expect.poll(() => ['tagged:1', 'committed:1', 'built:1'].some((name) => has(name)()), within).toBe(false);
  });
});
