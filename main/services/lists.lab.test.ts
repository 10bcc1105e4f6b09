import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ListChange } from '../../app/rpc/live.ts';
import { engineId, enginesOn, followed } from '../../e2e/fake/one-engine.ts';
import { api } from '../../e2e/lab/api.ts';
import { ownFolder } from '../../e2e/lab/base/folder.ts';
import { dockerOn } from '../../e2e/lab/cli.ts';
import { onEachEngine } from '../../e2e/lab/engines.ts';
import type { Engines } from './engine/engine.ts';
import { createImages } from './images.ts';
import { createNetworks } from './networks.ts';
import { createVolumes } from './volumes.ts';

const tasks = { start: () => expect.unreachable() };

/** A live list as a page has it: what its rows are called. */
async function follow<T extends { readonly id: string }>(
  open: (signal: AbortSignal) => AsyncIterable<ListChange<T>>,
  nameOf: (item: T) => readonly string[],
): Promise<() => readonly string[]> {
  const { rows, steps, stop } = followed(open);
  onTestFinished(stop);
  await expect.poll(() => steps.at(-1)?.complete, { timeout: 20_000 }).toBe(true);
  return () => [...rows.values()].flatMap(nameOf);
}

onEachEngine((engine) => {
  const within = { timeout: 20_000 };

  const docker = dockerOn(engine);

  async function build(dockerfile: string, tag: string): Promise<void> {
    const folder = await ownFolder();
    await writeFile(join(folder, 'Dockerfile'), dockerfile);
    await docker('build', '-t', tag, folder);
  }

  async function connect(): Promise<Engines> {
    const engines = await enginesOn(engine().socket);
    onTestFinished(() => engines.dispose());
    return engines;
  }

  test('volumes follow what is made and removed, here and elsewhere', async () => {
    const volumes = createVolumes(await connect(), tasks);
    const names = await follow(
      (signal) => volumes.watch({ engine: engineId }, { signal }),
      ({ id }) => [id],
    );
    const { signal } = new AbortController();
    await docker('volume', 'create', 'elsewhere');
    await expect.poll(names, within).toContain('elsewhere');
    await volumes.create({ engine: engineId, name: 'here', driver: 'local', options: {}, labels: {} }, { signal });
    await expect.poll(names, within).toContain('here');
    await docker('volume', 'rm', 'elsewhere');
    await expect.poll(names, within).not.toContain('elsewhere');
    await volumes.remove({ engine: engineId, id: 'here' }, { signal });
    await expect.poll(names, within).not.toContain('here');
  });

  test('networks follow what is made and removed, here and elsewhere', async () => {
    const networks = createNetworks(await connect(), tasks);
    const names = await follow(
      (signal) => networks.watch({ engine: engineId }, { signal }),
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
    const made = await networks.create({ engine: engineId, ...order }, { signal });
    await expect.poll(names, within).toContain('here');
    await networks.remove({ engine: engineId, id: made }, { signal });
    await expect.poll(names, within).not.toContain('here');
    await docker('network', 'prune', '--force');
    await expect.poll(names, within).not.toContain('elsewhere');
  });

  test('images follow what is tagged, committed and built elsewhere', async () => {
    const images = createImages(await connect(), tasks);
    const names = await follow(
      (signal) => images.watch({ engine: engineId }, { signal }),
      ({ tags }) => tags,
    );
    const has = (name: string) => () => names().some((tag) => tag.endsWith(name));
    await docker('tag', 'busybox', 'localhost/tagged:1');
    await expect.poll(has('tagged:1'), within).toBe(true);
    await docker('create', '--name', 'made', 'busybox', 'true');
    onTestFinished(async () => void (await docker('rm', '-f', 'made')));
    // Podman 4 wants a body, which the docker command does not send.
    await api(engine().socket, 'POST', '/commit?container=made&repo=localhost/committed&tag=1', {});
    await expect.poll(has('committed:1'), within).toBe(true);
    await build('FROM busybox\nRUN echo 1 >/made', 'localhost/built:1');
    await expect.poll(has('built:1'), within).toBe(true);
    await docker('rmi', 'localhost/tagged:1', 'localhost/committed:1', 'localhost/built:1');
    await expect.poll(() => ['tagged:1', 'committed:1', 'built:1'].some((name) => has(name)()), within).toBe(false);
  });
});
