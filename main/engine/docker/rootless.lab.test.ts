import { afterEach, expect, test } from 'vitest';
import { ContainerSpec } from '../../../app/create.ts';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import { dockerEngine } from './engine.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const never = new AbortController().signal;

/** Where the machine has control groups of version 1 only, a user's engine has none. */
onEachEngine(
  (tested) => {
    test('an engine of a user says so, tells no figures of the whole machine as a container’s, and which limits it left out', async () => {
      const { system, containers, version } = dockerEngine({ kind: 'unix', path: tested().socket });
      expect(await version(never)).toMatchObject({ rootless: true });
      const { rootless, accounts, cgroupVersion } = await system.info(never);
      expect({ rootless, accounts }).toEqual({ rootless: true, accounts: cgroupVersion === '2' });
      const spec = ContainerSpec.parse({
        image: 'busybox',
        command: ['sleep', '1000'],
        env: [],
        labels: [],
        ports: [],
        mounts: [],
        restart: 'no',
        autoRemove: false,
        tty: false,
        start: true,
        memory: 64 * 2 ** 20,
        cpus: 0.5,
      });
      const { id, warnings, ignored } = await containers.create(spec, never);
      closers.push(() => containers.remove(id, true, never));
      expect(warnings.length + ignored.length).toBe(accounts ? 0 : 2);
      await containers.launch(id, never);
      for await (const { cpu, memory } of containers.stats(id, never)) {
        expect([cpu, memory].every((figure) => figure === undefined)).toBe(!accounts);
        break;
      }
    }, 120_000);
  },
  ['rootless-podman'],
);
