import type { ChildProcessByStdio } from 'node:child_process';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type Answer, type Ask, answer, type Ready } from './protocol.ts';

type Child = ChildProcessByStdio<Writable, Readable, null>;
type Order = Ask extends infer One ? (One extends Ask ? Omit<One, 'id'> : never) : never;

/** The engine's process. */
export interface LabEngine {
  /** Of dockerd or of Podman's service; of the last one if it was killed. */
  pid(): number;
  /** Resolves when it is gone. What runs in a Podman goes on. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Starts it again on the same data, if it is gone. */
  start(): Promise<void>;
  /** Freezes it: connections stay open and silent. */
  pause(): void;
  resume(): void;
}

/** The starter's end of the line to a supervisor. An idle lab does not keep its starter alive. */
export class Supervised {
  readonly ready: Promise<Ready>;
  readonly engine: LabEngine = {
    pid: () => this.#pid,
    kill: (signal) => this.#order({ op: 'kill', signal }),
    start: () => this.#order({ op: 'start' }),
    pause: () => void process.kill(this.#pid, 'SIGSTOP'),
    resume: () => void process.kill(this.#pid, 'SIGCONT'),
  };
  readonly #child: Child;
  readonly #exit: Promise<void>;
  readonly #waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  #pid = 0;
  #last = 0;
  #failure: string | undefined;

  constructor(child: Child, say: (line: string) => void) {
    this.#child = child;
    this.#exit = new Promise((resolve) => {
      child.once('close', () => resolve());
      child.once('error', (error) => {
        this.#failure ??= error.message;
        resolve();
      });
    });
    child.stdin.on('error', () => undefined); // it ended; `#exit` tells
    this.ready = new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.#hear(answer.parse(JSON.parse(line)), say, resolve);
      });
      void this.#exit.then(() => {
        const error = new Error(this.#failure ?? 'The lab ended');
        for (const { reject: refuse } of this.#waiting.values()) refuse(error);
        return reject(error);
      });
    });
    this.ready.then(
      () => this.#hold(false),
      () => undefined,
    );
  }

  /** Ends the lab and waits until all is gone. */
  async stop(): Promise<void> {
    this.#hold(true);
    this.#child.stdin.end();
    await this.#exit;
    if (this.#failure !== undefined) throw new Error(this.#failure);
  }

  #order(order: Order): Promise<void> {
    this.#hold(true);
    this.#last += 1;
    const id = this.#last;
    const done = new Promise<void>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#child.stdin.write(`${JSON.stringify({ ...order, id })}\n`);
    return done.finally(() => {
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) this.#hold(false);
    });
  }

  #hear(said: Answer, say: (line: string) => void, ready: (answer: Ready) => void): void {
    if (said.is === 'said') return say(said.text);
    if (said.is === 'failed') {
      this.#failure = said.text;
      return;
    }
    if (said.is === 'refused') return this.#waiting.get(said.id)?.reject(new Error(said.text));
    this.#pid = said.pid;
    if (said.is === 'ready') ready(said);
    else this.#waiting.get(said.id)?.resolve();
  }

  /** Whether the supervisor keeps this process's event loop alive: only while an answer is awaited. */
  #hold(on: boolean): void {
    const parts = [this.#child, this.#child.stdin, this.#child.stdout];
    for (const part of parts) {
      if (part === this.#child || part instanceof Socket) {
        if (on) part.ref();
        else part.unref();
      }
    }
  }
}
