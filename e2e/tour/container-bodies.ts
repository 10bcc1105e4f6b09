import { type TourContainer, type TourPort, type World } from './world.ts';

/** A row of `GET /containers/json`. */
export function listRow(world: World, container: TourContainer): object {
  const { id, name, image, imageId, command, created, labels, state, ports, mounts } = container;
  return {
    Id: id,
    Names: [`/${name}`],
    Image: image,
    ImageID: `sha256:${imageId}`,
    Command: command.join(' '),
    Created: Math.floor(created / 1000),
    Ports: ports.map(rowPort),
    Labels: labels,
    State: state,
    Status: statusOf(container),
    HostConfig: { NetworkMode: [...container.networks.keys()][0] ?? 'none' },
    NetworkSettings: { Networks: networksOf(world, container) },
    Mounts: mounts.map(mountBody),
  };
}

/** The answer of `GET /containers/{id}/json`. */
export function inspectBody(world: World, container: TourContainer): object {
  const { id, name, image, imageId, command, state, restart, memory, health, autoRemove } = container;
  const [Path = '', ...Args] = command;
  return {
    Id: id,
    Created: new Date(container.created).toISOString(),
    Path,
    Args,
    State: {
      Status: state,
      Running: state === 'running' || state === 'paused' || state === 'restarting',
      Paused: state === 'paused',
      Restarting: state === 'restarting',
      OOMKilled: false,
      Dead: false,
      Pid: state === 'running' || state === 'paused' ? 4000 + Number.parseInt(id.slice(0, 3), 16) : 0,
      ExitCode: container.exitCode,
      Error: '',
      StartedAt: instant(container.startedAt),
      FinishedAt: instant(container.finishedAt),
      ...(health && state !== 'exited' ? { Health: healthBody(container, health) } : {}),
    },
    Image: `sha256:${imageId}`,
    Name: `/${name}`,
    RestartCount: container.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    HostConfig: {
      LogConfig: { Type: 'json-file', Config: {} },
      RestartPolicy: restart,
      Memory: memory,
      AutoRemove: autoRemove,
      PortBindings: portsBody(container.ports.filter(({ hostPort }) => hostPort !== undefined)),
      ...container.updated,
    },
    Config: {
      Hostname: id.slice(0, 12),
      Image: image,
      Cmd: command,
      Env: container.env,
      Labels: container.labels,
      Tty: container.tty,
      User: container.user,
      WorkingDir: container.workingDir,
      ...(health ? { Healthcheck: { Test: ['CMD-SHELL', health.command], Interval: 3e9, Retries: 1 } } : {}),
    },
    Mounts: container.mounts.map(mountBody),
    NetworkSettings: { Ports: portsBody(container.ports), Networks: networksOf(world, container) },
  };
}

function instant(time: number): string {
  return time === 0 ? '0001-01-01T00:00:00Z' : new Date(time).toISOString();
}

/** As the docker command writes it. */
function statusOf({ state, exitCode, startedAt, finishedAt, health, isWell }: TourContainer): string {
  switch (state) {
    case 'created':
      return 'Created';
    case 'exited':
      return `Exited (${exitCode}) ${ago(finishedAt)} ago`;
    case 'restarting':
      return `Restarting (${exitCode}) ${ago(finishedAt)} ago`;
    case 'paused':
      return `Up ${ago(startedAt)} (Paused)`;
    case 'running': {
      const checked = isWell === undefined ? 'health: starting' : isWell ? 'healthy' : 'unhealthy';
      return `Up ${ago(startedAt)}${health ? ` (${checked})` : ''}`;
    }
  }
}

function ago(time: number): string {
  const seconds = Math.max(1, Math.round((Date.now() - time) / 1000));
  if (seconds < 60) return `${seconds} seconds`;
  return seconds < 3600 ? `${Math.floor(seconds / 60)} minutes` : `${Math.floor(seconds / 3600)} hours`;
}

