import type { RawData, WebSocket } from 'ws';
import { decode, encode } from '../../../app/rpc/codec.ts';
import type { MainWire, ToMain } from '../../../app/rpc/wire.ts';

/**
 * Largest frame a page may send, in bytes: a file of the most that is edited (1 MiB), every character of it escaped, with
 * its head. `ws` closes the connection on more (`maxPayload`).
 */
export const maxFrame = 7 * 1024 * 1024;

/**
 * Bytes that wait for the page before it is not listened to any more. Streams have credit; this is for the answers to
 * calls, and more than any window asks for at once.
 */
const enoughUnread = 16 * 1024 * 1024;

/** Bytes that wait for the page before it is cut off. What it had asked for when it was no longer listened to may add some. */
const mostUnread = 64 * 1024 * 1024;

/**
 * The main process's end of a browser's WebSocket. A frame that cannot be decoded ends the wire, and so does a page that
 * asks and asks and does not read.
 */
export function socketWire(socket: WebSocket): MainWire {
  let ended = false;
  // Not by a closing handshake: the other side could take its time over that and go on sending.
  const end = () => {
    ended = true;
    socket.terminate();
  };
  return {
    send: (message) => {
      if (ended || socket.readyState !== socket.OPEN) return;
      socket.send(encode(message));
      if (socket.bufferedAmount > mostUnread) end();
    },
    onMessage: (receive) => {
      socket.on('message', (data, isBinary) => {
        // A buffer may hold more frames than the one that ended the wire.
        if (ended) return;
        try {
          receive(decode(isBinary ? toBytes(data) : toBytes(data).toString('utf8')) as ToMain);
        } catch {
          end();
        }
        if (socket.bufferedAmount > enoughUnread) waitForReader(socket);
      });
    },
    onClose: (closed) => {
      socket.on('close', (code) => closed(`closed with ${code}`));
      // `close` follows; without a listener an error would end the process.
      socket.on('error', () => undefined);
    },
    close: end,
  };
}

/** Takes nothing from the page until all that was sent before has left: a ping is written in its turn. */
function waitForReader(socket: WebSocket): void {
  if (socket.isPaused || socket.readyState !== socket.OPEN) return;
  socket.pause();
  socket.ping(undefined, undefined, () => socket.resume());
}

function toBytes(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
