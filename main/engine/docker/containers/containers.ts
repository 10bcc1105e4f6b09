import { type Container, noEnd } from '../../../../app/containers.ts';
import { ProblemError, problem, toProblem } from '../../../../app/rpc/problem.ts';
import { record } from '../../../base/json.ts';
import type { EngineContainers } from '../../ports/containers.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp, Limits } from '../http/http.ts';
import { type Host, readHost } from '../http/machine.ts';
import { fromStatus, notAnEngine } from '../http/problems.ts';
import { openAttach, openAttachPiped } from './attach.ts';
import { readChanges } from './changes.ts';
import { createContainer, explainRename, explainStart } from './container-create.ts';
import { readDetail } from './container-detail.ts';
import { listHealths } from './container-health.ts';
import { containerLimits, updateContainer } from './container-limits.ts';
import { withNetworkIds } from './container-networks.ts';
import { readSpec } from './container-recipe.ts';
import { readDefaults } from './container-rest.ts';
import { readRow, rowOf } from './container-row.ts';
import { openExec, openPipe, runExec } from './exec.ts';
import { readLogs } from './logs.ts';
import { podmanRow, publishedOnly } from './podman-row.ts';
import { readProcesses } from './processes.ts';
import { readStats } from './stats.ts';
import { readTop } from './top.ts';

/** More at once make the engine no faster. */
const inspectsAtOnce = 16;
/** These take as long as the container's own grace period, which may be anything. */
const unlimited: Limits = { time: undefined };

/** The containers of an engine. */
export function dockerContainers(http: EngineHttp): EngineContainers {
  let host: Promise<Host | undefined> | undefined;
  const hosted = (signal: AbortSignal) => () =>
    (host ??= http.json({ method: 'GET', path: '/info' }, signal).then(readHost, () => {
      host = undefined;
      return undefined;
    }));

  const inspect: EngineContainers['inspect'] = async (id, signal) => {
    const podman = await http.isPodman(signal);
    return readDetail(await http.json({ method: 'GET', path: `${pathOf(id)}/json` }, signal), podman);
  };

  const readOne = async (id: string, signal: AbortSignal): Promise<Container> => {
    const row = rowOf(await inspect(id, signal));
    return (await http.isPodman(signal)) ? podmanRow(http, row, signal) : row;
  };

  return {
    ...containerVerbs(http),
    list: (scope, signal) => listContainers(http, scope, signal),
    read: (ids, signal) => readContainers(readOne, ids, signal),
    inspect: async (id, signal) => withNetworkIds(http, await inspect(id, signal), signal),
    top: (id, signal) => readTop(http, id, signal),
    changes: (id, signal) => readChanges(http, id, signal),
    async readSpec(made, image, signal) {
      const isPodman = await http.isPodman(signal);
      return readSpec(made, image, readDefaults(await http.json({ method: 'GET', path: '/info' }, signal), isPodman));
    },
    create: (spec, signal) => createContainer(http, spec, signal),
    async rename(id, name, signal) {
      const request = { method: 'POST', path: `${pathOf(id)}/rename`, query: { name } } as const;
      await http.good(request, signal).catch((error: unknown) => {
        throw explainRename(error, name);
      });
    },
    limits: (id, signal) => containerLimits(http, id, signal),
    update: (id, change, signal) => updateContainer(http, id, change, signal),
    async remove(id, volumes, signal) {
      // Podman's forced remove first waits 10 s for a process that ignores SIGTERM; Docker's kills at once.
      if (await http.isPodman(signal)) await http.call({ method: 'POST', path: `${pathOf(id)}/kill` }, signal);
      await removeContainer(http, id, volumes, signal);
    },
    removeEnded: (id, volumes, signal) => removeEnded(http, id, volumes, signal),
    logs: (id, options, signal) => readLogs(http, id, options, signal),
    // Podman looks at the end of the file first, and goes to wherever that is by then to wait for more.
    tailHasGaps: () => http.known?.product === 'Podman',
    stats: (id, signal) => readStats(http, id, signal, hosted(signal)),
    processes: (id, signal) => readProcesses(http, id, signal),
    hasPaths: (id, paths, signal) => Promise.all(paths.map((path) => hasPath(http, id, path, signal))),
    exec: (id, options, signal) => openExec(http, id, options, signal),
    pipe: (id, options, signal) => openPipe(http, id, options, signal),
    attach: (id, options, signal) => openAttach(http, id, options, signal),
    attachPiped: (id, options, signal) => openAttachPiped(http, id, options, signal),
    run: (id, options, signal) => runExec(http, id, options, signal),
  };
}

type Verbs = Pick<EngineContainers, 'launch' | 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill'>;

/** What an engine does to a container by name. */
function containerVerbs(http: EngineHttp): Verbs {
  const verb =
    (name: string, limits: Limits = {}) =>
    async (id: string, signal: AbortSignal): Promise<void> => {
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
    stop: (id, signal, seconds) => stopContainer(http, id, seconds, signal),
    restart: verb('restart', unlimited),
    pause: verb('pause'),
    unpause: verb('unpause'),
    kill: (id, signal, name) => killContainer(http, id, name, signal),
  };
}

