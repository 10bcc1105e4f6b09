import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Host, HostOptions } from './host.ts';

/** Electron's program where it can run, as `npm test` finds it; else its double. */
export const electronProgram =
  process.env.ELECTRON ?? fileURLToPath(new URL('electron-double/electron', import.meta.url));
export const root = fileURLToPath(new URL('..', import.meta.url));

/** An Electron host: the built main, preload and page. */
export interface ElectronHost extends Host {
  readonly app: ElectronApplication;
  /** The folder that it takes for the person's. */
  readonly home: string;
  /** Where it puts what it needs only while it runs; nobody else writes there. */
  readonly tempDir: string;
  /** Settles with the exit code. */
  readonly exited: Promise<number | null>;
}

/** What a host gets of the environment; a home of its own, so that nothing of the person's is found. */
function electronEnv(dir: string, dockerHost: string): Record<string, string> {
  const passed = ['PATH', 'CHROMIUM', 'DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(passed),
    HOME: dir,
    XDG_RUNTIME_DIR: dir,
    TMPDIR: join(dir, 'tmp'),
    DOCKER_CONFIG: join(dir, 'none'),
    DOCKER_HOST: dockerHost,
  };
}

/** Starts the built Electron host on one engine. */
export async function startElectronHost({ dockerHost, dataDir, env }: HostOptions): Promise<ElectronHost> {
  const dir = dataDir === undefined ? await mkdtemp(join(tmpdir(), 'gantry-data-')) : profileOf(dataDir);
  const tempDir = join(dir, 'tmp');
  await mkdir(tempDir, { recursive: true });
  const app = await _electron.launch({
    executablePath: electronProgram,
    args: [root, `--user-data-dir=${dir}`],
    env: { ...electronEnv(dir, dockerHost), ...strings(env) },
    // The theme is Electron's to set.
    colorScheme: null,
  });
  const child = app.process();
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  // It can be asked before it has begun.
  await app.evaluate(({ app }) => app.whenReady());
  return {
    app,
    home: dir,
    tempDir,
    exited,
    url: 'app://ui/',
    pid: child.pid ?? 0,
    dataDir: join(dir, 'gantry'),
    show: () => firstWindow(app),
    closeWindow: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    // As a system asks: a person would be asked first where something runs.
    stop: async (signal = 'SIGTERM', data) => {
      child.kill(signal);
      const code = await exited;
      if (data !== 'keep') await rm(dir, { recursive: true, force: true, maxRetries: 3 });
      return code;
    },
  };
}

/**
 * The profile that a data folder is part of, which goes with the host: a folder of tests, never one that others are in.
 * Throws for a data folder that no host of Electron made, or that stands for one.
 */
function profileOf(dataDir: string): string {
  const profile = dirname(dataDir);
  const isOwn =
    basename(dataDir) === 'gantry' && dirname(profile) === tmpdir() && basename(profile).startsWith('gantry-');
  if (!isOwn) throw new Error(`${dataDir} is not the data folder of a profile below ${tmpdir()}`);
  return profile;
}

/** The window once its page has loaded. */
async function firstWindow(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  await page.waitForURL(/\bui\b/);
  await page.waitForLoadState('load');
  await page.locator('#root > *').first().waitFor();
  return page;
}

/** Lets tests read what was copied; Gantry itself lets its page write only. */
export async function grantClipboard(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ session }) => {
    session.defaultSession.setPermissionCheckHandler(() => true);
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(true));
  });
}

export interface ElectronRun {
  readonly dockerHost: string;
  /** The home of a running host, to start on the same data. */
  readonly home?: string;
  /** Electron, unless it is another. */
  readonly program?: string;
  /** The app and what it is told. */
  readonly args?: readonly string[];
}

/** Runs Electron, or a packaged copy, to its end. */
export async function runElectron({
  dockerHost,
  home,
  program = electronProgram,
  args = [root],
}: ElectronRun): Promise<{
  readonly code: number | null;
  readonly output: string;
  /** What it left in its temp folder. */
  readonly left: readonly string[];
}> {
  const dir = home ?? (await mkdtemp(join(tmpdir(), 'gantry-run-')));
  const tempDir = join(dir, 'tmp');
  await mkdir(tempDir, { recursive: true });
  const child = spawn(program, [...args, ...(home === undefined ? [] : [`--user-data-dir=${home}`])], {
    env: electronEnv(dir, dockerHost),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const code = await exited;
  const left = await readdir(tempDir);
  if (home === undefined) await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  return { code, output: out + err, left };
}

function strings(env: NodeJS.ProcessEnv = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
