import { containerFilter } from '../../../app/container-filter.ts';
import type { Container, containers } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engine.ts';
import { type LogTarget, maxSources } from '../../../app/logs.ts';
import { problem } from '../../../app/problem.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import type { Connection } from '../../engine/connection.ts';
import type { Engines } from '../engine.ts';
import { Bell } from '../live.ts';
import type { LiveLogs } from './live-logs.ts';
import type { SpoolStore } from './spool-store.ts';
import type { LogView } from './view.ts';

/** What finding the logs of a view takes. */
export interface FeedSources {
  readonly engines: Engines;
  readonly logs: LiveLogs;
  readonly store: SpoolStore;
  readonly containers: Pick<Service<typeof containers>, 'watch'>;
}

/** Adds to a view the logs of its target, now and as they appear, until the signal aborts. */
export async function feed(sources: FeedSources, view: LogView, target: LogTarget, signal: AbortSignal): Promise<void> {
  switch (target.kind) {
    case 'kept':
      view.add(await sources.logs.openKept(target.log));
      return;
    case 'containers':
      await Promise.all(target.ids.map((id) => feedContainer(sources, view, { engine: target.engine, id }, signal)));
      return;
    case 'matching':
      await feedMatching(sources, view, target.engine, target.filter, signal);
  }
}

/** One container, also one that is gone, or whose engine is, if its log was kept. */
async function feedContainer(
  { engines, logs, store }: FeedSources,
  view: LogView,
  { engine, id }: { readonly engine: EngineId; readonly id: string },
  signal: AbortSignal,
): Promise<void> {
  const connection = engines.use(engine, signal);
  let shown = false;
  const showKept = async (): Promise<boolean> => {
    const logsOnDisk = await store.list();
    const kept = logsOnDisk.find(({ note }) => note?.engine === engine && note.containers.includes(id));
    if (kept && !shown) view.add(await logs.openKept(kept.id));
    shown ||= kept !== undefined;
    return shown;
  };
  while (await answering(connection, signal, showKept)) {
    try {
      const [container] = await connection.engine.containers.read([id], signal);
      if (container) view.add(await logs.open(engine, container));
      else if (!(await showKept())) throw problem('not-found', 'There is no such container any more.');
      return;
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
  view: LogView,
  engine: EngineId,
  filter: string,
  signal: AbortSignal,
): Promise<void> {
  const matches = containerFilter(filter);
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
