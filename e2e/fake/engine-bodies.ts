import { createHash } from 'node:crypto';

/** What a fake container is; every field may be as hostile as a test likes. */
export interface FakeContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: string;
  readonly status: string;
  readonly tty: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** As Docker's list has them. */
  readonly ports: readonly object[];
  /** The bytes of its log, in the chunks in which they are sent (frames and timestamps included). */
  readonly log: readonly Buffer[];
  /** Put over the row of the list. */
  readonly row: object;
  /** Put over the answer of inspect. */
  readonly inspect: object;
}

/** An ordinary running container, the `at`th, but for what is given. */
export function fakeContainer(at: number, given: Partial<FakeContainer>): FakeContainer {
  return {
    id: createHash('sha256').update(`container ${at}`).digest('hex'),
    name: `fake-${at}`,
    image: 'busybox',
    state: 'running',
    status: 'Up 5 minutes',
    tty: false,
    labels: {},
    ports: [],
    log: [],
    row: {},
    inspect: {},
    ...given,
  };
}

/** A row of `GET /containers/json`. */
export function listBody(container: FakeContainer): object {
  return {
    Id: container.id,
    Names: [`/${container.name}`],
    Image: container.image,
    ImageID: `sha256:${'0'.repeat(64)}`,
    Command: 'sh -c true',
    Created: 1_700_000_000,
    Ports: container.ports,
    Labels: container.labels,
    State: container.state,
    Status: container.status,
    ...container.row,
  };
}

/** The answer of `GET /containers/{id}/json`. */
export function inspectBody(container: FakeContainer): object {
  return {
    Id: container.id,
    Created: '2023-11-14T22:13:20.5Z',
    Path: 'sh',
    Args: ['-c', 'true'],
    State: {
      Status: container.state,
      Running: container.state === 'running',
      ExitCode: 0,
      StartedAt: '2023-11-14T22:13:21Z',
      FinishedAt: '0001-01-01T00:00:00Z',
    },
    Image: `sha256:${'0'.repeat(64)}`,
    Name: `/${container.name}`,
    HostConfig: { LogConfig: { Type: 'json-file' }, RestartPolicy: { Name: 'no' } },
    Config: { Image: container.image, Tty: container.tty, Labels: container.labels, Env: [], Cmd: ['true'] },
    Mounts: [],
    NetworkSettings: { Ports: {}, Networks: {} },
    ...container.inspect,
  };
}

/** The `sample`th of a container that uses half a core of two. */
export function statsBody(container: FakeContainer, sample: number): object {
  const cpu = (n: number): object => ({
    cpu_usage: { total_usage: n * 5e8 },
    system_cpu_usage: n * 2e9,
    online_cpus: 2,
  });
  return {
    read: new Date(1_700_000_000_000 + sample * 1000).toISOString(),
    name: `/${container.name}`,
    cpu_stats: cpu(sample + 2),
    precpu_stats: sample === 0 ? { cpu_usage: { total_usage: 0 } } : cpu(sample + 1),
    memory_stats: { usage: 50 * 2 ** 20, limit: 100 * 2 ** 20, stats: { total_inactive_file: 10 * 2 ** 20 } },
    networks: { eth0: { rx_bytes: (sample + 1) * 2048, tx_bytes: (sample + 1) * 1024 } },
    blkio_stats: {
      io_service_bytes_recursive: [
        { op: 'Read', value: 4096 },
        { op: 'Write', value: sample * 512 },
      ],
    },
    pids_stats: { current: 3, limit: 100 },
  };
}
