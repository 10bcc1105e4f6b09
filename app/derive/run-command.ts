import type { RestartPolicy } from '../container/limits.ts';
import type { ContainerSpec, MountSpec, PortSpec, PullPolicy } from '../create.ts';
import { cliWord, formatCommandLine } from '../text/command-line.ts';
import { leftOut } from '../text/left-out.ts';
import { optionWords } from './run-options.ts';

/**
 * What would do the same in a terminal: `docker run --detach …`, or `docker create …` where nothing is started. Values of
 * environment variables may be secret: without `values` the line takes them from the environment, and says so where they
 * are missing.
 */
export function runCommand(spec: ContainerSpec, pull: PullPolicy = 'missing', values = false): string {
  const [program = '', ...entrypointArgs] = spec.entrypoint ?? [];
  // `--entrypoint` takes one word; the others go before the command, where the engine puts them anyway.
  const command = [...entrypointArgs, ...(spec.command ?? [])];
  return [
    spec.start ? 'docker run --detach' : 'docker create',
    ...option('--pull', pull === 'missing' ? undefined : pull),
    ...option('--name', spec.name),
    ...(spec.autoRemove ? ['--rm'] : []),
    ...(spec.tty ? ['--tty'] : []),
    ...option('--restart', spec.restart === 'no' ? undefined : restartText(spec.restart, spec.maxRetries)),
    ...spec.ports.flatMap((port) => option('--publish', publishText(port))),
    ...spec.mounts.flatMap((mount) => option('--mount', mountText(mount))),
    ...spec.env.map(([name, value]) => `--env ${values || value === '' ? cliWord(`${name}=${value}`) : leftOut(name)}`),
    ...spec.labels.flatMap(([name, value]) => option('--label', `${name}=${value}`)),
    ...option('--network', spec.network),
    ...option('--user', spec.user),
    ...option('--workdir', spec.workdir),
    ...option('--memory', spec.memory === undefined ? undefined : `${spec.memory}b`),
    ...option('--cpus', spec.cpus === undefined ? undefined : String(spec.cpus)),
    ...optionWords(spec).map((words) => words.map(cliWord).join(' ')),
    ...option('--entrypoint', spec.entrypoint === undefined ? undefined : program),
    cliWord(spec.image),
    ...(command.length > 0 ? [formatCommandLine(command)] : []),
  ].join(' ');
}

function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${name} ${cliWord(value)}`];
}

/** As `--restart` takes it: `always`, `on-failure:3`. */
export function restartText(policy: RestartPolicy, maxRetries: number | undefined): string {
  return policy === 'on-failure' && maxRetries !== undefined ? `${policy}:${maxRetries}` : policy;
}

/** As `--publish` takes it: `127.0.0.1:8080:80/udp`, `80`. */
export function publishText({ hostIp, hostPort, containerPort, protocol }: PortSpec): string {
  const ip = hostIp === undefined ? '' : `${hostIp.includes(':') ? `[${hostIp}]` : hostIp}:`;
  const host = hostPort === undefined ? (hostIp === undefined ? '' : ':') : `${hostPort}:`;
  return `${ip}${host}${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

/** Its fields are CSV: what has a comma or a quote in it is quoted as a whole. */
function mountText({ type, source, target, readOnly }: MountSpec): string {
  return [
    `type=${type}`,
    ...(source === '' ? [] : [`source=${source}`]),
    `target=${target}`,
    ...(readOnly ? ['readonly'] : []),
  ]
    .map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}
