import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { ContainerSpec } from '../../../app/create.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { Task } from '../../../app/tasks.ts';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import { type Raw, record, text } from '../../base/json.ts';
import { Connection } from '../../engine/connection.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import type { Engine } from '../../engine/engine.ts';
import { createContainers } from '../containers/containers.ts';
import { Engines } from '../engine/engine.ts';
import type { SettingsService } from '../settings/settings.ts';
import { createTasks, type Tasks } from '../tasks/tasks.ts';
import { createEdits, type EditsService } from './service.ts';

const key: EngineId = 'e000000000000';
const never = new AbortController().signal;
const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** Called before and after each change that is asked of an engine, with its number from 0. */
interface Fate {
  readonly before?: (step: number) => Promise<void> | undefined;
  readonly after?: (step: number) => Promise<void> | undefined;
}

const nothingToPull = (): Promise<unknown> => Promise.reject(new Error('nothing is to be pulled'));

const changing: ReadonlySet<string> = new Set(['make', 'update', 'stop', 'rename', 'launch', 'start', 'remove']);

/** An engine on which something happens between the changes that are asked of it. */
function fated(engine: Engine, fate: Fate): Engine {
  let step = 0;
  const part = <T extends object>(all: T): T =>
    new Proxy(all, {
      get: (target, name, self) => {
        const verb: unknown = Reflect.get(target, name, self);
        if (typeof verb !== 'function' || !changing.has(String(name))) return verb;
        return async (...args: unknown[]) => {
          const now = step++;
          await fate.before?.(now);
          const answer: unknown = await verb.apply(target, args);
          await fate.after?.(now);
          return answer;
        };
      },
    });
  const parts = { containers: part(engine.containers), recreation: part(engine.recreation) };
  return new Proxy(engine, {
    get: (target, name) => (name in parts ? parts[name as keyof typeof parts] : Reflect.get(target, name, target)),
  });
}

interface Gantry {
  readonly edits: EditsService;
  readonly tasks: Tasks;
  /** What an edit of a container came to. */
  edit(id: string, change: (spec: ContainerSpec) => ContainerSpec): Promise<Task>;
}

