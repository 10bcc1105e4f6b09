import { decode, encode } from '../app/rpc/codec.ts';
import { problem } from '../app/rpc/problem.ts';
import type { PageWire, ToPage } from '../app/rpc/wire.ts';

/** The page's end of a WebSocket that is open already. */
export function socketWire(socket: WebSocket): PageWire {
  socket.binaryType = 'arraybuffer';
  return {
    send: (message) => socket.send(encode(message)),
    onMessage: (receive) => {
      socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
        receive(decode(typeof data === 'string' ? data : new Uint8Array(data)) as ToPage);
      });
    },
    onClose: (closed) => socket.addEventListener('close', ({ code }) => closed(`closed with ${code}`), { once: true }),
    close: () => socket.close(),
  };
}

/** The page's end of a MessagePort. `close` events are Electron's extra; the protocol does not depend on them. */
export function portWire(port: MessagePort): PageWire {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (receive) => {
      port.addEventListener('message', ({ data }: MessageEvent<ToPage>) => receive(data));
      port.start();
    },
    onClose: (closed) => port.addEventListener('close', () => closed('the port closed'), { once: true }),
    close: () => port.close(),
  };
}

/** Opens the wire of the host that the page runs in: Electron's port where preload offers one, else a WebSocket. */
export function openWire(): Promise<PageWire> {
  return window.gantry ? askForPort(window.gantry) : openSocket();
}

interface Bridge {
  /** Makes preload post a MessagePort to this window. */
  connect(): void;
}

declare global {
  interface Window {
    readonly gantry?: Bridge;
  }
}

function askForPort(bridge: Bridge): Promise<PageWire> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>) => {
      const [port] = event.ports;
      if (event.source !== window || !isPortMessage(event.data) || !port) return;
      window.removeEventListener('message', receive);
      resolve(portWire(port));
    };
    window.addEventListener('message', receive);
    bridge.connect();
  });
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'gantryPort' in data;
}

/** What the browser host's entrance left in the storage of this origin: see `main/hosts/browser/entrance.ts`. */
interface WireKey {
  readonly path: string;
  readonly key: string;
}

/** Read anew for each try: the person may have come in again by another window. */
function readKey(): WireKey {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem('gantry-wire') ?? '');
    if (isWireKey(kept)) return kept;
  } catch {
    // No key, as where it is none.
  }
  throw problem('unauthorized', 'no-key');
}

function isWireKey(kept: unknown): kept is WireKey {
  if (typeof kept !== 'object' || kept === null || !('path' in kept) || !('key' in kept)) return false;
  return typeof kept.path === 'string' && typeof kept.key === 'string';
}

async function openSocket(): Promise<PageWire> {
  const { path, key } = readKey();
  const url = new URL(path, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url, ['gantry', key]);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socketWire(socket)), { once: true });
    socket.addEventListener('close', () => reject(new Error('the host does not answer')), { once: true });
  });
}
