import type { Container, containers } from '../../../../app/containers.ts';
import { containerFilter } from '../../../../app/derive/container-filter.ts';
import type { EngineId } from '../../../../app/engines/engine.ts';
import { type LogTarget, maxSources } from '../../../../app/logs.ts';
import type { Service } from '../../../../app/rpc/operation.ts';
import { problem } from '../../../../app/rpc/problem.ts';
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
}

/** Gives a view the logs of its target, now and as they appear, until the signal aborts. */
export async function feed(sources: FeedSources, view: Fed, target: LogTarget, signal: AbortSignal): Promise<void> {
  switch (target.kind) {
    case 'kept':
      view.add(await sources.logs.openKept(target.log));
      return;
    case 'containers':
      await feedContainers(sources, view, target, signal);
      return;
    case 'matching':
      await feedMatching(sources, view, target.engine, containerFilter(target.filter), signal);
      return;
    case 'project':
      await feedMatching(sources, view, target.engine, ({ project }) => project === target.project, signal);
  }
}

/** Containers by their ids, also those that are gone, or whose engine is, if their logs were kept. */
async function feedContainers(
  { engines, logs, store }: FeedSources,
  view: Fed,
  { engine, ids }: Extract<LogTarget, { kind: 'containers' }>,
  signal: AbortSignal,
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
      if (missing.size === 0) return;
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
  signal: AbortSignal,
): Promise<void> {
  const added = new Set<string>();
  const changes = containers.watch({ engine }, { signal });
  for await (const { changed } of changes) {
    // Those that run matter most where not all find room.
    for (const container of changed.filter(matches).toSorted(runningFirst)) {
      if (added.has(container.id) || added.size >= maxSources) continue;
      added.add(container.id);
      view.add(await logs.open(engine, container));
    }
  }
}

function runningFirst(a: Container, b: Container): number {
  return Number(b.state === 'running') - Number(a.state === 'running');
}
