import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { chromiumPath } from '../../scripts/chromium.ts';
import { DevTools } from './devtools.ts';

/** How long Chromium may take to end politely (ms). */
const patience = 3000;

const switches = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-startup-window',
  // Electron's pages have it: a port says when its other end is gone.
  '--enable-blink-features=MessagePortCloseEvent',
  '--remote-debugging-pipe',
];

let folder: string | undefined;
let child: ChildProcess | undefined;
let connection: DevTools | undefined;

/** A folder for whatever this run needs to write; taken away when it ends. */
export function ownFolder(): string {
  folder ??= mkdtempSync(join(tmpdir(), 'electron-double-'));
  return folder;
}

/** The running Chromium; throws before `startChromium`. */
export function devTools(): DevTools {
  if (!connection) throw new Error('Chromium does not run yet');
  return connection;
}

/**
 * Starts Chromium without a window and resolves once it answers. With `port` it also listens for Playwright, and says
 * so on stderr in the words that Playwright waits for.
 */
export async function startChromium(port: boolean): Promise<void> {
  const started = spawn(
    chromiumPath,
    [...switches, ...(port ? ['--remote-debugging-port=0'] : []), `--user-data-dir=${join(ownFolder(), 'profile')}`],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      // Debian's Chromium is a shell script; what the app's own PATH is must not matter to it.
      env: { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/bin:/bin` },
    },
  );
  child = started;
  const failed = new Promise<never>((_resolve, reject) => started.once('error', reject));
  started.stderr?.on('data', (data: Buffer) => {
    const [line] = /^DevTools listening on ws:.*$/m.exec(data.toString()) ?? [];
    if (line) process.stderr.write(`${line}\n`);
  });
  connection = new DevTools(started.stdio[3] as Writable, started.stdio[4] as Readable);
  const { product } = await Promise.race([connection.browser.send('Browser.getVersion'), failed]);
  Object.assign(process.versions, { chrome: product.replace(/^.*\//, '') });
}

/** Ends Chromium, by force if it takes too long, and takes away what it and we wrote. */
export async function stopChromium(): Promise<void> {
  const running = child;
  if (running && running.exitCode === null && running.signalCode === null) {
    const ended = new Promise((resolve) => running.once('exit', resolve));
    const late = setTimeout(() => running.kill('SIGKILL'), patience);
    void connection?.browser.send('Browser.close').catch(() => running.kill('SIGKILL'));
    await ended;
    clearTimeout(late);
  }
  removeFolder();
}

/** For an end that nobody announced: `process.exit` in the app, or an exception. */
export function stopAtOnce(): void {
  child?.kill('SIGKILL');
  removeFolder();
}

function removeFolder(): void {
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
