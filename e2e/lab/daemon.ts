import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MARKER } from './base/processes.ts';
import type { Slot } from './base/slot.ts';

export const SYSTEM_PATH = '/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A program of the lab that runs until it is killed; its output goes to `DIR/NAME.log`. */
export interface Daemon {
  readonly pid: number;
  alive(): boolean;
  /** Resolves when the process is gone. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/**
 * Starts a program and waits until `ready` answers true. The environment is bare: a proxy set for the starter must not
 * come between an engine and a registry on this machine. Throws with the end of its log if it ends before, or after
 * `patience` milliseconds.
 */
export async function startDaemon(
  slot: Slot,
  name: string,
  [file, ...args]: readonly [string, ...string[]],
  ready: () => Promise<boolean>,
  patience = 30_000,
): Promise<Daemon> {
  const log = `${slot.dir}/${name}.log`;
  const output = openSync(log, 'a');
  // Beside an engine that is not the machine's own lie the helpers of its version.
  const env = { PATH: `${dirname(file)}:${SYSTEM_PATH}`, HOME: slot.dir, [MARKER]: slot.dir };
  const child = spawn(file, args, { detached: true, stdio: ['ignore', output, output], env, cwd: '/' });
  closeSync(output);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const alive = (): boolean => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const until = Date.now() + patience;
  while (!(await ready().catch(() => false))) {
    if (!alive() || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`${name} did not start:\n${await tail(log)}`);
    }
    await Promise.race([ended, sleep(20)]);
  }
  return { pid: child.pid ?? 0, alive, kill: (signal) => end(child, ended, signal) };
}

async function end(child: ChildProcess, ended: Promise<void>, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  child.kill(signal);
  if (signal === 'SIGTERM') child.kill('SIGCONT'); // a stopped process takes no other signal but KILL
  await ended;
}

async function tail(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8').catch(() => '')).trimEnd().split('\n');
  return lines.slice(-8).join('\n') || 'it printed nothing';
}
