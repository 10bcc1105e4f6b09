import { afterEach, onTestFinished } from 'vitest';
import type { ContainerSpec } from '../../../app/create.ts';
import type { KeptEdit } from '../../../app/edits.ts';
import type { Task } from '../../../app/tasks.ts';
import { engineId, enginesOn } from '../../../e2e/fake/one-engine.ts';
import { type Docker, dockerOn, inspectOn, removeContainers } from '../../../e2e/lab/cli.ts';
import type { TestedEngine } from '../../../e2e/lab/engines.ts';
import { type Raw, record } from '../../base/json.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { Connection } from '../../engine/connection.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import type { Endpoint } from '../../engine/endpoints/endpoints.ts';
import type { Engine } from '../../engine/engine.ts';
import { createContainers } from '../containers/containers.ts';
import { createTasks, type Tasks } from '../tasks/tasks.ts';
import { createEdits, type EditsService } from './service.ts';

const never = new AbortController().signal;

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

/** As far as edits need it. */
export interface Gantry {
  readonly edits: EditsService;
  readonly tasks: Tasks;
  /** What an edit of a container came to. */
  edit(id: string, change: (spec: ContainerSpec) => ContainerSpec): Promise<Task>;
}

/** The program of the containers that are edited: it ends as soon as it is asked. */
export const idle = ['busybox', 'sh', '-c', 'trap "exit 0" TERM; sleep 1000 & wait'];

/** An edit that does no harm. */
export const other = (spec: ContainerSpec): ContainerSpec => ({ ...spec, env: [...spec.env, ['EDITED', '1']] });

/** The edits that a Gantry keeps. */
export async function kept({ edits }: Gantry): Promise<readonly KeptEdit[]> {
  for await (const { changed } of edits.watch({}, { signal: AbortSignal.timeout(5000) })) return changed;
  return [];
}

/** What tests of edits do to an engine; all containers there go after each. */
export interface Editing {
  readonly docker: Docker;
  readonly inspect: (id: string) => Promise<Raw>;
  /** Starts the container `edit-web`, with options of `docker run`, and gives its id. */
  readonly run: (...options: string[]) => Promise<string>;
  /** What of a container must be as it was, and that nothing stands beside it. */
  readonly state: (id: string) => Promise<object>;
  /** Gantry on a folder. */
  readonly start: (path: string, fate?: Fate, pull?: () => Promise<unknown>) => Promise<Gantry>;
}

/** For a suite of tests on one engine. */
export function editing(lab: () => TestedEngine): Editing {
  const docker = dockerOn(lab);
  const inspect = inspectOn(docker);
  afterEach(() => removeContainers(docker));
  return {
    docker,
    inspect,
    run: (...options) => docker('run', '-d', '--name', 'edit-web', ...options, ...idle),
    async state(id) {
      const { Name, State, HostConfig, NetworkSettings, Mounts } = await inspect(id);
      const { RestartPolicy } = record(HostConfig);
      const networks = Object.entries(record(record(NetworkSettings)['Networks'])).map(([name]) => name);
      const left = (await docker('ps', '--all', '--quiet', '--no-trunc')).split('\n');
      return { Name, runs: record(State)['Running'], RestartPolicy, networks, Mounts, left };
    },
    async start(path, fate = {}, pull = nothingToPull) {
      const connect = (one: Endpoint) => new Connection(one, fated(dockerEngine(one.address), fate));
      const engines = await enginesOn(lab().socket, connect);
      onTestFinished(() => engines.dispose());
      const tasks = createTasks();
      const containers = createContainers(engines, createTasks(), async () => ({ volumes: 0 }));
      const edits = await createEdits(engines, tasks, {
        folder: unshared(path),
        pull: async () => void (await pull()),
        verbs: containers,
      });
      await edits.recovered;
      return {
        edits,
        tasks,
        edit: async (id, change) => {
          const { spec } = await containers.recipe({ engine: engineId, id }, { signal: never });
          const order = { engine: engineId, id, spec: change(spec), pull: 'missing' } as const;
          const { task } = await edits.start(order, { signal: never });
          return tasks.wait(task);
        },
      };
    },
  };
}
