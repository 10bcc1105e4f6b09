import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { SshLine } from './ssh-line.ts';

/** A socket of this machine, behind which each connection is a command over there that speaks with the engine. */
export class DialDoor {
  readonly path: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #words = '';

  private constructor(line: SshLine, command: readonly string[]) {
    this.path =
      process.platform === 'win32'
        ? `\\\\.\\pipe\\gantry-ssh-${randomBytes(16).toString('hex')}`
        : join(line.folder, 'd.sock');
    // An engine may go on speaking to whoever has said all.
    this.#server = createServer({ allowHalfOpen: true }, (socket) => void this.#serve(socket, line, command));
    line.ended.addEventListener('abort', () => this.close(), { once: true });
  }

  /** @param command what speaks with the engine by its standard input and output, e.g. `docker system dial-stdio` */
  static async open(line: SshLine, command: readonly string[]): Promise<DialDoor> {
    const door = new DialDoor(line, command);
    await new Promise<void>((resolve, reject) => {
      door.#server.once('error', reject).listen(door.path, resolve);
    });
    return door;
  }

  /** The last that a command said when it failed, or ssh. */
  get words(): string {
    return this.#words;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async #serve(socket: Socket, line: SshLine, command: readonly string[]): Promise<void> {
    const gone = new AbortController();
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      gone.abort();
    });
    try {
      const { code, words } = await line.run({ command, pipe: socket, signal: gone.signal });
      if (code !== 0) this.#words = words;
    } catch (error) {
      if (!gone.signal.aborted) this.#words = toProblem(error).detail ?? '';
    }
    // What it said last may still be on its way.
    if (socket.writableFinished || gone.signal.aborted) socket.destroy();
    else socket.once('finish', () => socket.destroy()).end();
  }
}