function healthBody({ isWell }: TourContainer, health: NonNullable<TourContainer['health']>): object {
  const Status = isWell === undefined ? 'starting' : isWell ? 'healthy' : 'unhealthy';
  const now = Date.now();
  const output = health.isWell ? '' : 'wget: server returned error: HTTP/1.1 404 Not Found\n';
  const checks = isWell === undefined ? [] : [12, 9, 6, 3];
  return {
    Status,
    FailingStreak: isWell === false ? 7 : 0,
    Log: checks.map((seconds) => ({
      Start: new Date(now - seconds * 1000).toISOString(),
      End: new Date(now - seconds * 1000 + 40).toISOString(),
      ExitCode: health.isWell ? 0 : 1,
      Output: output,
    })),
  };
}

function rowPort({ key, hostIp, hostPort }: TourPort): object {
  const [port, Type] = key.split('/');
  const base = { PrivatePort: Number(port), Type };
  return hostPort === undefined ? base : { ...base, IP: hostIp || '0.0.0.0', PublicPort: hostPort };
}

function portsBody(ports: readonly TourPort[]): Record<string, object[] | null> {
  const body: Record<string, object[] | null> = {};
  for (const { key, hostIp, hostPort } of ports) {
    body[key] ??= null;
    if (hostPort === undefined) continue;
    body[key] = [...(body[key] ?? []), { HostIp: hostIp || '0.0.0.0', HostPort: String(hostPort) }];
  }
  return body;
}

function mountBody({ type, source, target, readOnly }: TourContainer['mounts'][number]): object {
  const volume = type === 'volume';
  return {
    Type: type,
    ...(volume ? { Name: source, Driver: 'local' } : {}),
    Source: volume ? `/var/lib/docker/volumes/${source}/_data` : source,
    Destination: target,
    Mode: '',
    RW: !readOnly,
  };
}

function networksOf(world: World, { networks, state }: TourContainer): Record<string, object> {
  const up = state === 'running' || state === 'paused';
  return Object.fromEntries(
    [...networks].map(([name, { ip, aliases }]) => {
      const network = [...world.networks.values()].find((one) => one.name === name);
      const IPAddress = up ? ip : '';
      return [name, { NetworkID: network?.id ?? '', IPAddress, Gateway: network?.gateway ?? '', Aliases: aliases }];
    }),
  );
}

/** The `sample`th of a container's figures, a second apart. */
export function statsBody(container: TourContainer, sample: number): object {
  const seed = Number.parseInt(container.id.slice(0, 4), 16);
  const load = container.name === 'gateway' ? 0.14 : 0.005 + (seed % 7) / 200;
  // Counters only grow; how fast goes up and down.
  const used = (n: number): number => Math.round((load * n + (load / 2) * Math.sin(n / 4 + seed)) * 1e9 + 1e9);
  const cpu = (n: number): object => ({
    cpu_usage: { total_usage: used(n) },
    system_cpu_usage: (n + 100) * 2e9,
    online_cpus: 2,
  });
  const memory = (18 + (seed % 40) + 3 * Math.sin(sample / 9 + seed)) * 2 ** 20;
  const asleep = container.state === 'paused';
  // All counted from the start, like the processor's time.
  const moved = (used(asleep ? 0 : sample + 1) - 1e9) / 1e4;
  return {
    read: new Date().toISOString(),
    name: `/${container.name}`,
    cpu_stats: cpu(asleep ? 0 : sample + 1),
    precpu_stats: sample === 0 ? { cpu_usage: { total_usage: 0 } } : cpu(asleep ? 0 : sample),
    memory_stats: {
      usage: Math.round(memory),
      limit: container.memory || 8 * 2 ** 30,
      stats: { inactive_file: 2 ** 20 },
    },
    networks: { eth0: { rx_bytes: Math.round(moved), tx_bytes: Math.round(moved * 3) } },
    blkio_stats: {
      io_service_bytes_recursive: [
        { major: 8, minor: 0, op: 'read', value: 12 * 2 ** 20 },
        { major: 8, minor: 0, op: 'write', value: Math.round(moved / 2) },
      ],
    },
    pids_stats: { current: 2 + (seed % 9) },
  };
}
