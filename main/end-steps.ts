import type { DataFolder } from './disk/data-folder.ts';
import type { EndStep } from './ending.ts';
import { endChildren } from './processes/child.ts';
import type { UtilityJobs } from './processes/utility-jobs.ts';
import type { BuildsService } from './services/builds/service.ts';
import type { KnownEngines } from './services/connections/known-engines.ts';
import type { DocumentsService } from './services/documents/documents.ts';
import type { EditsService } from './services/edits/service.ts';
import type { Engines } from './services/engine/engine.ts';
import type { HostService } from './services/host.ts';
import type { Recipes } from './services/recipes/recipes.ts';
import type { SettingsService } from './services/settings/settings.ts';
import type { Tasks } from './services/tasks/tasks.ts';
import type { TerminalService } from './services/terminal/service.ts';
import type { utilityJobs } from './services/utility/jobs.ts';

/** What ends, and what is written then. */
export interface Ending {
  readonly host: HostService;
  readonly terminal: TerminalService;
  readonly recordings: { dispose(): Promise<void> };
  readonly tasks: Tasks;
  /** Those that libraries do on foreign text, each in a process of its own. */
  readonly jobs: UtilityJobs<typeof utilityJobs>;
  readonly settings: SettingsService;
  readonly documents: DocumentsService;
  readonly edits: EditsService;
  readonly recipes: Recipes;
  readonly builds: BuildsService;
  readonly logs: { dispose(): Promise<void> };
  readonly known: KnownEngines;
  readonly engines: Engines;
  readonly folder: DataFolder;
}

/** In this order: a window may still save; what runs still prints and is remembered; what is little is written first. */
export function endSteps(parts: Ending): readonly EndStep[] {
  const { host, terminal, recordings, tasks, jobs, logs, known, engines, folder } = parts;
  return [
    {
      name: 'windows send what they have',
      share: 0.2,
      run: (limit) => {
        host.tell((state) => ({ ...state, ending: true }));
        return host.left(AbortSignal.timeout(Math.ceil(limit)));
      },
    },
    {
      name: 'shells, tasks and programs end',
      share: 0.43,
      run: (limit) => {
        jobs.dispose();
        return Promise.allSettled([
          recordings.dispose(),
          terminal.dispose(limit),
          tasks.dispose(limit),
          endChildren(limit),
        ]);
      },
    },
    {
      name: 'choices, drafts and histories are written',
      share: 0.17,
      run: () => flushed(parts),
    },
    { name: 'logs are written', share: 0.14, run: () => logs.dispose() },
    {
      name: 'the folder is given up',
      share: 0.06,
      run: () => {
        known.dispose();
        engines.dispose();
        return folder.release();
      },
    },
  ];
}

function flushed({ settings, documents, edits, recipes, builds, known }: Ending): Promise<unknown> {
  return Promise.allSettled([settings, documents, edits, recipes, builds, known.file].map((one) => one.flush()));
}
