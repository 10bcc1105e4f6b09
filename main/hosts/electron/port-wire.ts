import type { MessagePortMain } from 'electron';
import type { MainWire, ToMain, ToPage } from '../../../app/rpc/wire.ts';

/**
 * The main process's end of a page's MessagePort. The port queues until there is a receiver; it closes when the page
 * reloads, crashes or goes away, and that ends the wire. How much of what was sent is unread a port does not tell: that
 * bound is the browser host's (`socket-wire.ts`), whose pages may be anybody's program.
 */
export function portWire(port: MessagePortMain): MainWire {
  let ended: string | undefined;
  const listeners: ((reason: string) => void)[] = [];
  const end = (reason: string): void => {
    if (ended !== undefined) return;
    ended = reason;
    // Never inside `send` or `close`: whoever called is in the middle of something.
    queueMicrotask(() => {
      for (const listener of listeners) listener(reason);
    });
  };
  port.on('close', () => end('the page is gone'));
  return {
    send: (message) => {
      if (ended === undefined) port.postMessage(withExactBytes(message));
    },
    onMessage: (receive) => {
      // `serve` checks the shape; here is nothing to know about it.
      port.on('message', ({ data }) => {
        if (ended === undefined) receive(data as ToMain);
      });
      port.start();
    },
    onClose: (closed) => {
      const reason = ended;
      // The port can be gone before anybody serves it.
      if (reason === undefined) listeners.push(closed);
      else queueMicrotask(() => closed(reason));
    },
    close: () => {
      if (ended === undefined) port.close();
      end('closed');
    },
  };
}

/**
 * A view is cloned with the whole ArrayBuffer behind it, and Node's small Buffers share one: a page that was sent 3
 * bytes would get 8 kB of the neighbours too. As on the WebSocket, bytes stand only directly in the body.
 */
function withExactBytes(message: ToPage): ToPage {
  if (!('value' in message) || typeof message.value !== 'object' || message.value === null) return message;
  const { value } = message;
  if (value instanceof Uint8Array) return { ...message, value: new Uint8Array(value) };
  const views = Object.entries(value).filter((entry): entry is [string, Uint8Array] => entry[1] instanceof Uint8Array);
  if (views.length === 0) return message;
  const copies = views.map(([name, bytes]) => [name, new Uint8Array(bytes)] as const);
  return { ...message, value: { ...value, ...Object.fromEntries(copies) } };
}
