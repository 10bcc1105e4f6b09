import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Task } from '../../../app/tasks.ts';
import { engineId, enginesOn } from '../../../e2e/fake/one-engine.ts';
import { api } from '../../../e2e/lab/api.ts';
import { comparableOf, everything } from '../../../e2e/lab/base/alike.ts';
import { ownFolder } from '../../../e2e/lab/base/folder.ts';
import { dockerOn, inspectOn, removeContainers } from '../../../e2e/lab/cli.ts';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import { type Raw, record, text } from '../../base/json.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { createContainers } from '../containers/containers.ts';
import { createTasks } from '../tasks/tasks.ts';
import { removeKept } from './keep.ts';
import { Recipes } from './recipes.ts';
import { createRecipes } from './service.ts';

const never = new AbortController().signal;

onEachEngine(
  (lab) => {
    const docker = dockerOn(lab);
    const inspect = inspectOn(docker);

    /** Gantry on a folder, as far as removals and what undoes them need it. */
    async function start(path: string) {
      const engines = await enginesOn(lab().socket);
      onTestFinished(() => engines.dispose());
      const tasks = createTasks();
      const recipes = await Recipes.open(unshared(path));
      const containers = createContainers(engines, tasks, removeKept(recipes));
      const pull = async () => Promise.reject(new Error('nothing is to be pulled'));
      const service = createRecipes(engines, tasks, { recipes, pull });
      return {
        service,
        containers,
        tasks,
        remove: (id: string, volumes = false) =>
          containers.remove({ engine: engineId, id, volumes }, { signal: never }),
        recreate: async (...ids: (string | undefined)[]): Promise<Task> => {
          const { task } = await service.recreate(
            { engine: engineId, recipes: ids.map((id) => id ?? '') },
            { signal: never },
          );
          return tasks.wait(task);
        },
        kept: async () => {
          for await (const { changed } of service.watch({}, { signal: AbortSignal.timeout(5000) })) return changed;
          return [];
        },
      };
    }

    const idle = ['busybox', 'sh', '-c', 'trap "exit 0" TERM; sleep 1000 & wait'];

    afterEach(async () => {
      await removeContainers(docker);
      await docker('network', 'rm', 'alike-a', 'alike-b').catch(() => undefined);
      await docker('volume', 'rm', '-f', 'alike-data');
    });

    describe('a container that was removed', () => {
      test('is made again, equal but for ids and times, also after a restart', async () => {
        await docker('network', 'create', '--subnet', '10.78.1.0/24', 'alike-a');
        await docker('network', 'create', '--subnet', '10.78.2.0/24', 'alike-b');
        const body = everything('alike', '10.78.1.7');
        const made = await api(lab().socket, 'POST', '/containers/create?name=alike-web', body);
        expect([made.status, made.body]).toEqual([201, expect.any(String)]);
        await docker('network', 'connect', '--alias', 'back', '--ip', '10.78.2.9', 'alike-b', 'alike-web');
        await docker('start', 'alike-web');
        await docker('exec', '--user', '0', 'alike-web', 'sh', '-c', 'echo kept > /nameless/it');
        const id = text((await inspect('alike-web'))['Id']);
        const before = comparableOf(await inspect(id));
        const path = await ownFolder();
        const { recipe, volumes } = await (await start(path)).remove(id);
        expect([volumes, await docker('ps', '-aq', '--filter', `id=${id}`)]).toEqual([0, '']);
        const file = await stat(join(path, 'recipes.json'));
        expect(file.mode & 0o777).toBe(0o600);

        const gantry = await start(path);
        expect(await gantry.kept()).toMatchObject([
          { id: recipe, engine: engineId, name: 'alike-web', image: 'busybox' },
        ]);
        const task = await gantry.recreate(recipe);
        expect(task.problem).toBeUndefined();
        const again = await inspect('alike-web');
        expect(again['Id']).toBe(task.result?.['container']);
        expect(again['Id']).not.toBe(id);
        expect(record(again['State'])['Running']).toBe(true);
        expect(comparableOf(again)).toEqual(before);
        expect(await docker('exec', 'alike-web', 'cat', '/nameless/it')).toBe('kept');
        expect(await gantry.kept()).toEqual([]);
      });

      test('begins with new volumes where they went along, and stays stopped if it was', async () => {
        const names = async () => (await docker('volume', 'ls', '-q')).split('\n').toSorted();
        const others = await names();
        const id = await docker(
          'create',
          '--name',
          'fresh',
          '--mount',
          'type=volume,target=/a',
          '--volume',
          '/b',
          ...idle,
        );
        const mounts = async () => {
          const { Mounts } = await inspect('fresh');
          return (Mounts as Raw[]).map(({ Type, Destination }) => `${text(Type)} ${text(Destination)}`).toSorted();
        };
        const before = [await mounts(), record(comparableOf(await inspect(id)))['Config']];
        const gantry = await start(await ownFolder());
        const { recipe, volumes } = await gantry.remove(id, true);
        expect([volumes, await names()]).toEqual([2, others]);
        expect((await gantry.recreate(recipe)).problem).toBeUndefined();
        expect([await mounts(), record(comparableOf(await inspect('fresh')))['Config']]).toEqual(before);
        const { State, Id } = await inspect('fresh');
        expect(record(State)['Running']).toBe(false);
        // They are without a name again, so they go with it again.
        await gantry.remove(text(Id), true);
        expect(await names()).toEqual(others);
      });

      test('comes back with all that were removed with it, what others need first', async () => {
        const front = await docker('run', '-d', '--name', 'front', ...idle);
        const side = await docker('run', '-d', '--name', 'side', '--network', `container:${front}`, ...idle);
        const rear = await docker('run', '-d', '--name', 'rear', '--network', `container:${front}`, ...idle);
        const gantry = await start(await ownFolder());
        const gone: (string | undefined)[] = [];
        for (const id of [rear, side, front]) gone.push((await gantry.remove(id)).recipe);
        const task = await gantry.recreate(...gone);
        expect([task.problem, task.text]).toEqual([
          undefined,
          { id: 'recreated-many', params: { made: 3, failed: 0 } },
        ]);
        const now = await inspect('front');
        for (const name of ['side', 'rear']) {
          const { HostConfig, State } = await inspect(name);
          expect([record(HostConfig)['NetworkMode'], record(State)['Running']]).toEqual([
            `container:${text(now['Id'])}`,
            true,
          ]);
        }
        await docker('rm', '-f', 'side', 'rear');
      });

      test('and was pruned is kept as well; what runs again by then is not removed', async () => {
        const done = await docker('create', '--name', 'done', 'busybox', 'true');
        const again = await docker('create', '--name', 'again', ...idle);
        const gantry = await start(await ownFolder());
        const found = await gantry.containers.prunePreview({ engine: engineId }, { signal: never });
        expect(found.map(({ name }) => name).toSorted()).toEqual(['again', 'done']);
        await docker('start', again);
        const order = { engine: engineId, containers: [done, again], volumes: false };
        const { task } = await gantry.containers.prune(order, { signal: never });
        expect((await gantry.tasks.wait(task)).result).toEqual({ removed: 1, kept: 1 });
        expect(await docker('ps', '--format', '{{.Names}}')).toBe('again');
        const [kept] = await gantry.kept();
        expect((await gantry.recreate(kept?.id)).problem).toBeUndefined();
        expect(record((await inspect('done'))['State'])['Running']).toBe(false);
      });

      test('keeps its image when its name has moved, and says why it cannot be made where its name is taken', async () => {
        const base = await docker('create', '--env', 'OWN=1', 'busybox');
        await docker('commit', '--change', 'ENV OWN=1', base, 'alike:1');
        const id = await docker('create', '--name', 'held', 'alike:1', 'true');
        const gantry = await start(await ownFolder());
        const { recipe } = await gantry.remove(id);
        await docker('tag', 'alike:1', 'alike:old');
        await docker('commit', '--change', 'ENV OWN=2', base, 'alike:1');
        const thief = await docker('create', '--name', 'held', 'busybox', 'true');
        const refused = await gantry.recreate(recipe);
        expect(refused.problem).toMatchObject({ code: 'conflict', field: 'name' });
        expect(await gantry.kept()).toHaveLength(1);
        await docker('rm', thief);
        expect((await gantry.recreate(recipe)).problem).toBeUndefined();
        expect(record((await inspect('held'))['Config'])['Env']).toContain('OWN=1');
        await docker('rm', 'held', base);
        await docker('rmi', 'alike:1', 'alike:old');
      });
    });
  },
  ['docker', 'podman5'],
);
