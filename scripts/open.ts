import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.ts';
import { root } from './bundles.ts';
import { findElectron } from './electron-binary.ts';

/** Opens Gantry and waits until it ends: in Electron where that runs, else in the browser. Resolves with its exit code. */
export async function openGantry(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const electron = await findElectron();
  if ('path' in electron) {
    await build({ renderer: true, main: true, preload: true });
    return launch(electron.path, [root, ...args], env);
  }
  console.log(`Gantry opens in the browser: ${electron.missing}.`);
  await build({ renderer: true, browser: true });
  return launch(process.execPath, [join(root, 'out/browser/main.cjs'), ...args], env);
}

/** Runs a program in this one's place: same output, and signals are passed on. */
export function launch(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      for (const signal of signals) process.off(signal, forward);
      resolve(code ?? 1);
    });
  });
}
