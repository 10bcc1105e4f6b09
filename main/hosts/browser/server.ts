import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { GantryApp } from '../../app.ts';
import { loadPage, type Page, safetyHeaders } from '../page.ts';
import { entrance } from './entrance.ts';
import { Gate, type Visitor, wireProtocol } from './gate.ts';
import { type DoorPage, openFile, writeDoorPage } from './opener.ts';
import { maxFrame, socketWire } from './socket-wire.ts';

/** Connections at once: a browser opens six and a wire for each window. More would take the engines' descriptors away. */
const maxConnections = 512;

/** Who connects must have said all that it asks within this time (ms), or makes room. */
const patience = 10_000;

export interface BrowserHost {
  /** The address to print, with its token. */
  readonly url: string;
  /** What must be written down nowhere. */
  readonly secrets: readonly string[];
  /** Opens the person's browser on this host. Where that fails, the address is the way in. */
  openBrowser(): Promise<void>;
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
  const server = createServer({
    headersTimeout: patience,
    requestTimeout: patience,
    connectionsCheckingInterval: 1000,
  });
  server.maxConnections = maxConnections;
  await listen(server, port);
  const gate = new Gate((server.address() as AddressInfo).port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrame, handleProtocols: () => wireProtocol });
  server.on('request', (request, response) => void answer(gate, page, request, response));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (!gate.admitsSocket(visitorOf(request))) {
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => app.serve(socketWire(webSocket)));
  });
  const doors = new Set<DoorPage>();
  return {
    url: gate.url,
    secrets: gate.secrets,
    openBrowser: () => openBrowser(gate, doors),
    close: async () => {
      await Promise.all([...doors].map((door) => door.remove()));
      await close(server, sockets);
    },
  };
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

async function openBrowser(gate: Gate, doors: Set<DoorPage>): Promise<void> {
  let door: DoorPage | undefined;
  const address = gate.invite(() => void door?.remove());
  door = await writeDoorPage(address).catch(() => undefined);
  if (!door) return;
  doors.add(door);
  openFile(door.file);
}

async function answer(gate: Gate, page: Page, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const visitor = visitorOf(request);
  const entry = gate.enter(visitor);
  if (entry === 'right') {
    const { headers, body } = entrance(gate);
    response.writeHead(200, headers).end(body);
    return;
  }
  if (!gate.admitsRequest(visitor)) {
    refuse(response, entry === 'too-many');
    return;
  }
  const { status, headers, body } = await page.respond({ method: visitor.method, path: visitor.url });
  response.writeHead(status, headers).end(body);
}

/** Says as little as can be to who has shown nothing. */
function refuse(response: ServerResponse, tooMany: boolean): void {
  const headers = { ...safetyHeaders, 'content-type': 'text/plain', 'cache-control': 'no-store' };
  if (tooMany) response.writeHead(429, { ...headers, 'retry-after': '1' }).end('Too many attempts. Wait a moment.\n');
  else response.writeHead(403, headers).end('Forbidden\n');
}

function visitorOf(request: IncomingMessage): Visitor {
  return { method: request.method ?? '', url: request.url ?? '', headers: request.headers };
}

function close(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
