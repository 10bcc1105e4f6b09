import { mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What a second start hands to the first. */
export interface SecondStart {
  readonly argv: string[];
  readonly cwd: string;
  readonly data: unknown;
}

interface Outcome {
  readonly owned: boolean;
  /** Settles once the owner was told, if somebody else owns the lock. */
  readonly told: Promise<void>;
}

/**
 * Chromium's process singleton: a link in the data folder that names the owner's process decides, at once, and a socket
 * beside it takes what later starts have to say. A link of a process that is gone is nobody's.
 */
export class InstanceLock {
  #files: string[] = [];

  get held(): boolean {
    return this.#files.length > 0;
  }

  acquire(folder: string, start: SecondStart, onSecondStart: (start: SecondStart) => void): Outcome {
    mkdirSync(folder, { recursive: true });
    const link = join(folder, 'SingletonLock');
    const socket = join(folder, 'SingletonSocket');
    if (!tryLink(link)) return { owned: false, told: tell(socket, start) };
    this.#files = [link, socket];
    rmSync(socket, { force: true });
    createServer({ allowHalfOpen: true }, (client) => {
      client.on('error', () => undefined);
      void text(client).then((message) => {
        onSecondStart(JSON.parse(message));
        client.end();
      });
    })
      .listen(socket)
      .unref();
    return { owned: true, told: Promise.resolve() };
  }

  release(): void {
    for (const file of this.#files.splice(0)) rmSync(file, { force: true });
  }
}

function tryLink(link: string): boolean {
  for (const last of [false, true]) {
    try {
      symlinkSync(String(process.pid), link);
      return true;
    } catch {
      if (last || isRunning(Number(readlinkSync(link)))) return false;
      rmSync(link, { force: true });
    }
  }
  return false;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function tell(socket: string, start: SecondStart): Promise<void> {
  return new Promise((resolve) => {
    const client = connect(socket, () => client.end(JSON.stringify(start)));
    client.on('close', () => resolve());
    client.on('error', () => resolve());
    client.resume();
  });
}
