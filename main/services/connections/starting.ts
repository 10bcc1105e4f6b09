import { access } from 'node:fs/promises';
import type { Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { starting } from '../../../app/starting.ts';
import { cliWord } from '../../../app/text/command-line.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { Machine } from '../../engine/endpoints/machine.ts';
import { type Starter, starterOf } from '../../engine/endpoints/starters.ts';
import { runChild } from '../../processes/child.ts';
import { LineReader } from '../../processes/line-reader.ts';
import { onPath } from '../../processes/on-path.ts';
import type { Engines } from '../engine/engine.ts';
import type { TaskHandle, Tasks } from '../tasks/tasks.ts';

/** How long a start that was cancelled may tidy up, in ms: a virtual machine that has begun is stopped again. */
const grace = 10_000;

/** Where programs are that an app which was started from a desktop does not find. */
const moreFolders = ['/usr/local/bin', '/opt/homebrew/bin', '/Applications/Docker.app/Contents/Resources/bin'];

/** There while systemd runs the machine; its programs may lie on one that it does not run. */
const systemdRuns = '/run/systemd/system';

/**
 * Starts engines of this machine by the command that is known for their address.
 * @param env for the programs
 */
export function createStarting(
  engines: Engines,
  tasks: Tasks,
  machine: Machine,
  env: NodeJS.ProcessEnv,
): Service<typeof starting> {
  const starterFor = (engine: string) => starterOf(engines.connection(engine).endpoint, machine);
  return {
    find: async ({ engine }) => {
      const starter = starterFor(engine);
      return starter && { command: commandOf(starter), here: (await pathOf(starter, machine, env)) !== undefined };
    },
    start: async ({ engine }) => {
      const starter = starterFor(engine);
      if (!starter) throw problem('unsupported', 'start-unknown');
      const path = await pathOf(starter, machine, env);
      if (path === undefined) throw problem('unsupported', 'start-not-here', { params: { program: starter.program } });
      const { name } = engines.connection(engine).endpoint;
      const cli = commandOf(starter).map(cliWord).join(' ');
      return tasks.start(
        { kind: 'start', title: saying('start-engine', { name }), engine, subject: name, cli },
        async (task) => {
          await run(path, starter, env, task);
          engines.retry({ engine });
        },
      );
    },
  };
}

function commandOf({ program, args }: Starter): readonly string[] {
  return [program, ...args];
}

/** Where its program is; undefined where there is none that could do it. */
async function pathOf({ program }: Starter, { root }: Machine, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (program === 'systemctl' && !(await isThere(`${root}${systemdRuns}`))) return undefined;
  return onPath(program, env, moreFolders);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Rejects with why it failed. What it leaves running is the engine: that is not ended with Gantry. */
async function run(path: string, { program, args }: Starter, env: NodeJS.ProcessEnv, task: TaskHandle): Promise<void> {
  const lines = new LineReader((line) => task.print(line));
  const errors = new LineReader((line) => task.print(line));
  const code = await runChild({
    command: path,
    args,
    env,
    onOutput: (piece) => lines.push(piece),
    onErrorOutput: (piece) => errors.push(piece),
    signal: task.signal,
    limit: grace,
  });
  lines.end();
  errors.end();
  task.signal.throwIfAborted();
  if (code !== 0) throw problem('engine-unreachable', 'start-failed', { params: { program, code } });
}
