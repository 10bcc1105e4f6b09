import type { Container } from '../../../app/containers.ts';
import { toProblem } from '../../../app/problem.ts';
import type { EngineContainers } from '../ports/containers.ts';
import { createContainer, explainRename, explainStart } from './container-create.ts';
import { readDetail } from './container-detail.ts';
import { withNetworkIds } from './container-networks.ts';
import { readSpec } from './container-recipe.ts';
import { readDefaults } from './container-rest.ts';
import { readRow, rowOf } from './container-row.ts';
import { openExec, runExec } from './exec.ts';
import type { EngineHttp, Limits } from './http.ts';
import { readLogs } from './logs.ts';
import { notAnEngine } from './problems.ts';
import { machineMemory, readStats } from './stats.ts';

/** More at once make the engine no faster. */
const inspectsAtOnce = 16;
/** These take as long as the container's own grace period, which may be anything. */
const unlimited: Limits = { time: undefined };

/** What `dockerEngine` knows about the engine behind the connection. */
export interface Dialect {
  readonly podman: boolean;
}

/** The containers of an engine. `agreed` resolves once an API version was negotiated. */
export function dockerContainers(
  http: EngineHttp,
  agreed: (signal: AbortSignal) => Promise<Dialect>,
): EngineContainers {
  let memory: Promise<number | undefined> | undefined;
  const totalMemory = (signal: AbortSignal) => () =>
    (memory ??= http.json({ method: 'GET', path: '/info' }, signal).then(machineMemory, () => {
      memory = undefined;
      return undefined;
    }));

  const inspect: EngineContainers['inspect'] = async (id, signal) => {
    const { podman } = await agreed(signal);
    return readDetail(await http.json({ method: 'GET', path: `${pathOf(id)}/json` }, signal), podman);
  };

  return {
    ...containerVerbs(http, agreed),
    list: async (scope, signal) => listContainers(http, await agreed(signal), scope, signal),
    read: (ids, signal) => readContainers(inspect, ids, signal),
    inspect: async (id, signal) => withNetworkIds(http, await inspect(id, signal), signal),
    async readSpec(made, image, signal) {
      const { podman } = await agreed(signal);
      return readSpec(made, image, readDefaults(await http.json({ method: 'GET', path: '/info' }, signal), podman));
    },
    create: async (spec, signal) => {
      await agreed(signal);
      return createContainer(http, spec, signal);
    },
    async rename(id, name, signal) {
      await agreed(signal);
      const request = { method: 'POST', path: `${pathOf(id)}/rename`, query: { name } } as const;
      await http.good(request, signal).catch((error: unknown) => {
        throw explainRename(error, name);
      });
    },
    async remove(id, volumes, signal) {
      const { podman } = await agreed(signal);
      // Podman's forced remove first waits 10 s for a process that ignores SIGTERM; Docker's kills at once.
      if (podman) await http.call({ method: 'POST', path: `${http.prefix}${pathOf(id)}/kill` }, signal);
      await removeContainer(http, id, volumes, signal);
    },
    async *logs(id, options, signal) {
      await agreed(signal);
      yield* readLogs(http, id, options, signal);
    },
    async *stats(id, signal) {
      await agreed(signal);
      yield* readStats(http, id, signal, totalMemory(signal));
    },
    async exec(id, options, signal) {
      await agreed(signal);
      return openExec(http, id, options, signal);
    },
    async run(id, options, signal) {
      await agreed(signal);
      return runExec(http, id, options, signal);
    },
  };
}

type Verbs = Pick<EngineContainers, 'launch' | 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill'>;

/** What an engine does to a container by name. */
function containerVerbs(http: EngineHttp, agreed: (signal: AbortSignal) => Promise<Dialect>): Verbs {
  const verb =
    (name: string, limits: Limits = {}) =>
    async (id: string, signal: AbortSignal): Promise<void> => {
      await agreed(signal);
      // 304: it already is as it was asked to be.
      await http.good({ method: 'POST', path: `${pathOf(id)}/${name}` }, signal, limits, [304]);
    };
  const start = verb('start');
  return {
    launch: (id, signal) =>
      start(id, signal).catch((error: unknown) => {
        throw explainStart(error);
      }),
    start,
    stop: verb('stop', unlimited),
    restart: verb('restart', unlimited),
    pause: verb('pause'),
    unpause: verb('unpause'),
    kill: verb('kill'),
  };
}

function pathOf(id: string): string {
  return `/containers/${encodeURIComponent(id)}`;
}

async function removeContainer(http: EngineHttp, id: string, volumes: boolean, signal: AbortSignal): Promise<void> {
  const query = { force: 1, v: volumes ? 1 : 0 };
  try {
    await http.good({ method: 'DELETE', path: pathOf(id), query }, signal, unlimited, [404]);
  } catch (error) {
    // 409: somebody else's removal is under way (`--rm`, another window): the container goes either way.
    if (toProblem(error).code !== 'conflict') throw error;
  }
}

async function listContainers(
  http: EngineHttp,
  { podman }: Dialect,
  scope: 'all' | 'running',
  signal: AbortSignal,
): Promise<Container[]> {
  const query = { all: scope === 'all' ? 1 : 0 };
  const answer = await http.list({ method: 'GET', path: '/containers/json', query }, signal);
  if (!Array.isArray(answer)) throw notAnEngine('a list of containers that is none');
  return answer.map((item) => readRow(item, podman)).filter((row) => row !== undefined);
}

/**
 * By inspect, not by a listing with an id filter: Docker sends an event before its list knows of the change (the list
 * is read from a copy that is written afterwards), while inspect waits for the container's lock. It is also three
 * times as fast.
 */
async function readContainers(
  inspect: EngineContainers['inspect'],
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Container[]> {
  const rows: Container[] = [];
  for (let at = 0; at < ids.length; at += inspectsAtOnce) {
    const read = ids.slice(at, at + inspectsAtOnce).map(async (id) => {
      try {
        return rowOf(await inspect(id, signal));
      } catch (error) {
        if (toProblem(error).code === 'not-found') return undefined;
        throw error;
      }
    });
    rows.push(...(await Promise.all(read)).filter((row) => row !== undefined));
  }
  return rows;
}
