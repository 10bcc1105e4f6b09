import type { Handover, handovers } from '../../../app/engines/handovers.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { Machine } from '../../engine/endpoints/machine.ts';
import { dockerContexts } from '../../engine/handovers/docker-context.ts';
import type { Handed, Receiver } from '../../engine/handovers/handed.ts';
import { podmanConnections } from '../../engine/handovers/podman-connection.ts';
import { runChild } from '../../processes/child.ts';
import { LineReader } from '../../processes/line-reader.ts';
import { onPath } from '../../processes/on-path.ts';
import type { KnownEngines } from './known-engines.ts';

/** ms that a program may take to write a file. */
const patience = 30_000;
/** ms for it to end once it is told to. */
const grace = 2_000;
/** Lines of what a program says that are told: the last ones say why. */
const mostLines = 20;

const receivers: Readonly<Record<Handover['to'], Receiver>> = { docker: dockerContexts, podman: podmanConnections };

interface Job {
  readonly handed: Handed;
  readonly receiver: Receiver;
  readonly command: readonly string[];
  /** The program that does it; undefined where it is not installed. */
  readonly program: string | undefined;
}

/**
 * Hands engines that a person added to the docker CLI and to Podman: by their own programs where they are installed.
 * @param env for the programs
 */
export function createHandovers(
  known: KnownEngines,
  machine: Machine,
  env: NodeJS.ProcessEnv,
): Service<typeof handovers> {
  const jobOf = async ({ connection, to, name }: Handover): Promise<Job> => {
    const found = known.all.find(({ id }) => id === connection);
    if (!found) throw problem('not-found', 'engine-unknown');
    if (found.source !== 'own') throw problem('conflict', 'handover-not-own');
    const receiver = receivers[to];
    const { url, tls } = found;
    const handed = { name, url, ...(tls ? { tls } : {}) };
    await receiver.check(handed, machine);
    const command = receiver.command(handed);
    return { handed, receiver, command, program: await onPath(command[0] ?? '', env) };
  };
  return {
    plan: async (said) => {
      const { handed, receiver, command, program } = await jobOf(said);
      const files = await receiver.files(handed, machine, program !== undefined);
      return { ...(program === undefined ? {} : { command }), files };
    },
    write: async (said, { signal }) => {
      const { handed, receiver, command, program } = await jobOf(said);
      if (program === undefined) await receiver.write(handed, machine);
      else await run(program, command.slice(1), env, signal);
    },
  };
}

/** Rejects with the last of what it said. */
async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal) {
  const said: string[] = [];
  const hear = (line: string): void => {
    said.push(line);
    if (said.length > mostLines) said.shift();
  };
  const [output, errors] = [new LineReader(hear), new LineReader(hear)];
  const late = AbortSignal.timeout(patience);
  const code = await runChild({
    command,
    args,
    env,
    onOutput: (piece) => output.push(piece),
    onErrorOutput: (piece) => errors.push(piece),
    signal: AbortSignal.any([signal, late]),
    limit: grace,
  });
  output.end();
  errors.end();
  signal.throwIfAborted();
  if (code !== 0)
    throw problem('unsupported', 'handover-refused', { params: { program: command }, detail: said.join('\n') });
}
