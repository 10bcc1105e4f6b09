import type { Container, containers } from '../../../../app/containers.ts';
import { containerFilter } from '../../../../app/derive/container-filter.ts';
import type { EngineId } from '../../../../app/engines/engine.ts';
import { type EngineLogs, type LogTarget, maxSources } from '../../../../app/logs.ts';
import type { Service } from '../../../../app/rpc/operation.ts';
import { type Problem, problem, toProblem } from '../../../../app/rpc/problem.ts';
import { Bell } from '../../../base/live.ts';
import type { Connection } from '../../../engine/connection.ts';
import type { Engines } from '../../engine/engine.ts';
import type { LiveLogs, LogLease } from '../follow/live-logs.ts';
import type { SpoolStore } from '../store/spool-store.ts';

/** What finding the logs of a view takes. */
export interface FeedSources {
  readonly engines: Engines;
  readonly logs: LiveLogs;
  readonly store: SpoolStore;
  readonly containers: Pick<Service<typeof containers>, 'watch'>;
}

/** Takes the logs that it is given, and releases them in the end. */
export interface Fed {
  add(lease: LogLease): void;
  /** Of several engines, logs of this one are still looked for; the problem is why, where that is known. */
  lacks?(engine: EngineId, why?: Problem): void;
  /** They are found. */
  found?(engine: EngineId): void;
}

/** Gives a view the logs of its target, now and as they appear, until the signal aborts. */
export async function feed(sources: FeedSources, view: Fed, target: LogTarget, signal: AbortSignal): Promise<void> {
  switch (target.kind) {
    case 'kept':
      view.add(await sources.logs.openKept(target.log));
      return;
    case 'together': {
      const room = Math.floor(maxSources / target.parts.length);
      await Promise.all(target.parts.map((part) => feedPart(sources, view, part, { room, signal })));
      return;
    }
    default:
      await feedOf(sources, view, target, { room: maxSources, signal });
  }
}

interface Within {
  /** Logs that there is room for. */
  readonly room: number;
  readonly signal: AbortSignal;
  readonly onFound?: () => void;
}

async function feedOf(sources: FeedSources, view: Fed, target: EngineLogs, within: Within): Promise<void> {
  switch (target.kind) {
    case 'containers':
      await feedContainers(sources, view, target, within);
      return;
    case 'matching':
      await feedMatching(sources, view, target.engine, containerFilter(target.filter), within);
      return;
    case 'project':
      await feedMatching(sources, view, target.engine, ({ project }) => project === target.project, within);
  }
}

/** Logs of one of several engines. Never rejects: what it lacks is told, and holds up no other. */
async function feedPart(sources: FeedSources, view: Fed, part: EngineLogs, { room, signal }: Within): Promise<void> {
  const { engine } = part;
  const looking = new AbortController();
  const onFound = (): void => {
    looking.abort();
    view.found?.(engine);
  };
  try {
    const connection = sources.engines.use(engine, signal);
    const tell = (): void => {
      const { status } = connection;
      view.lacks?.(engine, status.kind === 'unreachable' ? status.problem : undefined);
    };
    const release = connection.onStatus(tell);
    looking.signal.addEventListener('abort', release);
    tell();
    await feedOf(sources, view, part, { room, signal, onFound });
  } catch (error) {
    if (!signal.aborted) view.lacks?.(engine, toProblem(error));
  } finally {
    looking.abort();
  }
}

/** Containers by their ids, also those that are gone, or whose engine is, if their logs were kept. */
async function feedContainers(
  { engines, logs, store }: FeedSources,
  view: Fed,
  { engine, ids }: Extract<EngineLogs, { kind: 'containers' }>,
  { signal, onFound }: Within,
): Promise<void> {
  const connection = engines.use(engine, signal);
  const missing = new Set(ids);
  const showKept = async (): Promise<void> => {
    for (const { id, note } of await store.list()) {
      const held = note?.engine === engine ? note.containers.filter((container) => missing.has(container)) : [];
      if (held.length > 0) view.add(await logs.openKept(id));
      for (const container of held) missing.delete(container);
    }
  };
  while (await answering(connection, signal, showKept)) {
    try {
      for (const container of await connection.engine.containers.read(ids, signal)) {
        missing.delete(container.id);
        view.add(await logs.open(engine, container));
      }
      if (missing.size > 0) await showKept();
      if (missing.size === 0) {
        onFound?.();
        return;
      }
      throw problem('not-found', ids.length === 1 ? 'log-container-gone' : 'log-containers-gone');
    } catch (error) {
      if (connection.status.kind === 'connected' || signal.aborted) throw error;
    }
  }
}

/** Waits until the engine answers; `lost` is told when it does not. False when the signal aborts. */
async function answering(connection: Connection, signal: AbortSignal, lost: () => Promise<unknown>): Promise<boolean> {
  const bell = new Bell();
  const release = connection.onStatus(bell.ring);
  try {
    for (let { kind } = connection.status; !signal.aborted && kind !== 'connected'; { kind } = connection.status) {
      if (kind === 'unreachable') await lost();
      // Rung already, if the status changed meanwhile.
      await bell.wait(signal);
    }
  } finally {
    release();
  }
  return !signal.aborted;
}

async function feedMatching(
  { containers, logs }: FeedSources,
  view: Fed,
  engine: EngineId,
  matches: (container: Container) => boolean,
  { room, signal, onFound }: Within,
): Promise<void> {
  const added = new Set<string>();
  const changes = containers.watch({ engine }, { signal });
  for await (const { changed } of changes) {
    // Those that run matter most where not all find room.
    for (const container of changed.filter(matches).toSorted(runningFirst)) {
      if (added.has(container.id) || added.size >= room) continue;
      added.add(container.id);
      view.add(await logs.open(engine, container));
    }
    onFound?.();
  }
}

function runningFirst(a: Container, b: Container): number {
  return Number(b.state === 'running') - Number(a.state === 'running');
}
