import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Host, HostOptions } from './host.ts';

/** Electron's program where it can run, as `npm test` finds it; else its double. */
export const electronProgram =
  process.env.ELECTRON ?? fileURLToPath(new URL('electron-double/electron', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));

/** An Electron host: the built main, preload and page. */
export interface ElectronHost extends Host {
  readonly app: ElectronApplication;
  /** Where it puts what it needs only while it runs; nobody else writes there. */
  readonly tempDir: string;
}

/** What a host gets of the environment; a home of its own, so that nothing of the person's is found. */
export function electronEnv(dir: string, dockerHost: string): Record<string, string> {
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
  const dir = dataDir === undefined ? await mkdtemp(join(tmpdir(), 'gantry-data-')) : dirname(dataDir);
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
  return {
    app,
    tempDir,
    url: 'app://ui/',
    pid: child.pid ?? 0,
    exited,
    dataDir: join(dir, 'gantry'),
    show: () => firstWindow(app),
    stop: async (signal, data) => {
      if (signal) child.kill(signal);
      else await app.close();
      const code = await exited;
      if (data !== 'keep') await rm(dir, { recursive: true, force: true, maxRetries: 3 });
      return code;
    },
  };
}

/** The window once its page has loaded. */
export async function firstWindow(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  await page.waitForURL(/\bui\b/);
  await page.waitForLoadState('load');
  return page;
}

/** Lets tests read what was copied; Gantry itself lets its page write only. */
export async function grantClipboard(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ session }) => {
    session.defaultSession.setPermissionCheckHandler(() => true);
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(true));
  });
}

function strings(env: NodeJS.ProcessEnv = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
