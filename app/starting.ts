import * as z from 'zod/mini';
import { EngineId } from './engines/engine.ts';
import { call } from './rpc/operation.ts';
import type { StartedTask } from './tasks.ts';

/** What would start an engine. */
export interface EngineStarter {
  /** A program and what it is given, as they are run: no shell reads them. */
  readonly command: readonly string[];
  /** Whether the program is there, so that Gantry can run it. */
  readonly here: boolean;
}

const OneEngine = z.object({ engine: EngineId });

/** Engines that run on this machine are started by programs of theirs or of the system. Main knows the few that there are. */
export const starting = {
  /** What would start an engine; undefined where nothing is known to, as for one on another machine. Runs nothing. */
  find: call('safe', OneEngine).returns<EngineStarter | undefined>(),
  /**
   * Runs just that, and tries to connect when it has ended well. The task tells what it prints. With an engine start its
   * containers that restart by themselves.
   */
  start: call('changes', OneEngine).returns<StartedTask>(),
};
