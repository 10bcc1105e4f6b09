import { join } from 'node:path';
import { problem } from '../../../app/rpc/problem.ts';
import type { ConsoleHow } from '../../../app/terminal.ts';
import type { Endpoint } from '../../engine/endpoints/endpoints.ts';
import { onPath } from '../../processes/on-path.ts';
import { makeTlsFolder } from '../compose/tls-folder.ts';

/** How long certificates lie on disk for a docker command to read them, in ms: terminal programs start in seconds. */
const tlsLife = 60_000;

/** Becomes bash where there is one, else stays sh. */
const script = 'command -v bash >/dev/null 2>&1 && exec bash; exec sh';

interface ShellInConsole {
  /** Its id. */
  readonly container: string;
  /** Whether its engine is one of Podman. */
  readonly podman: boolean;
  readonly how?: ConsoleHow | undefined;
}

/**
 * The command that opens a shell in a container from any terminal of this machine: the address is part of it, as a
 * terminal program may run with another environment than ours. Certificates are put into a private folder for a minute.
 * @throws ProblemError `unsupported` where neither docker nor, for Podman, podman is found
 */
export async function shellLine(
  { address, url }: Endpoint,
  { container, podman, how = {} }: ShellInConsole,
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const exec = ['exec', ...optionsOf(how), container, ...(how.command ?? ['sh', '-c', script])];
  const docker = await onPath('docker', env);
  if (docker) return [docker, ...(await toEngine(address, url)), ...exec];
  const own = podman ? await onPath('podman', env) : undefined;
  if (own) return [own, '--url', url, ...exec];
  throw problem('unsupported', 'cli-missing');
}

function optionsOf({ user, workdir, privileged, tty = true }: ConsoleHow): readonly string[] {
  return [
    tty ? '-it' : '-i',
    ...(user === undefined ? [] : ['--user', user]),
    ...(workdir === undefined ? [] : ['--workdir', workdir]),
    ...(privileged ? ['--privileged'] : []),
  ];
}

/** The options of the docker command that lead to an engine, whatever context or variables it would go by. */
async function toEngine(address: Endpoint['address'], url: string): Promise<readonly string[]> {
  const host = ['--host', url];
  const tls = address.kind === 'tcp' ? address.tls : undefined;
  if (!tls) return host;
  const folder = await makeTlsFolder(tls);
  setTimeout(() => void folder.remove().catch(() => undefined), tlsLife).unref();
  const files = { tlscacert: tls.ca && 'ca', tlscert: tls.cert && 'cert', tlskey: tls.key && 'key' };
  const named = Object.entries(files).flatMap(([option, name]) =>
    name ? [`--${option}`, join(folder.path, `${name}.pem`)] : [],
  );
  return [...host, tls.skipVerify ? '--tls' : '--tlsverify', ...named];
}
