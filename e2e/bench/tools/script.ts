import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** Lets one caller wait for a text in what comes in. */
export class Ear {
  #waiting: { readonly text: string; readonly heard: () => void } | undefined;
  /** The end of what came before: a text may be cut in two. */
  #before = '';

  hear(data: Uint8Array): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    const all = this.#before + Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1');
    if (all.includes(waiting.text)) {
      this.#waiting = undefined;
      waiting.heard();
    } else this.#before = all.slice(-waiting.text.length);
  }

  /** @param text of ASCII, which comes after this */
  wait(text: string): Promise<void> {
    this.#before = '';
    return new Promise((heard) => (this.#waiting = { text, heard }));
  }
}

/** A command on a terminal of its own. */
export interface Script {
  readonly ear: Ear;
  write(text: string): Promise<void>;
  /** Ends it; resolves when it has. */
  close(): Promise<void>;
}

/** Runs a command on a terminal of its own, by util-linux's `script`, which costs a hop. */
export function startScript(command: string, env: NodeJS.ProcessEnv): Script {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn('script', argumentsOf(command), {
    env: environment(env),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ear = new Ear();
  child.stdout.on('data', (data: Buffer) => ear.hear(data));
  return {
    ear,
    write: (text) => new Promise((done) => child.stdin.write(text, () => done())),
    close: () => {
      child.kill();
      return ended;
    },
  };
}

/** Runs a command on a terminal of its own until it ends, with what it prints to /dev/null. */
export async function scriptToNull(command: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn('script', argumentsOf(command), { env: environment(env), stdio: ['pipe', 'ignore', 'ignore'] });
  await new Promise((resolve) => child.once('close', resolve));
}

/** Flushed, its output also written to nowhere. */
const argumentsOf = (command: string) => ['-qfc', command, '/dev/null'];

const environment = (env: NodeJS.ProcessEnv) => ({ ...env, TERM: 'xterm-256color', SHELL: '/bin/sh' });
