import type { containers } from '../../../app/containers.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import type { LogKeeping } from '../../../app/settings.ts';
import type { Kept } from '../../disk/data-folder.ts';
import type { During } from '../../disk/unfinished.ts';
import type { Engines } from '../engine/engine.ts';
import type { SettingsService } from '../settings/settings.ts';
import type { Measured } from '../stats/measured.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { classifier } from './classify/classify.ts';
import { LiveLogs } from './follow/live-logs.ts';
import { Recording } from './recording.ts';
import { SearchRunner } from './search/search-runner.ts';
import { startSearchThread } from './search/search-thread.ts';
import { LogService } from './service.ts';
import { SpoolStore } from './store/spool-store.ts';

interface LogParts {
  readonly engines: Engines;
  readonly containers: Pick<Service<typeof containers>, 'watch'>;
  readonly measured: Measured;
  readonly tasks: Tasks;
  readonly settings: SettingsService;
  readonly folder: Kept;
  readonly during: During;
  /** The program of the thread that searches. */
  readonly searchProgram: string;
}

/** The log slice: what is kept in Gantry's folder, what is followed, and the service that shows it. */
export async function createLogs(parts: LogParts) {
  const { engines, containers, measured, tasks, settings, folder, during, searchProgram } = parts;
  const keeping = (): LogKeeping => settings.current().logs;
  const classify = classifier(() => settings.current().logStatusLevels);
  const store = await SpoolStore.create({ kept: folder, classify, limits: limitsOf(keeping()) });
  const logs = new LiveLogs(engines, store, (id) => keeping().keep && !keeping().never.includes(id));
  const searches = new SearchRunner(() => startSearchThread(searchProgram));
  const end = new AbortController();
  void follow(settings, store, end.signal);
  const sources = { engines, logs, store, containers, searches, measured, during };
  const recording = await Recording.resume(sources, folder, end.signal);
  return {
    service: new LogService(sources, tasks, recording),
    /** Ends following and writes what is not on disk yet. */
    dispose: async (): Promise<void> => {
      end.abort();
      searches.dispose();
      await logs.dispose();
      await store.dispose();
    },
  };
}

async function follow(settings: SettingsService, store: SpoolStore, signal: AbortSignal): Promise<void> {
  for await (const { logs } of settings.watch({}, { signal })) store.limits = limitsOf(logs);
}

function limitsOf({ perLog, total, days }: LogKeeping) {
  return { log: perLog * 1024 ** 2, total: total * 1024 ** 2, age: days * 86_400_000 };
}