/** Podman 4 takes no number below zero: some 68 years are as good as no end. */
const podmanNoEnd = 2 ** 31 - 1;

async function stopContainer(http: EngineHttp, id: string, seconds: number | undefined, signal: AbortSignal) {
  const isEndless = seconds === noEnd && (await http.isPodman(signal));
  const query = seconds === undefined ? {} : { t: isEndless ? podmanNoEnd : seconds };
  await http.good({ method: 'POST', path: `${pathOf(id)}/stop`, query }, signal, unlimited, [304]);
}

async function killContainer(http: EngineHttp, id: string, name: string | undefined, signal: AbortSignal) {
  const query = name === undefined ? {} : { signal: name };
  await http.good({ method: 'POST', path: `${pathOf(id)}/kill`, query }, signal).catch((error: unknown) => {
    throw name === undefined ? error : explainKill(error, name);
  });
}

/**
 * Why a signal could not be sent. Docker and Podman say that of a name; of a number it is what Docker says, and of Podman
 * the runtime fails.
 */
function explainKill(error: unknown, name: string): ProblemError {
  const found = toProblem(error);
  const { detail } = found;
  const isUnknown = /invalid signal|does not support signal|sending signal .*failed: exit status/is.test(detail ?? '');
  if (!isUnknown || found.code === 'conflict') return new ProblemError(found);
  const more = detail === undefined ? {} : { detail };
  return problem('invalid-input', 'signal-unknown', { params: { signal: name }, field: 'signal', ...more });
}

function pathOf(id: string): string {
  return `/containers/${encodeURIComponent(id)}`;
}

/** Asked of the archive as one file's head: some ms, and nothing runs for it. */
async function hasPath(http: EngineHttp, id: string, path: string, signal: AbortSignal): Promise<boolean> {
  const request = { method: 'HEAD', path: `${pathOf(id)}/archive`, query: { path } } as const;
  const { status, body } = await http.call(request, signal, { bound: bounds.brief });
  if (status === 404) return false;
  if (status >= 300) throw fromStatus(status, body);
  return true;
}

async function removeContainer(http: EngineHttp, id: string, volumes: boolean, signal: AbortSignal): Promise<void> {
  const query = { force: 1, v: volumes ? 1 : 0 };
  try {
    await http.good({ method: 'DELETE', path: pathOf(id), query }, signal, unlimited);
  } catch (error) {
    // Somebody else's removal (`--rm`, another window) is under way, or was a moment quicker: the container goes either way.
    const { code } = toProblem(error);
    if (code !== 'conflict' && code !== 'not-found') throw error;
  }
}

async function removeEnded(http: EngineHttp, id: string, volumes: boolean, signal: AbortSignal): Promise<void> {
  const query = { force: 0, v: volumes ? 1 : 0 };
  try {
    await http.good({ method: 'DELETE', path: pathOf(id), query }, signal, unlimited);
  } catch (error) {
    const { code } = toProblem(error);
    if (code === 'not-found') return;
    // Docker's word for what runs and for another removal, and Podman's for the first.
    if (code !== 'conflict' && code !== 'internal') throw error;
    const raw = record(await http.json({ method: 'GET', path: `${pathOf(id)}/json` }, signal).catch(() => undefined));
    const { Running, Paused } = record(raw['State']);
    if (Running === true || Paused === true) throw problem('in-use', 'container-runs');
    if (code !== 'conflict') throw error;
  }
}

async function listContainers(http: EngineHttp, scope: 'all' | 'running', signal: AbortSignal): Promise<Container[]> {
  const query = { all: scope === 'all' ? 1 : 0 };
  // First of all, or both of what follows would agree on a version.
  const podman = await http.isPodman(signal);
  const [answer, healths] = await Promise.all([
    http.list({ method: 'GET', path: '/containers/json', query }, signal),
    listHealths(http, signal),
  ]);
  if (!Array.isArray(answer)) throw notAnEngine('a list of containers that is none');
  const rows = answer.flatMap((item) => {
    const row = readRow(item, podman);
    return row ? { ...row, health: healths.get(row.id) ?? row.health } : [];
  });
  return podman ? rows.map(publishedOnly) : rows;
}

/**
 * By inspect, not by a listing with an id filter: Docker sends an event before its list knows of the change (the list
 * is read from a copy that is written afterwards), while inspect waits for the container's lock. It is also three
 * times as fast.
 */
async function readContainers(
  readOne: (id: string, signal: AbortSignal) => Promise<Container>,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Container[]> {
  const rows: Container[] = [];
  for (let at = 0; at < ids.length; at += inspectsAtOnce) {
    const read = ids.slice(at, at + inspectsAtOnce).map(async (id) => {
      try {
        return await readOne(id, signal);
      } catch (error) {
        if (toProblem(error).code === 'not-found') return undefined;
        throw error;
      }
    });
    rows.push(...(await Promise.all(read)).filter((row) => row !== undefined));
  }
  return rows;
}
