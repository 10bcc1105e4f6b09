import type { LogTarget } from '../../../app/logs.ts';
import type { DockTab } from '../../../app/settings.ts';
import type { SettingsService } from '../settings.ts';
import { type FeedSources, feed } from './feed.ts';
import type { LogLease } from './live-logs.ts';

/** Follows what is docked, whether its tab is in front or not, until the signal aborts: a docked log misses nothing. */
export async function recordDocked(
  sources: FeedSources,
  settings: SettingsService,
  signal: AbortSignal,
): Promise<void> {
  const running = new Map<string, AbortController>();
  for await (const { dockTabs } of settings.watch({}, { signal })) {
    const wanted = new Map(
      dockTabs.flatMap((tab) => targetOf(tab) ?? []).map((target) => [JSON.stringify(target), target]),
    );
    for (const [key, stop] of running) {
      if (wanted.has(key)) continue;
      stop.abort();
      running.delete(key);
    }
    for (const [key, target] of wanted) {
      if (running.has(key)) continue;
      const stop = new AbortController();
      running.set(key, stop);
      record(sources, target, AbortSignal.any([signal, stop.signal]));
    }
  }
}

function record(sources: FeedSources, target: LogTarget, signal: AbortSignal): void {
  const leases: LogLease[] = [];
  const add = (lease: LogLease): void => {
    if (signal.aborted) lease.release();
    else leases.push(lease);
  };
  signal.addEventListener('abort', () => {
    for (const lease of leases) lease.release();
  });
  // An engine that is not known any more, a container that is gone: whoever opens the tab is told.
  feed(sources, { add }, target, signal).catch(() => {});
}

function targetOf(tab: DockTab): LogTarget | undefined {
  if (tab.kind === 'logs') return { kind: 'containers', engine: tab.engine, ids: [tab.container] };
  return tab.kind === 'log-view' ? tab.target : undefined;
}
