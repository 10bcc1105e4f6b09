import { createServer } from 'node:http';
import { MessageChannel } from 'node:worker_threads';
import { WebSocket as NodeWebSocket, WebSocketServer } from 'ws';
import { encode } from '../../../app/rpc/codec.ts';
import type { MainWire, PageWire, ToPage } from '../../../app/rpc/wire.ts';
import { socketWire as mainSocketWire, maxFrame } from '../../../main/hosts/browser/socket-wire.ts';
import { socketWire } from '../../../renderer/wire.ts';

/** Both ends of a wire, in this process. */
export interface WirePair {
  readonly main: MainWire;
  readonly page: PageWire;
  /** Sends to the page without any bound, as main's wire would not. */
  push(message: ToPage): void;
  cut(): void;
}

/** Over a MessageChannel: as Electron's, without the process boundary. */
export function channelPair(): WirePair {
  const { port1, port2 } = new MessageChannel();
  return {
    main: {
      send: (message) => port1.postMessage(message),
      onMessage: (receive) => void port1.on('message', receive),
      onClose: (closed) => void port1.once('close', () => closed('closed')),
      close: () => port1.close(),
    },
    page: {
      send: (message) => port2.postMessage(message),
      onMessage: (receive) => void port2.on('message', (message: ToPage) => receive(message)),
      onClose: (closed) => void port2.once('close', () => closed('closed')),
      close: () => port2.close(),
    },
    push: (message) => port1.postMessage(message),
    cut: () => port1.close(),
  };
}

/** Over a real WebSocket on loopback, with the wires of the browser host and of the page. */
export async function socketPair(): Promise<WirePair> {
  const server = createServer();
  const sockets = new WebSocketServer({ server, maxPayload: maxFrame });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const accepted = new Promise<NodeWebSocket>((resolve) => sockets.once('connection', resolve));
  const socket = new NodeWebSocket(`ws://127.0.0.1:${address.port}`);
  await new Promise((resolve) => socket.once('open', resolve));
  const main = await accepted;
  return {
    main: mainSocketWire(main),
    // ws's class has all that the page's wire uses of the browser's, but not all that the browser's has.
    page: socketWire(socket as unknown as WebSocket),
    push: (message) => main.send(encode(message)),
    cut: () => {
      sockets.close();
      socket.terminate();
      main.terminate();
      server.close();
    },
  };
}
