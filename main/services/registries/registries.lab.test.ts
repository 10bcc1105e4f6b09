import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { StartedTask, Task } from '../../../app/tasks.ts';
import { type Lab, startLab } from '../../../e2e/lab/lab.ts';
import { engineProgram } from '../../../e2e/lab/programs/programs.ts';
import { REGISTRY_USER } from '../../../e2e/lab/registry.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import type { Engines } from '../engine/engine.ts';
import { createTasks } from '../tasks/tasks.ts';
import { createTransfers } from '../transfers/transfers.ts';
import { createDockerConfig } from './docker-config.ts';
import { createRegistries } from './registries.ts';

const engine = 'e00000000000a';
const context = { signal: new AbortController().signal };

describe.each(['docker', 'podman4', 'podman5'] as const)(
  'a registry without TLS that asks who it is, on %s',
  (kind) => {
    const tasks = createTasks();
    let lab: Lab | undefined;
    let reason = '';
    let folder = '';

    beforeAll(async () => {
      const program = await engineProgram(kind, console.error).catch((error: unknown) => void (reason = String(error)));
      if (program) lab = await startLab({ program, auth: true });
    }, 240_000);
    afterAll(() => lab?.stop(), 60_000);
    beforeEach(({ skip }) => {
      skip(!lab, reason);
      folder = mkdtempSync(join(tmpdir(), 'gantry-registries-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    function make() {
      const path = lab?.socket ?? '';
      // The services ask it for nothing else.
      const engines = { ready: async () => dockerEngine({ kind: 'unix', path }) } as unknown as Engines;
      const logins = createDockerConfig({ DOCKER_CONFIG: folder });
      return { transfers: createTransfers(engines, tasks, logins), registries: createRegistries(engines, logins) };
    }
    const server = () => lab?.authRegistry ?? '';
    const login = (password: string) => ({ engine, server: server(), username: REGISTRY_USER.name, password });

    async function ended(started: StartedTask | Promise<StartedTask>): Promise<Task> {
      return tasks.wait((await started).task);
    }

    test('refuses a wrong password, and nothing is kept', async () => {
      const { registries } = make();
      const failure = await Promise.resolve(registries.login(login('wrong'), context)).then(() => undefined, toProblem);
      expect(failure).toMatchObject({ code: 'unauthorized', reason: 'login-wrong', field: 'password' });
      expect(readdirSync(folder)).toEqual([]);
    }, 60_000);

    test('takes a login, and then a push and a pull; strangers are told to log in', async () => {
      const { registries, transfers } = make();
      const reference = `${server()}/kept:1`;
      await lab?.cli('tag', 'busybox', reference);
      const strange = await ended(transfers.push({ engine, reference }, context));
      expect(strange).toMatchObject({ state: 'failed', problem: { code: 'unauthorized', reason: 'login-wanted' } });
      await registries.login(login(REGISTRY_USER.password), context);
      expect(await ended(transfers.push({ engine, reference }, context))).toMatchObject({ state: 'succeeded' });
      await lab?.cli('rmi', reference);
      const pulled = await ended(transfers.pull({ engine, reference }, context));
      expect(pulled).toMatchObject({ state: 'succeeded' });
      // Layers that came and whose size nobody told are not nothing.
      const { layers = 0, cached = 0, bytes } = pulled.result ?? {};
      expect({ came: layers !== cached, bytes }).not.toEqual({ came: true, bytes: 0 });
    }, 60_000);
  },
);
