import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildApart } from './build-apart.ts';
import { findElectron } from './electron-binary.ts';
import { root } from './root.ts';

/** An Electron that ends with a failure before this, in ms, never showed a window: it lacks a library or its sandbox. */
const atOnce = 5_000;

/** How often it is looked whether npm is still there, in ms. */
const npmLook = 500;
/** Under npm its shell, which passes no signal on: whoever ended it meant this process. */
const parent = process.env['npm_lifecycle_event'] === undefined ? undefined : process.ppid;

/** How a program ended. */
export interface Ended {
  readonly code: number;
  /** ms. */
  readonly after: number;
  /** Somebody asked it to end. */
  readonly asked: boolean;
}

/** How Gantry is to be opened. */
export interface Opening {
  /** For the host. */
  readonly args: readonly string[];
  /** Beside the process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where everything is kept, in its folder `gantry`; the person's own place by default. */
  readonly userDataDir?: string;
}

/**
 * Opens Gantry and waits until it ends: in Electron where that runs, else in the browser. Resolves with its exit code. An
 * Electron that dies at once is no end: the browser takes over, and a line says why.
 */
export async function openGantry({ args, env = {}, userDataDir }: Opening): Promise<number> {
  const electron = await findElectron();
  let reason: string;
  if ('path' in electron) {
    await buildApart('renderer', 'main', 'preload');
    const own = userDataDir === undefined ? [] : [`--user-data-dir=${userDataDir}`];
    const ended = await launch(electron.path, [root, ...own, ...args], env);
    if (typeof ended !== 'string' && !diedAtOnce(ended)) return ended.code;
    reason =
      typeof ended === 'string' ? `Electron did not start (${ended})` : `Electron ended at once (code ${ended.code})`;
  } else {
    reason = electron.missing;
  }
  console.log(`Gantry opens in the browser: ${reason}.`);
  await buildApart('renderer', 'browser');
  const own = userDataDir === undefined ? [] : ['--data', join(userDataDir, 'gantry')];
  const ended = await launch(process.execPath, [join(root, 'out/browser/main.cjs'), ...own, ...args], env);
  if (typeof ended === 'string') throw new Error(ended);
  return ended.code;
}

/** Whether a program failed before anybody could have used it. */
export function diedAtOnce({ code, after, asked }: Ended): boolean {
  return code !== 0 && after < atOnce && !asked;
}

/** Runs a program in this one's place: same output, and signals are passed on. Why it could not be started is a text. */
export function launch(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended | string> {
  const started = performance.now();
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  let asked = false;
  const forward = (signal: NodeJS.Signals) => {
    asked = true;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, forward);
  const look = setInterval(() => {
    if (parent !== undefined && process.ppid !== parent) forward('SIGTERM');
  }, npmLook);
  return new Promise((resolve) => {
    const over = (how: Ended | string): void => {
      clearInterval(look);
      for (const signal of signals) process.off(signal, forward);
      resolve(how);
    };
    child.on('error', (error) => over(error.message));
    child.on('exit', (code) => over({ code: code ?? 1, after: performance.now() - started, asked }));
  });
}
