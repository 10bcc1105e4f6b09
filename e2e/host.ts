import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const program = fileURLToPath(new URL('../out/browser/main.cjs', import.meta.url));

/** A host that runs as people run it: the built program in a process of its own. */
export interface Host {
  readonly url: string;
  readonly pid: number;
  /** Its exit code once it has ended, by itself or by `stop`. */
  readonly exited: Promise<number | null>;
  /** Where it keeps its settings; taken away by `stop`. */
  readonly dataDir: string;
  /** Opens its window: in the page that is given, where it is a browser's, else in its own. Resolves with that page. */
  show(page: Page): Promise<Page>;
  /** Closes its window as a person does, unless the page asks to stay. In Electron that ends the host, too. */
  closeWindow(page: Page): Promise<void>;
  /** Ends it; resolves with the exit code. With `keep` its data stays, for the next host. */
  stop(signal?: NodeJS.Signals, data?: 'keep'): Promise<number | null>;
}

export interface HostOptions {
  /** The only engine it finds, as DOCKER_HOST. */
  readonly dockerHost: string;
  /** A folder from an earlier host, to go on with its settings. */
  readonly dataDir?: string;
  readonly port?: number;
  /** More of the environment, e.g. a DOCKER_CONFIG with contexts. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts the browser host on one engine, with a home of its own so that nothing of the person's is found. */
export async function startHost({ dockerHost, dataDir, port = 0, env }: HostOptions): Promise<Host> {
  const dir = dataDir ?? (await mkdtemp(join(tmpdir(), 'gantry-data-')));
  const child = spawn(process.execPath, [program, '--port', String(port), '--no-open', '--data', dir], {
    env: {
      PATH: process.env.PATH,
      HOME: dir,
      XDG_RUNTIME_DIR: dir,
      DOCKER_CONFIG: join(dir, 'none'),
      DOCKER_HOST: dockerHost,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await readyUrl(child, exited);
  return {
    url,
    pid: child.pid ?? 0,
    exited,
    dataDir: dir,
    show: async (page) => {
      await page.goto(url);
      // Its code draws it later than the page counts as loaded; keys mean something from then on.
      await page.locator('#root > *').first().waitFor();
      return page;
    },
    closeWindow: (page) => page.close({ runBeforeUnload: true }),
    stop: async (signal = 'SIGTERM', data) => {
      child.kill(signal);
      const code = await exited;
      if (data !== 'keep') await rm(dir, { recursive: true, force: true });
      return code;
    },
  };
}

async function readyUrl(child: ChildProcess, exited: Promise<unknown>): Promise<string> {
  if (!child.stdout) throw new Error('the host has no output');
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      const url = /^Gantry is ready at (\S+)$/.exec(line)?.[1];
      if (url) resolve(url);
    });
  });
  const failed = exited.then(() => {
    throw new Error('the host ended before it was ready');
  });
  return Promise.race([ready, failed]);
}
