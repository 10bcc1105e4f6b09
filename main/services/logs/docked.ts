import type { DockTab } from '../../../app/settings.ts';
import type { Engines } from '../engine.ts';
import { Bell } from '../live.ts';
import type { SettingsService } from '../settings.ts';
import type { LiveLogs } from './live-logs.ts';

/** Follows what is docked, whether its tab is in front or not, until the signal aborts: a docked log misses nothing. */
export async function recordDocked(
  {
    engines,
    logs,
    settings,
  }: { readonly engines: Engines; readonly logs: LiveLogs; readonly settings: SettingsService },
  signal: AbortSignal,
): Promise<void> {
  const running = new Map<string, AbortController>();
  for await (const { dockTabs } of settings.watch({}, { signal })) {
    const wanted = new Map(
      dockTabs.filter(({ kind }) => kind === 'logs').map((tab) => [`${tab.engine}/${tab.container}`, tab]),
    );
    for (const [key, stop] of running) {
      if (wanted.has(key)) continue;
      stop.abort();
      running.delete(key);
    }
    for (const [key, tab] of wanted) {
      if (running.has(key)) continue;
      const stop = new AbortController();
      running.set(key, stop);
      void record(engines, logs, tab, AbortSignal.any([signal, stop.signal]));
    }
  }
}

async function record(engines: Engines, logs: LiveLogs, tab: DockTab, signal: AbortSignal): Promise<void> {
  const bell = new Bell();
  try {
    const connection = engines.use(tab.engine, signal);
    const release = connection.onStatus(bell.ring);
    signal.addEventListener('abort', release, { once: true });
    while (!signal.aborted) {
      if (connection.status.kind === 'connected') {
        const [container] = await connection.engine.containers.read([tab.container], signal);
        if (!container) return;
        const lease = await logs.open(tab.engine, container);
        if (signal.aborted) lease.release();
        else signal.addEventListener('abort', () => lease.release(), { once: true });
        return;
      }
      await bell.wait(signal);
    }
  } catch {
    // An engine that is not known any more, or was lost just now: whoever opens the tab is told.
  }
}
