import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { GantryApp } from '../../app.ts';
import { loadPage, type Page } from '../page.ts';
import { Gate } from './gate.ts';
import { maxFrame, socketWire } from './socket-wire.ts';

export interface BrowserHost {
  /** The address to open, with its token. */
  readonly url: string;
  /** Cuts every window's wire and stops listening. */
  close(): Promise<void>;
}

export interface BrowserHostOptions {
  readonly app: Pick<GantryApp, 'serve'>;
  /** Folder of the built page. */
  readonly pageDir: string;
  /** 0 takes a free port. */
  readonly port: number;
}

/** Serves the page and its wire on loopback, to the person who has the token and to nobody else. */
export async function startBrowserHost({ app, pageDir, port }: BrowserHostOptions): Promise<BrowserHost> {
  const page = await loadPage(pageDir);
  const server = createServer();
  await listen(server, port);
  const gate = new Gate((server.address() as AddressInfo).port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrame });
  server.on('request', (request, response) => void answer(gate, page, request, response));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (!gate.admitsSocket(visitorOf(request))) {
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => app.serve(socketWire(webSocket)));
  });
  return { url: gate.url, close: () => close(server, sockets) };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function answer(gate: Gate, page: Page, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const visitor = visitorOf(request);
  const cookie = gate.welcome(visitor);
  if (cookie) {
    // The token leaves the address bar and the history's entry at once.
    response.writeHead(303, { location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' }).end();
    return;
  }
  if (!gate.admitsRequest(visitor)) {
    response.writeHead(403, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end('Forbidden\n');
    return;
  }
  const { status, headers, body } = await page.respond({ method: request.method ?? '', path: visitor.url });
  response.writeHead(status, headers).end(body);
}

function visitorOf(request: IncomingMessage) {
  return { url: request.url ?? '', headers: request.headers };
}

function close(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
