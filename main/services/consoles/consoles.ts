import { homedir } from 'node:os';
import { basename } from 'node:path';
import type { consoles, FoundConsole } from '../../../app/consoles.ts';
import type { EngineContainer } from '../../../app/containers.ts';
import type { Context, Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { ConsoleHow } from '../../../app/terminal.ts';
import { launch } from '../../processes/child.ts';
import type { Engines } from '../engine/engine.ts';
import type { SettingsService } from '../settings/settings.ts';
import { shellLine } from './cli-line.ts';
import { consoleWords, foundConsole, withCommand } from './programs.ts';

type Opened = EngineContainer & { readonly how?: ConsoleHow | undefined };

/** How long a terminal program is watched, in ms: one that cannot open a window says so at once, by its exit code. */
const watched = 700;

/**
 * Opens shells in the system's terminal. No line goes through a shell of ours: the program gets the command as words.
 * @param env the environment to look for programs in, and to start them with
 */
export function createConsoles(
  engines: Engines,
  settings: SettingsService,
  env: NodeJS.ProcessEnv,
): Service<typeof consoles> {
  const open = async ({ engine, id, how }: Opened, { signal }: Context): Promise<FoundConsole> => {
    const template = await chosen(settings, env);
    const { containers } = await engines.ready(engine, signal);
    const { state } = await containers.inspect(id, signal);
    if (state !== 'running') throw problem('conflict', 'shell-not-running');
    const { endpoint, status } = engines.connection(engine);
    const podman = status.kind === 'connected' && status.version.product === 'Podman';
    const line = await shellLine(endpoint, { container: id, podman, how }, env);
    const [program = '', ...args] = template(line);
    await start(program, args, env);
    return { program };
  };
  return {
    find: async () => {
      const [program] = (await foundConsole(env)) ?? [];
      return program === undefined ? undefined : { program };
    },
    open,
  };
}

/** What makes the words to start of a command: the person's own line, else the first program that is found. */
async function chosen(
  settings: SettingsService,
  env: NodeJS.ProcessEnv,
): Promise<(command: readonly string[]) => readonly string[]> {
  const own = settings.current().console;
  if (own !== '') return (command) => consoleWords(own, command);
  const found = await foundConsole(env);
  if (!found) throw problem('unsupported', 'console-missing');
  return (command) => withCommand(found, command);
}

async function start(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const params = { program: basename(program) };
  const code = await launch(program, args, { env, cwd: homedir(), watched }).catch((error: unknown) => {
    const detail = error instanceof Error ? error.message : String(error);
    throw problem('unsupported', 'console-not-started', { params, detail });
  });
  if (code !== undefined && code !== 0) {
    throw problem('unsupported', 'console-failed', { params: { ...params, code } });
  }
}
