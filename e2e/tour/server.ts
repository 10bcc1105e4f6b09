import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sendJson } from '../fake/engine.ts';
import { Refusal, type World } from './world.ts';

/** One request. */
export interface Exchange {
  readonly world: World;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  /** What stood for `:id` in the route, decoded. */
  readonly id: string;
  /** The body as an object; {} for none. */
  json(): Promise<Readonly<Record<string, unknown>>>;
}

export type Handler = (exchange: Exchange) => void | Promise<void>;

/** By method and path without version, e.g. `GET /containers/:id/json`; an `:id` of images and tags may hold slashes. */
export type Routes = Readonly<Record<string, Handler>>;

/** Takes over a connection: `id` stood in its path, `first` are the bytes of its body. */
export type Upgrade = (world: World, socket: Duplex, id: string) => void;

/** The engine's side of a socket. */
export class TourServer {
  readonly #sockets = new Set<Duplex>();
  readonly #world: World;
  readonly #routes: readonly (readonly [method: string, path: RegExp, handler: Handler])[];
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  constructor(world: World, routes: Routes, upgrade: Upgrade) {
    this.#world = world;
    this.#routes = Object.entries(routes).map(([route, handler]) => {
      const [method = '', path = ''] = route.split(' ');
      return [method, new RegExp(`^(?:/v[\\d.]+)?${path.replace(':id', '(.+)')}$`), handler];
    });
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
      const [, id = ''] = /\/exec\/(\w+)\/start$/.exec(request.url ?? '') ?? [];
      socket.on('error', () => socket.destroy());
      socket.unshift(head);
      skip(socket, Number(request.headers['content-length'] ?? 0), () => upgrade(world, socket, id));
    });
  }

  /** @param path of a Unix socket or a Windows pipe */
  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(path, resolve);
    });
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://tour');
      const json = async () => parsed(await buffer(request));
      for (const [method, path, handler] of this.#routes) {
        const match = method === request.method && path.exec(pathname);
        if (!match) continue;
        const id = decodeURIComponent(match[1] ?? '');
        await handler({ world: this.#world, request, response, query, id, json });
        return;
      }
      throw new Refusal(404, 'page not found');
    } catch (error) {
      const status = error instanceof Refusal ? error.status : 500;
      const message = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.end(`${JSON.stringify({ error: message, errorDetail: { message } })}\n`);
      else sendJson(response, status, { message });
    }
  }
}

/** Reads so many bytes away. */
function skip(socket: Duplex, size: number, then: () => void): void {
  let left = size;
  const read = (chunk: Buffer): void => {
    if (chunk.length < left) {
      left -= chunk.length;
      return;
    }
    socket.off('data', read);
    socket.pause();
    if (chunk.length > left) socket.unshift(chunk.subarray(left));
    then();
  };
  if (left === 0) then();
  else socket.on('data', read);
}

function parsed(body: Buffer): Readonly<Record<string, unknown>> {
  const text = body.toString().trim();
  const value: unknown = text === '' ? {} : JSON.parse(text);
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a key, {} if it is none. */
export function recordAt(raw: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const value = raw[key];
  return isRecord(value) ? value : {};
}

/** The texts at a key: of an array, or the one. */
export function textsAt(raw: Readonly<Record<string, unknown>>, key: string): string[] {
  return [raw[key]].flat().filter((value) => typeof value === 'string');
}

/** The text at a key, '' if it is none. */
export function textAt(raw: Readonly<Record<string, unknown>>, key: string): string {
  return textsAt(raw, key)[0] ?? '';
}

/** The texts by key. */
export function pairsAt(raw: Readonly<Record<string, unknown>>, key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(recordAt(raw, key)).map(([name, value]) => [name, String(value)]));
}

/** A list's filter, e.g. `label` or `network`; [] where it is not set. */
export function filterOf(query: URLSearchParams, key: string): string[] {
  const filters: unknown = JSON.parse(query.get('filters') ?? '{}');
  if (!isRecord(filters)) return [];
  const value = filters[key];
  return isRecord(value) ? Object.keys(value) : textsAt(filters, key);
}

/** Whether labels fit a list's `label` filter. */
export function fitsLabels(labels: Readonly<Record<string, string>>, query: URLSearchParams): boolean {
  return filterOf(query, 'label').every((wanted) => {
    const [key = '', ...value] = wanted.split('=');
    return key in labels && (value.length === 0 || labels[key] === value.join('='));
  });
}

/** Starts an answer of lines of JSON; what it gives writes one. Returns undefined once nobody listens. */
export function jsonLines({ response }: Exchange): (value: object) => void {
  response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
  return (value) => void response.write(`${JSON.stringify(value)}\r\n`);
}

export { sendJson };
