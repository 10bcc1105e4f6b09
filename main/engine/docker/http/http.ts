import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import type { EngineVersion } from '../../../../app/engines/engine.ts';
import { type ProblemError, problem } from '../../../../app/rpc/problem.ts';
import type { Address } from '../../endpoints/endpoints.ts';
import { type LocalAddress, openTunnel } from '../../tunnels/open.ts';
import { BoundedBody } from './bounded-body.ts';
import { type Bound, bounds } from './bounds.ts';
import { openModem } from './modem.ts';
import { cancelled, engineLost, engineTimeout, fromStatus, fromSystem, isRedirect, notAnEngine } from './problems.ts';
import { RawResponse } from './raw-response.ts';
import { RawSocket } from './raw-socket.ts';
import { fromSystemOverTls } from './tls-problems.ts';

export interface Request {
  /** `libpod`: Podman's own API, `unsupported` elsewhere; Docker's without. */
  readonly api?: 'docker' | 'libpod';
  readonly method: 'HEAD' | 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Without the API's version; segments already encoded. */
  readonly path: string;
  /** A list becomes the same key several times. */
  readonly query?: Readonly<Record<string, string | number | readonly string[]>>;
  /** Sent as JSON. */
  readonly body?: object;
  /** Sent as it is, chunk by chunk, instead of `body`; if it fails or the request does, both end. */
  readonly upload?: Readable;
  /** A list becomes the same header several times. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

export interface Limits {
  /** Milliseconds for the whole answer; undefined where the engine decides (a stop waits for its grace period). */
  readonly time?: number | undefined;
  /** What a good answer may be at most; one object by default. */
  readonly bound?: Bound;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Calls get 30 s: long enough for a busy engine, short enough that a person learns of a stuck one. */
export const callTime = 30_000;
/** Bytes: error bodies are a sentence; of a proxy's page the beginning is enough. */
const maxErrorBody = 64 * 1024;

/**
 * HTTP to one engine over dockerode's connection: bounded answers, deadlines, and every failure a ProblemError. The first
 * request waits until API versions are agreed on; every path but those of `ask` begins with one.
 */
export class EngineHttp {
  #address: Address;
  readonly #agree: (http: EngineHttp, signal: AbortSignal) => Promise<EngineVersion>;
  #agreed: EngineVersion | undefined;
  #modem: { readonly to: LocalAddress; readonly modem: Docker['modem'] } | undefined;
  #line = new AbortController();

  /**
   * An address that cannot be used makes every request fail with its problem.
   * @param agree finds out who answers, by `ask` alone, and which API version to talk
   */
  constructor(address: Address, agree: (http: EngineHttp, signal: AbortSignal) => Promise<EngineVersion>) {
    this.#address = address;
    this.#agree = agree;
  }

  /** Agrees anew: another engine may have come to the address. */
  async version(signal: AbortSignal): Promise<EngineVersion> {
    this.#agreed = await this.#agree(this, signal);
    return this.#agreed;
  }

  /** What was agreed on last; undefined before anything was asked. */
  get known(): EngineVersion | undefined {
    return this.#agreed;
  }

  /** The same, agreed on now where it was not yet. */
  async agreed(signal: AbortSignal): Promise<EngineVersion> {
    return this.#agreed ?? this.version(signal);
  }

  /** Whether what it says and wants is Podman's dialect of Docker's API. */
  async isPodman(signal: AbortSignal): Promise<boolean> {
    return (await this.agreed(signal)).product === 'Podman';
  }

  /** Takes another way to the engine from now on; every open stream ends as with `cut`. */
  moveTo(address: Address): void {
    this.#address = address;
    this.cut();
  }

  /** Ends every open stream with `engine-unreachable`: a half-open connection is silent for ever by itself. */
  cut(): void {
    this.#line.abort();
    this.#line = new AbortController();
  }

