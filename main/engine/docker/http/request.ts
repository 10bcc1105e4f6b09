import { type ClientRequest, type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { notAnEngine } from './problems.ts';

/** What the modem says about a request besides Node's own options. */
interface RequestContext {
  /** The connection is to become a raw socket. */
  readonly hijack?: boolean | undefined;
}

type Answered = (error: unknown, answer?: IncomingMessage | Socket) => void;

/**
 * Sends a request that the modem has put together, in place of the modem's own `buildRequest`: that one follows
 * redirects, to whatever address an engine names, by a request whose failure nobody listens for. This one makes one
 * request on one connection and calls back once, with any status, with the raw socket of an upgrade, or with an error.
 */
export function requestBuilder(secure: boolean) {
  const open = secure ? secureRequest : plainRequest;
  return (options: RequestOptions, context: RequestContext, data: unknown, answered: Answered): void => {
    try {
      const request = open(context.hijack && !data ? withoutBody(options) : options);
      listen(request, context.hijack === true, answered);
      send(request, data);
    } catch (error) {
      answered(error);
    }
  };
}

/**
 * The modem sends an empty body in chunks, whose end Podman at times takes for the first that is typed into what it is
 * attached to.
 */
function withoutBody(options: RequestOptions): RequestOptions {
  const { 'Transfer-Encoding': _, ...headers } = { ...(options.headers as Record<string, string>) };
  return { ...options, headers: { ...headers, 'Content-Length': 0 } };
}

/** A promise takes the first of what comes; the listener for errors stays, for those that come later. */
function listen(request: ClientRequest, hijack: boolean, answered: Answered): void {
  request.on('error', (error) => answered(error));
  request.on('response', (answer) => answered(null, answer));
  request.on('upgrade', (_, socket, head) => {
    if (!hijack) {
      socket.destroy();
      answered(notAnEngine('unexpected upgrade'));
      return;
    }
    if (head.length > 0) socket.unshift(head);
    answered(null, socket);
  });
  request.on('close', () => answered(closed()));
}

function closed(): NodeJS.ErrnoException {
  return Object.assign(new Error('The connection was closed without an answer.'), { code: 'ECONNRESET' });
}

function send(request: ClientRequest, data: unknown): void {
  if (!(data instanceof Readable)) {
    request.end(data);
    return;
  }
  data.on('error', (error) => request.destroy(error));
  data.pipe(request);
}
