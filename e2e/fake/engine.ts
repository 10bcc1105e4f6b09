import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { type FakeContainer, fakeContainer, inspectBody, listBody, statsBody } from './engine-bodies.ts';

/** One request as a handler sees it. */
export interface Exchange {
  readonly engine: FakeEngine;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  /** What stood for `:id` in the route. */
  readonly id: string;
  readonly body: string;
}

export type Handler = (exchange: Exchange) => void | Promise<void>;

export interface FakeScript {
  /** Rows, or how many ordinary running ones. */
  readonly containers?: number | readonly Partial<FakeContainer>[];
  readonly podman?: boolean;
  /** Where to listen; a new folder by default. */
  readonly socket?: string;
  /** Answers instead of the default ones, by route: `GET /_ping`, `GET /containers/:id/logs`, … without version. */
  readonly handlers?: Readonly<Record<string, Handler>>;
}

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An engine that runs nothing and answers as told, for what a real one cannot be made to do. */
export interface FakeEngine {
  readonly socket: string;
  readonly script: FakeScript;
  readonly requests: readonly FakeRequest[];
  readonly containers: Map<string, FakeContainer>;
  /** How many event streams are open. */
  readonly listening: number;
  /** Sends raw bytes or one JSON event to every open event stream. */
  emit(event: object | string | Buffer): void;
  /** Sends bytes to everybody who follows this container's log. */
  print(id: string, bytes: Buffer): void;
  /** Answers nothing from now on, but takes connections as before. */
  mute(): void;
  /** Breaks every open connection, as an engine does that is killed. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts a fake engine on a unix socket. Close it when done. */
export async function startFakeEngine(script: FakeScript = {}): Promise<FakeEngine> {
  const folder = script.socket ? undefined : await mkdtemp(join(tmpdir(), 'fake-'));
  const engine = new Fake(script, script.socket ?? join(folder ?? '', 'e.sock'));
  await engine.listen();
  engine.onClosed = async () => {
    if (folder) await rm(folder, { recursive: true, force: true });
  };
  return engine;
}

class Fake implements FakeEngine {
  readonly script: FakeScript;
  readonly socket: string;
  readonly requests: FakeRequest[] = [];
  readonly containers = new Map<string, FakeContainer>();
  readonly events = new Set<ServerResponse>();
  readonly followers = new Map<string, Set<ServerResponse>>();
  onClosed: () => Promise<void> = async () => {};
  readonly #sockets = new Set<Duplex>();
  #isMute = false;
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #routes: [method: string, pattern: RegExp, handler: Handler][];