onEachEngine(
  (lab) => {
    async function docker(...args: string[]): Promise<string> {
      const { code, stdout, stderr } = await lab().cli(...args);
      if (code !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
      return stdout.trimEnd();
    }

    const inspect = async (id: string): Promise<Raw> => record(JSON.parse(await docker('inspect', id))[0]);
    const folder = async (): Promise<string> => {
      const path = await mkdtemp(join(tmpdir(), 'edits-'));
      closers.push(() => rm(path, { recursive: true }));
      return path;
    };

    /** Gantry on a folder, as far as edits need it. */
    async function start(path: string, fate: Fate = {}, pull = nothingToPull): Promise<Gantry> {
      const address = { kind: 'unix', path: lab().socket } as const;
      const endpoint = { id: key, name: 'Test', url: `unix://${lab().socket}`, source: 'default', address } as const;
      const settings = { current: () => ({}) } as unknown as SettingsService;
      const engines = await Engines.find({
        find: async () => [endpoint],
        connect: (one) => new Connection(one, fated(dockerEngine(one.address), fate)),
        settings,
      });
      closers.push(() => engines.dispose());
      const tasks = createTasks();
      const containers = createContainers(engines, createTasks(), async () => ({ volumes: 0 }));
      const edits = await createEdits(engines, tasks, {
        folder: { path, mine: async () => true },
        pull: async () => void (await pull()),
        verbs: containers,
      });
      await edits.recovered;
      return {
        edits,
        tasks,
        edit: async (id, change) => {
          const { spec } = await containers.recipe({ engine: key, id }, { signal: never });
          const { task } = await edits.start(
            { engine: key, id, spec: change(spec), pull: 'missing' },
            { signal: never },
          );
          return tasks.wait(task);
        },
      };
    }

    const kept = async ({ edits }: Gantry) => {
      for await (const { changed } of edits.watch({}, { signal: AbortSignal.timeout(5000) })) return changed;
      return [];
    };

    /** What of a container must be as it was, and that nothing stands beside it. */
    async function state(id: string): Promise<object> {
      const { Name, State, HostConfig, NetworkSettings, Mounts } = await inspect(id);
      const { RestartPolicy } = record(HostConfig);
      const networks = Object.entries(record(record(NetworkSettings)['Networks'])).map(([name]) => name);
      const left = (await docker('ps', '--all', '--quiet', '--no-trunc')).split('\n');
      return { Name, runs: record(State)['Running'], RestartPolicy, networks, Mounts, left };
    }

    const idle = ['busybox', 'sh', '-c', 'trap "exit 0" TERM; sleep 1000 & wait'];
    const run = (...args: string[]) => docker('run', '-d', '--name', 'edit-web', ...args, ...idle);
    const other = (spec: ContainerSpec): ContainerSpec => ({ ...spec, env: [...spec.env, ['EDITED', '1']] });
    const worse = (spec: ContainerSpec): ContainerSpec => ({
      ...spec,
      entrypoint: ['sh', '-c'],
      command: ['echo broken >&2; exit 3'],
    });

    afterEach(async () => {
      const left = await docker('ps', '-aq');
      if (left) await docker('rm', '-fv', ...left.split('\n'));
    });

    describe('an edit', () => {
      test('takes the place of the container, which comes back when it is reverted', async () => {
        const id = await run('--volume', '/data', '--restart', 'always', '--label', 'team=lab');
        await docker('exec', id, 'sh', '-c', 'echo kept > /data/it; echo layer > /layer');
        const before = await state(id);
        const gantry = await start(await folder());
        const task = await gantry.edit(id, other);
        expect(task.problem).toBeUndefined();
        const made = String(task.result?.['container']);
        expect(made).not.toBe(id);
        expect(await docker('exec', 'edit-web', 'sh', '-c', 'cat /data/it; echo $EDITED')).toBe('kept\n1');
        const now = await inspect(made);
        expect(record(now['HostConfig'])['RestartPolicy']).toMatchObject({ Name: 'always' });
        const [one] = await kept(gantry);
        expect(one).toMatchObject({ name: 'edit-web', container: made, old: id });
        const old = await inspect(id);
        expect(text(old['Name']).replace(/^\//, '')).toBe(one?.aside);
        expect(record(old['State'])['Running']).toBe(false);
        const { task: back } = await gantry.edits.revert({ engine: key, edit: one?.id ?? '' }, { signal: never });
        expect((await gantry.tasks.wait(back)).problem).toBeUndefined();
        expect(await state(id)).toEqual(before);
        expect(await docker('exec', 'edit-web', 'cat', '/data/it', '/layer')).toBe('kept\nlayer');
        expect(await kept(gantry)).toEqual([]);
      });

      test('whose container fails leaves the old one as it was, and says what that printed', async () => {
        const id = await run('--publish', '127.0.0.1:18090:80');
        const before = await state(id);
        const gantry = await start(await folder());
        const task = await gantry.edit(id, worse);
        expect(task.problem).toMatchObject({ reason: 'edit-ended', params: { code: 3 } });
        expect(await state(id)).toEqual(before);
        const lines: string[] = [];
        for await (const step of gantry.tasks.output({ task: task.id }, { signal: never })) {
          for (const line of step.lines) if ('text' in line) lines.push(line.text);
        }
        expect(lines).toContain('broken');
      });

      test('waits until the new one is healthy, or takes it back', async () => {
        const id = await run('--health-cmd', 'test -e /tmp/well', '--health-interval', '1s', '--health-retries', '2');
        const gantry = await start(await folder());
        const before = await state(id);
        const task = await gantry.edit(id, other);
        expect(task.problem).toMatchObject({ reason: 'edit-unhealthy' });
        expect(await state(id)).toEqual(before);
        const well = await gantry.edit(id, (spec) => ({ ...spec, healthCommand: 'true' }));
        expect(well.problem).toBeUndefined();
      });

      test('of what does not run makes another that does not, and of what removes itself leads back to one like it', async () => {
        const gantry = await start(await folder());
        const still = await docker('create', '--name', 'edit-still', ...idle);
        const done = await gantry.edit(still, other);
        expect(done.problem).toBeUndefined();
        expect(record((await inspect('edit-still'))['State'])['Running']).toBe(false);
        const id = await run('--rm');
        expect((await gantry.edit(id, worse)).problem).toMatchObject({ reason: 'edit-ended' });
        const again = await inspect('edit-web');
        expect([again['Id'] === id, record(again['State'])['Running']]).toEqual([false, true]);
        const fine = await gantry.edit(text(again['Id']), other);
        expect(fine.problem).toBeUndefined();
        expect(fine.result?.['edit']).toBeUndefined();
        expect(await docker('exec', 'edit-web', 'sh', '-c', 'echo $EDITED')).toBe('1');
      });
    });

    test('what it was before is removed when its time is over, its volumes not, and not what somebody made theirs', async () => {
      const path = await folder();
      const first = await run('--volume', '/data');
      await docker('exec', first, 'sh', '-c', 'echo kept > /data/it');
      const gantry = await start(path);
      expect((await gantry.edit(first, other)).problem).toBeUndefined();
      const [one] = await kept(gantry);
      const file = join(path, 'edits.json');
      const overdue = async () => writeFile(file, (await readFile(file, 'utf8')).replace(/"until":\d+/, '"until":5'));
      await overdue();
      await start(path);
      await expect.poll(() => docker('ps', '-aq', '--no-trunc'), { timeout: 20_000 }).toBe(one?.container);
      expect(await docker('exec', 'edit-web', 'cat', '/data/it')).toBe('kept');
      await expect.poll(() => readFile(file, 'utf8'), { timeout: 20_000 }).toBe('{"version":1,"edits":[]}');

      const second = one?.container ?? '';
      const again = await start(path);
      expect((await again.edit(second, other)).problem).toBeUndefined();
      await docker('rename', second, 'edit-mine');
      await overdue();
      await start(path);
      await expect.poll(() => readFile(file, 'utf8'), { timeout: 20_000 }).toBe('{"version":1,"edits":[]}');
      expect(await docker('inspect', '--format', '{{.Id}}', 'edit-mine')).toBe(second);
    });

    test('two at once of one container are one: the other is told so', async () => {
      const id = await run();
      const gantry = await start(await folder());
      const ends = await Promise.all([gantry.edit(id, other), gantry.edit(id, other)]);
      expect(new Set(ends.map(({ problem }) => problem?.reason))).toEqual(new Set([undefined, 'edit-under-way']));
      expect(await kept(gantry)).toHaveLength(1);
    });

    test('the newest image is taken once there is one, and told by its version', async () => {
      const version = async (number: number) => {
        const base = await docker('create', 'busybox');
        const change = [
          '--change',
          `LABEL org.opencontainers.image.version=${number}`,
          '--change',
          `ENV OWN=${number}`,
        ];
        await docker('commit', ...change, base, 'edit-newest:1');
        await docker('rm', base);
      };
      await version(1);
      const id = await docker('run', '-d', '--name', 'edit-web', '--env', 'MINE=1', 'edit-newest:1', ...idle.slice(1));
      const newest = async (pull: () => Promise<unknown>) => {
        const gantry = await start(await folder(), {}, pull);
        const { task } = await gantry.edits.start({ engine: key, id, pull: 'always' }, { signal: never });
        return gantry.tasks.wait(task);
      };
      const same = await newest(async () => undefined);
      expect([same.problem, same.text?.id]).toEqual([undefined, 'up-to-date']);
      expect(record(await inspect('edit-web'))['Id']).toBe(id);
      const task = await newest(() => version(2));
      expect(task.problem).toBeUndefined();
      expect([task.result?.['from'], task.result?.['to']]).toEqual([
        expect.stringMatching(/^1 /),
        expect.stringMatching(/^2 /),
      ]);
      expect(await docker('exec', 'edit-web', 'sh', '-c', 'echo $OWN $MINE')).toBe('2 1');
      await docker('rm', '-f', 'edit-web', id);
      await docker('rmi', 'edit-newest:1');
    });

    /** A good edit changes the engine so often: make, update, stop, rename, rename, launch. */
    const steps = [0, 1, 2, 3, 4, 5];

    describe('an edit that is cut', () => {
      test('by the end of Gantry at any step is undone at its next start', async () => {
        const id = await run('--restart', 'always', '--volume', '/data');
        await docker('exec', id, 'sh', '-c', 'echo kept > /data/it');
        const before = await state(id);
        for (const when of ['before', 'after'] as const) {
          for (const at of steps) {
            const path = await folder();
            let isOver = false;
            let died: () => void = () => undefined;
            const death = new Promise<void>((resolve) => (died = resolve));
            const stand = (step: number) => {
              if (isOver || step !== at) return undefined;
              died();
              return new Promise<void>(() => undefined);
            };
            const gantry = await start(path, { [when]: stand });
            const end = gantry.edit(id, other);
            const over = await Promise.race([death.then(() => 'cut'), end.then(() => 'over')]);
            // An engine that changes no restart policy has one step less.
            isOver = true;
            if (over === 'cut') await start(path);
            else await revertAll(gantry);
            expect([when, at, await state(id)]).toEqual([when, at, before]);
            expect(await docker('exec', id, 'cat', '/data/it')).toBe('kept');
          }
        }
      }, 180_000);

      test('by the engine at any step is undone once it answers again', async () => {
        const id = await run('--restart', 'always');
        const before = await state(id);
        for (const when of ['before', 'after'] as const) {
          for (const at of steps) {
            const path = await folder();
            let isOver = false;
            // From there on it answers nothing.
            const lost = async (step: number) => {
              if (!isOver && step >= at) throw problem('engine-unreachable', 'engine-lost');
            };
            const gantry = await start(path, { [when]: lost });
            const task = await gantry.edit(id, other);
            isOver = true;
            if (task.problem) await start(path);
            else await revertAll(gantry);
            expect([when, at, await state(id)]).toEqual([when, at, before]);
          }
        }
      }, 180_000);

      test('by a person while the old one stops is undone, and that runs again', async () => {
        // Takes the 5 s that it has, and tells that it was asked.
        const stubborn = 'trap "echo asked" TERM; while :; do sleep 0.1; done';
        const id = await docker(
          'run',
          '-d',
          '--name',
          'edit-web',
          '--stop-timeout',
          '5',
          'busybox',
          'sh',
          '-c',
          stubborn,
        );
        const before = await state(id);
        const gantry = await start(await folder());
        const { task } = await gantry.edits.start({ engine: key, id, pull: 'missing' }, { signal: never });
        await expect.poll(() => docker('logs', id), { timeout: 20_000 }).toBe('asked');
        await gantry.tasks.cancel({ task });
        expect((await gantry.tasks.wait(task)).state).toBe('cancelled');
        expect(await state(id)).toEqual(before);
      });
    });

    async function revertAll(gantry: Gantry): Promise<void> {
      for (const one of await kept(gantry)) {
        const { task } = await gantry.edits.revert({ engine: key, edit: one.id }, { signal: never });
        expect((await gantry.tasks.wait(task)).problem).toBeUndefined();
      }
    }
  },
  ['docker', 'podman5'],
);
