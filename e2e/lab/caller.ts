import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';
import { isAlive } from './claim.ts';
import { givenBack } from './traces.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

/** A lab in a process of its own, as `main.ts` starts it. */
export interface LabProcess {
  readonly caller: ChildProcess;
  readonly socket: string;
  /** The lab's folder. */
  readonly dir: string;
}

/**
 * Starts `main.ts` with arguments; resolves once its engine has a socket, rejects where it ends before.
 * @param onStart is given the process at once, to end it whatever becomes of this
 */
export async function startLabProcess(
  args: readonly string[],
  onStart: (caller: ChildProcess) => void,
): Promise<LabProcess> {
  const caller = spawn(process.execPath, ['--import', 'tsx', main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  onStart(caller);
  const socket = await new Promise<string>((resolve, reject) => {
    createInterface({ input: caller.stdout }).on('line', (line) => {
      const found = /DOCKER_HOST=unix:\/\/(\S+)/.exec(line)?.[1];
      if (found) resolve(found);
    });
    caller.once('exit', () => reject(new Error('main.ts ended')));
  });
  return { caller, socket, dir: socket.slice(0, socket.lastIndexOf('/')) };
}

/** Kills a lab's process and its supervisor together, so that nobody tidies up; resolves once neither of them runs. */
export async function killWithSupervisor({ caller, dir }: Pick<LabProcess, 'caller' | 'dir'>): Promise<void> {
  const supervisor = await readFile(`${dir}/owner`, 'utf8');
  const ended = once(caller, 'exit');
  process.kill(Number(supervisor.split(' ')[0]), 'SIGKILL');
  caller.kill('SIGKILL');
  await ended;
  await vi.waitFor(async () => expect(await isAlive(supervisor)).toBe(false), givenBack);
}
