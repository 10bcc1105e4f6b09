import { createHash } from 'node:crypto';

/** One line of a container's log. */
export interface LogLine {
  /** ms since the epoch. */
  readonly time: number;
  /** Within that ms, so that no two lines of a container have the same time. */
  readonly nanos: number;
  readonly stream: 1 | 2;
  readonly text: string;
}

export interface TourPort {
  /** e.g. `80/tcp`. */
  readonly key: string;
  readonly hostIp: string;
  /** Undefined for one that is not published. */
  readonly hostPort: number | undefined;
}

export interface TourMount {
  readonly type: string;
  /** A volume's name, or a path. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface Attachment {
  readonly ip: string;
  readonly aliases: readonly string[];
}

/** What a container was created with. */
export interface TourSpec {
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly command: readonly string[];
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly workingDir: string;
  readonly user: string;
  readonly tty: boolean;
  readonly ports: readonly TourPort[];
  readonly mounts: readonly TourMount[];
  readonly restart: { readonly Name: string; readonly MaximumRetryCount: number };
  /** Bytes; 0 for no limit. */
  readonly memory: number;
  readonly autoRemove: boolean;
  /** The command of its health check, and whether that finds it well. */
  readonly health: { readonly command: string; readonly isWell: boolean } | undefined;
}

export interface TourContainer extends TourSpec {
  readonly id: string;
  /** ms since the epoch, as all times here. */
  readonly created: number;
  /** By the network's name. */
  readonly networks: Map<string, Attachment>;
  readonly log: LogLine[];
  state: 'created' | 'running' | 'paused' | 'restarting' | 'exited';
  exitCode: number;
  startedAt: number;
  finishedAt: number;
  restartCount: number;
  isWell: boolean | undefined;
  /** What an update changed, as a host configuration says it. */
  updated?: Readonly<Record<string, unknown>>;
}

export interface TourLayer {
  readonly createdBy: string;
  /** Bytes. */
  readonly size: number;
  readonly created: number;
}

export interface TourImage {
  /** 64 hex digits. */
  readonly id: string;
  readonly tags: Set<string>;
  readonly created: number;
  readonly config: Readonly<Record<string, unknown>>;
  /** The oldest first. */
  readonly layers: readonly TourLayer[];
}

export interface TourVolume {
  readonly name: string;
  readonly driver: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  readonly created: number;
  readonly size: number;
}

export interface TourNetwork {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly subnet: string;
  readonly gateway: string;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly created: number;
}

/** Says no as an engine does: a status, and a sentence. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** All that the tour's engine has, in memory. */
export class World {
  readonly containers = new Map<string, TourContainer>();
  readonly images = new Map<string, TourImage>();
  readonly volumes = new Map<string, TourVolume>();
  readonly networks = new Map<string, TourNetwork>();
  /** Steps of builds that need not be done again, with the bytes that they hold. */
  readonly buildCache = new Map<string, number>();
  readonly #listeners = new Set<(event: object) => void>();
  readonly #readers = new Map<string, Set<(line: LogLine | undefined) => void>>();
  #made = 0;

  /** Calls back at every event until the result is called. */
  listen(listener: (event: object) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells everybody that something happened. */
  tell(Type: string, Action: string, ID: string, Attributes: Readonly<Record<string, string>> = {}): void {
    const now = Date.now();
    const event = { Type, Action, Actor: { ID, Attributes }, time: Math.floor(now / 1000), timeNano: now * 1e6 };
    for (const listener of this.#listeners) listener(event);
  }

  /** Adds a line to a log. */
  print(container: TourContainer, stream: 1 | 2, text: string, time: number = Date.now()): void {
    const last = container.log.at(-1);
    const line = { time, nanos: last?.time === time ? last.nanos + 1 : 1, stream, text };
    container.log.push(line);
    // A tour lasts minutes; nobody reads further back.
    if (container.log.length > 20_000) container.log.splice(0, 5_000);
    for (const reader of this.#readers.get(container.id) ?? []) reader(line);
  }

  /** Calls back with each new line until the result is called, and with nothing when the container has ended. */
  follow(id: string, reader: (line: LogLine | undefined) => void): () => void {
    const readers = this.#readers.get(id) ?? new Set();
    this.#readers.set(id, readers.add(reader));
    return () => readers.delete(reader);
  }

  /** Whoever follows the log of a container is at its end. */
  endOfLog(id: string): void {
    for (const reader of this.#readers.get(id) ?? []) reader(undefined);
  }

  /** A container by id or name; refuses with 404. */
  container(key: string): TourContainer {
    const all = [...this.containers.values()];
    const found = this.containers.get(key) ?? all.find(({ id, name }) => name === key || id.startsWith(key));
    if (!found) throw new Refusal(404, `No such container: ${key}`);
    return found;
  }

  /** An image by id or name, undefined if there is none. */
  findImage(key: string): TourImage | undefined {
    const id = key.replace(/^sha256:/, '');
    const name = familiar(key);
    const all = [...this.images.values()];
    return (
      this.images.get(id) ??
      all.find(({ tags, id: own }) => tags.has(name) || (/^[0-9a-f]{12,}$/.test(id) && own.startsWith(id)))
    );
  }

  /** The same; refuses with 404. */
  image(key: string): TourImage {
    const found = this.findImage(key);
    if (!found) throw new Refusal(404, `No such image: ${key}`);
    return found;
  }

  /** A network by id or name; refuses with 404. */
  network(key: string): TourNetwork {
    const found = this.networks.get(key) ?? [...this.networks.values()].find(({ name }) => name === key);
    if (!found) throw new Refusal(404, `network ${key} not found`);
    return found;
  }

  /** An id that nothing has yet: 64 hex digits. */
  newId(): string {
    this.#made += 1;
    return idOf(`${process.pid} ${Date.now()} ${this.#made}`);
  }

  /** The next free address of a network. */
  nextAddress({ name, subnet }: TourNetwork): string {
    const taken = new Set([...this.containers.values()].map(({ networks }) => networks.get(name)?.ip));
    const base = subnet.split('/')[0]?.split('.').slice(0, 3).join('.') ?? '172.30.0';
    for (let host = 2; host < 255; host += 1) if (!taken.has(`${base}.${host}`)) return `${base}.${host}`;
    throw new Refusal(500, 'no available IPv4 addresses on this network');
  }
}

/** 64 hex digits that go with a text. */
export function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A reference as people write it, with its tag: `docker.io/library/nginx` → `nginx:latest`. */
export function familiar(reference: string): string {
  const short = reference.replace(/^docker\.io\/(library\/)?/, '');
  return /:[^/]+$/.test(short) || short.includes('@') ? short : `${short}:latest`;
}

/** The bytes of an image. */
export function sizeOf({ layers }: TourImage): number {
  return layers.reduce((sum, { size }) => sum + size, 0);
}
