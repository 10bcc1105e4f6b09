import type { RawData, WebSocket } from 'ws';
import { decode, encode } from '../../../app/rpc/codec.ts';
import type { MainWire, ToMain } from '../../../app/rpc/wire.ts';

/**
 * Largest frame a page may send. The largest honest one is a 64 kB paste with its head; a settings patch is smaller.
 * `ws` closes the connection on more (`maxPayload`).
 */
export const maxFrame = 1024 * 1024;

/** The main process's end of a browser's WebSocket. A frame that cannot be decoded ends the wire. */
export function socketWire(socket: WebSocket): MainWire {
  return {
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(encode(message));
    },
    onMessage: (receive) => {
      socket.on('message', (data, isBinary) => {
        try {
          receive(decode(isBinary ? toBytes(data) : toBytes(data).toString('utf8')) as ToMain);
        } catch {
          socket.close(1002);
        }
      });
    },
    onClose: (closed) => {
      socket.on('close', (code) => closed(`closed with ${code}`));
      // `close` follows; without a listener an error would end the process.
      socket.on('error', () => undefined);
    },
    close: () => socket.close(1002),
  };
}

function toBytes(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