  constructor(script: FakeScript, socket: string) {
    this.script = script;
    this.socket = socket;
    const rows = typeof script.containers === 'number' ? Array.from({ length: script.containers }, () => ({})) : [];
    const given: readonly Partial<FakeContainer>[] = Array.isArray(script.containers) ? script.containers : rows;
    for (const [at, row] of given.entries()) {
      const container = fakeContainer(at, row);
      this.containers.set(container.id, container);
    }
    this.#routes = Object.entries({ ...defaults, ...script.handlers }).map(([route, handler]) => {
      const [method = '', path = ''] = route.split(' ');
      return [method, new RegExp(`^(?:/v[\\d.]+)?${path.replace(':id', '([^/]+)')}$`), handler];
    });
  }

  get listening(): number {
    return this.events.size;
  }

  async listen(): Promise<void> {
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    // An upgraded connection is the fake shell's: see `shell`.
    this.#server.on('upgrade', ({ headers }, socket: Duplex, head: Buffer) => {
      socket.unshift(head);
      shell(socket, Number(headers['content-length'] ?? 0));
    });
    await new Promise<void>((resolve) => this.#server.listen(this.socket, resolve));
  }

  emit(event: object | string | Buffer): void {
    const bytes = typeof event === 'string' || Buffer.isBuffer(event) ? event : `${JSON.stringify(event)}\n`;
    for (const response of this.events) response.write(bytes);
  }

  print(id: string, bytes: Buffer): void {
    for (const response of this.followers.get(id) ?? []) response.write(bytes);
  }

  /** A container's new state and the events that tell of it. */
  become(container: FakeContainer, state: string, ...actions: string[]): void {
    this.containers.set(container.id, { ...container, state, status: state === 'running' ? 'Up 1 second' : state });
    for (const Action of actions) this.emit({ Type: 'container', Action, Actor: { ID: container.id } });
    if (state === 'exited') for (const response of this.followers.get(container.id) ?? []) response.end();
  }

  mute(): void {
    this.#isMute = true;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.cut();
    await closed;
    await this.onClosed();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://fake');
    const { method = '' } = request;
    this.requests.push({ method, path: pathname, query: Object.fromEntries(query), body });
    if (this.#isMute) return;
    for (const [wanted, pattern, handler] of this.#routes.toReversed()) {
      const match = wanted === method && pattern.exec(pathname);
      if (!match) continue;
      await handler({ engine: this, request, response, query, id: decodeURIComponent(match[1] ?? ''), body });
      return;
    }
    sendJson(response, 404, { message: 'page not found' });
  }
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/** One frame of a multiplexed stream. */
export function frame(stream: 1 | 2 | 3, text: string | Buffer): Buffer {
  const payload = Buffer.from(text);
  const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
}

type Known = Omit<Exchange, 'engine'> & { readonly engine: Fake; readonly container: FakeContainer };

/** A route about one container; 404 for an unknown one. */
function known(run: (exchange: Known) => void): Handler {
  return (exchange) => {
    const { engine, id, response } = exchange;
    const container = engine.containers.get(id);
    if (container && engine instanceof Fake) run({ ...exchange, engine, container });
    else sendJson(response, 404, { message: `No such container: ${id}` });
  };
}

function verb(state: string, ...actions: string[]): Handler {
  return known(({ engine, container, response }) => {
    engine.become(container, state, ...actions);
    response.writeHead(204).end();
  });
}

const defaults: Readonly<Record<string, Handler>> = {
  'GET /_ping': ({ engine, response }) => {
    response.setHeader('api-version', '1.41');
    if (engine.script.podman) response.setHeader('libpod-api-version', '4.3.1');
    response.end('OK');
  },
  'GET /version': ({ response }) =>
    sendJson(response, 200, {
      Version: '0.0-fake',
      ApiVersion: '1.41',
      MinAPIVersion: '1.12',
      Os: 'linux',
      Arch: 'amd64',
    }),
  'GET /info': ({ response }) => sendJson(response, 200, { MemTotal: 8 * 2 ** 30 }),
  'GET /events': ({ engine, response }) => {
    if (!(engine instanceof Fake)) return;
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    engine.events.add(response);
    response.on('close', () => engine.events.delete(response));
  },
  'GET /containers/json': ({ engine, response, query }) => {
    const ids = /"id":(\[[^\]]*\])/.exec(query.get('filters') ?? '')?.[1];
    const rows = [...engine.containers.values()].filter(
      ({ id, state }) => (query.get('all') === '1' || state === 'running') && (!ids || ids.includes(id)),
    );
    sendJson(response, 200, rows.map(listBody));
  },
  'GET /containers/:id/json': known(({ container, response }) => sendJson(response, 200, inspectBody(container))),
  'GET /containers/:id/logs': known(({ engine, container, query, response }) => {
    response.writeHead(200).flushHeaders();
    for (const bytes of container.log) response.write(bytes);
    if (query.get('follow') !== '1' || container.state !== 'running') {
      response.end();
      return;
    }
    const followers = engine.followers.get(container.id) ?? new Set();
    engine.followers.set(container.id, followers.add(response));
    response.on('close', () => followers.delete(response));
  }),
  'GET /containers/:id/stats': known(({ container, response }) => {
    response.writeHead(200).flushHeaders();
    let sample = 0;
    const send = (): void => void response.write(`${JSON.stringify(statsBody(container, sample++))}\n`);
    send();
    const timer = setInterval(send, 1000);
    response.on('close', () => clearInterval(timer));
  }),
  'POST /containers/:id/start': verb('running', 'start'),
  'POST /containers/:id/stop': verb('exited', 'kill', 'die', 'stop'),
  'POST /containers/:id/restart': verb('running', 'kill', 'die', 'stop', 'start', 'restart'),
  'POST /containers/:id/kill': verb('exited', 'kill', 'die'),
  'POST /containers/:id/pause': verb('paused', 'pause'),
  'POST /containers/:id/unpause': verb('running', 'unpause'),
  'DELETE /containers/:id': known(({ engine, container, response }) => {
    engine.become(container, 'exited', 'destroy');
    engine.containers.delete(container.id);
    response.writeHead(204).end();
  }),
  'POST /containers/:id/exec': known(({ response }) => sendJson(response, 201, { Id: 'f'.repeat(64) })),
  'POST /exec/:id/start': ({ response }) => void response.end(),
  'POST /exec/:id/resize': ({ response }) => void response.end(),
  'GET /exec/:id/json': ({ response }) => sendJson(response, 200, { Running: false, ExitCode: 0 }),
};

/** A shell of sorts: a prompt, an echo, and `exit`. The first `skip` bytes are the body of its request. */
function shell(socket: Duplex, skip: number): void {
  socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n$ ');
  let line = '';
  let left = skip;
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    // Without a TTY it is no shell but a command, of which there is none here.
    if (chunk.subarray(0, left).includes('"Tty":false')) socket.end();
    const keys = chunk.subarray(left).toString();
    left = Math.max(0, left - chunk.length);
    for (const key of keys) {
      if (key !== '\r' && key !== '\n') line += key;
      socket.write(key === '\r' || key === '\n' ? '\r\n' : key);
      if (key !== '\r' && key !== '\n') continue;
      if (line === 'exit') socket.end();
      else socket.write(`${line}\r\n$ `);
      line = '';
    }
  });
}
