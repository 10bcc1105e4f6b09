import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import type { CommandResult, RunOptions } from '../../engine/ports/containers.ts';
import { endShells, markerOf } from './ending.ts';

const started: ChildProcess[] = [];
const { signal } = new AbortController();

afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
});

/** This machine in place of a container: its processes, its sh, and the programs in `path`. */
function machine(path: string): Engine {
  const run = (_: string, { command }: RunOptions): Promise<CommandResult> =>
    new Promise((resolve) => {
      const [program = '', ...args] = command;
      const child = execFile(program, args, { env: { PATH: path } }, (_error, output) => {
        resolve({ exitCode: child.exitCode ?? -1, output });
      });
    });
  return { containers: { inspect: async () => ({ state: 'running' }), run } } as unknown as Engine;
}

/** A process of its own session, as a shell's background job; with what it ended by. */
function job(shell: string, script: string) {
  const marker = markerOf(shell);
  // A value with line ends and a long environment before it: both make the marker harder to find.
  const env = { A: 'x'.repeat(3000), B: 'one\ntwo', GANTRY_SESSION: marker.split('=')[1], PATH: process.env.PATH };
  const child = spawn('/bin/sh', ['-c', `${script} echo ready; sleep 1000 & wait; sleep 1000`], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started.push(child);
  return { ready: once(child.stdout, 'data'), ended: once(child, 'exit').then(([, name]) => name) };
}

describe.runIf(process.platform === 'linux')('ending what a shell left', () => {
  const paths = { 'with grep': '/usr/bin:/bin', 'without grep or any other program': '/nowhere' };
  for (const [name, path] of Object.entries(paths)) {
    it(`works ${name}`, async () => {
      const [shell, other] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
      const meek = job(shell, '');
      const stubborn = job(shell, "trap '' HUP;");
      const spared = job(other, '');
      await Promise.all([meek.ready, stubborn.ready, spared.ready]);
      await endShells(machine(path), 'c', [shell], {}, signal);
      expect(await Promise.all([meek.ended, stubborn.ended])).toEqual(['SIGHUP', 'SIGKILL']);
      expect(started.at(-1)?.exitCode ?? started.at(-1)?.signalCode).toBeNull();
      await endShells(machine(path), 'c', [shell, other], {}, signal);
      expect(await spared.ended).toBe('SIGHUP');
    }, 120_000);
  }
});