  /** One request and its whole answer, whatever its status. */
  async call(request: Request, signal: AbortSignal, limits: Limits = {}): Promise<Reply> {
    return this.ask({ ...request, path: await this.#pathOf(request, signal) }, signal, limits);
  }

  /** The same of no API version, which every engine answers. */
  async ask(request: Request, signal: AbortSignal, limits: Limits = {}): Promise<Reply> {
    const { time = 'time' in limits ? undefined : callTime, bound = bounds.object } = limits;
    const clock = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    try {
      // A person may be asked on the way there: the clock is the engine's.
      await openTunnel(this.#address, signal);
      timer = time === undefined ? undefined : setTimeout(() => clock.abort(), time);
      const answer = await this.#dial(request, AbortSignal.any([signal, clock.signal]), false);
      if (answer instanceof Socket) throw notAnEngine('unexpected upgrade');
      return { status: answer.statusCode ?? 0, headers: answer.headers, body: await readBody(answer, bound) };
    } catch (error) {
      if (signal.aborted) throw cancelled();
      if (clock.signal.aborted && time !== undefined) throw engineTimeout(time / 1000);
      throw this.#problemOf(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** One request whose answer must be good (2xx, or one of `also`). */
  async good(request: Request, signal: AbortSignal, limits: Limits = {}, also: readonly number[] = []): Promise<Reply> {
    const reply = await this.call(request, signal, limits);
    if (isGood(reply.status) || also.includes(reply.status)) return reply;
    throw fromStatus(reply.status, reply.body);
  }

  /** One request whose answer must be good and JSON; what JSON is for the caller to check. */
  async json(request: Request, signal: AbortSignal, limits: Limits = {}): Promise<unknown> {
    return parseJson((await this.good(request, signal, limits)).body);
  }

  /** The same for an answer that lists all there are of a kind. */
  list(request: Request, signal: AbortSignal, limits: Limits = {}): Promise<unknown> {
    return this.json(request, signal, { ...limits, bound: bounds.list });
  }

  /** One request whose good answer goes on and on. The caller reads it with `reads`, which also closes it. */
  async stream(request: Request, signal: AbortSignal): Promise<IncomingMessage> {
    const answer = await this.#open(request, signal, false);
    if (!(answer instanceof Socket)) return answer;
    answer.destroy();
    throw notAnEngine('unexpected upgrade');
  }

  /**
   * A connection of its own for `raw`, made while what that is to ask for is still being found out: an engine far away
   * takes a way there and back to make one. The caller closes it unless `raw` is given it.
   */
  async way(signal: AbortSignal): Promise<RawSocket> {
    const both = AbortSignal.any([signal, this.#line.signal]);
    try {
      return new RawSocket(await openTunnel(this.#address, both), both);
    } catch (error) {
      throw this.#broken(error, signal, both);
    }
  }

  /**
   * A GET whose good answer goes on and on, read as raw bytes: for logs, whose many small chunks cost the most.
   * @param way a connection that `way` made, which it then closes
   */
  async raw(
    { query, ...request }: Pick<Request, 'api' | 'path' | 'query'>,
    signal: AbortSignal,
    way?: RawSocket,
  ): Promise<RawResponse> {
    const versioned = await this.#pathOf(request, signal);
    const line = this.#line.signal;
    const socket = way ?? (await this.way(signal));
    try {
      return await RawResponse.get(socket, query ? `${versioned}?${queryString(query)}` : versioned);
    } catch (error) {
      throw this.#broken(error, signal, line);
    }
  }

  #broken(error: unknown, signal: AbortSignal, line: AbortSignal): unknown {
    if (signal.aborted) return cancelled();
    return line.aborted ? engineLost() : error;
  }

  /** One request that turns the connection into a raw socket. The caller closes it. */
  async upgrade(request: Request, signal: AbortSignal): Promise<Socket> {
    const answer = await this.#open(request, signal, true);
    if (answer instanceof Socket) return answer;
    answer.destroy();
    throw fromStatus(501, 'The engine, or a proxy before it, does not upgrade the connection.');
  }

  /** The path with its API's version before it; `unsupported` for an API that the engine does not have. */
  async #pathOf({ api = 'docker', path }: Pick<Request, 'api' | 'path'>, signal: AbortSignal): Promise<string> {
    const agreed = await this.agreed(signal);
    if (api === 'docker') return `/v${agreed.api}${path}`;
    if (agreed.libpod !== undefined) return `/v${agreed.libpod}/libpod${path}`;
    throw problem('unsupported', 'podman-only');
  }

  async #open(request: Request, signal: AbortSignal, hijack: boolean): Promise<IncomingMessage | Socket> {
    const path = await this.#pathOf(request, signal);
    const both = AbortSignal.any([signal, this.#line.signal]);
    try {
      const answer = await this.#dial({ ...request, path }, both, hijack);
      if (answer instanceof Socket) both.addEventListener('abort', () => answer.destroy(), { once: true });
      if (answer instanceof Socket || isGood(answer.statusCode ?? 0)) return answer;
      throw fromStatus(answer.statusCode ?? 0, await readError(answer));
    } catch (error) {
      if (signal.aborted) throw cancelled();
      throw both.aborted ? engineLost() : this.#problemOf(error);
    }
  }

  #problemOf(error: unknown): ProblemError {
    const tls = this.#address.kind === 'tcp' ? this.#address.tls : undefined;
    return tls ? fromSystemOverTls(error, tls) : fromSystem(error);
  }

  async #dial(request: Request, signal: AbortSignal, hijack: boolean): Promise<IncomingMessage | Socket> {
    const { upload } = request;
    if (!upload) return this.#send(request, signal, hijack);
    // What is piped into a request neither ends with it nor tells it of its own failure.
    const failed = new AbortController();
    const fail = (error: Error) => failed.abort(error);
    upload.on('error', fail);
    try {
      return await this.#send(request, AbortSignal.any([signal, failed.signal]), hijack);
    } catch (error) {
      upload.destroy();
      throw failed.signal.aborted && !signal.aborted ? failed.signal.reason : error;
    }
  }

  async #send(request: Request, signal: AbortSignal, hijack: boolean): Promise<IncomingMessage | Socket> {
    const to = await openTunnel(this.#address, signal);
    if (this.#modem?.to !== to) this.#modem = { to, modem: openModem(to) };
    const { modem } = this.#modem;
    const answer = await new Promise<unknown>((resolve, reject) => {
      const { method, path, query, body, upload, headers } = request;
      const options = {
        method,
        path: query ? `${path}?${queryString(query)}` : path,
        // Never empty: the modem would cut the last character off the path, and send what else is in it as the body.
        options: { _query: {}, _body: body ?? {} },
        ...(headers ? { headers: { ...headers } } : {}),
        ...(upload ? { file: upload } : {}),
        abortSignal: signal,
        hijack,
      };
      modem.dial(options, (error, result) => (error ? reject(error) : resolve(result)));
    });
    if (!(answer instanceof Socket || isMessage(answer))) throw notAnEngine('');
    // Without a listener a late error would end the process; whoever reads sees it as the stream's end.
    answer.on('error', () => {});
    if (answer instanceof Socket || !isRedirect(answer.statusCode ?? 0)) return answer;
    answer.destroy();
    throw fromStatus(answer.statusCode ?? 0, '');
  }
}

function queryString(query: NonNullable<Request['query']>): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    [value].flat().map((one): [string, string] => [key, String(one)]),
  );
  return new URLSearchParams(pairs).toString();
}

/** JSON of any shape; a ProblemError when it is not JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw notAnEngine(body.slice(0, 200));
  }
}

function isMessage(value: unknown): value is IncomingMessage {
  return typeof value === 'object' && value !== null && 'statusCode' in value && 'headers' in value;
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The body as text; an error status is read only as far as `maxErrorBody`. */
async function readBody(answer: IncomingMessage, bound: Bound): Promise<string> {
  if (!isGood(answer.statusCode ?? 0)) return readError(answer);
  const body = new BoundedBody(bound);
  for await (const chunk of answer) if (Buffer.isBuffer(chunk)) body.push(chunk);
  return body.take();
}

async function readError(answer: IncomingMessage): Promise<string> {
  const body = new BoundedBody({ size: maxErrorBody });
  let left = maxErrorBody;
  for await (const chunk of answer) {
    if (!Buffer.isBuffer(chunk)) continue;
    body.push(chunk, 0, Math.min(left, chunk.length));
    left -= chunk.length;
    if (left <= 0) break;
  }
  return body.take();
}
