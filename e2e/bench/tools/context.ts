import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import playwright from '../../../playwright.config.ts';
import { type Host, startHost } from '../../host.ts';
import { type Lab, type LabOptions, startLab } from '../../lab/lab.ts';
import { type LocalClient, startLocalClient } from './local-client.ts';
import { addProbe, type Condition } from './probe.ts';
import type { Row } from './table.ts';

/** What a benchmark may use. All is started when first asked for, is its own, and is gone after it. */
export interface Context {
  /** A fresh engine, as the first who asks wants it. */
  lab(options?: LabOptions): Promise<Lab>;
  /** A second engine, empty. The host finds it as the CLI context `other`, and so does a page that is opened after this. */
  other(): Promise<Lab>;
  /** The built browser host on the first engine. */
  host(): Promise<Host>;
  /** Chromium with the probe, on that host; the page has been opened once, so the host is warm and knows the cookie. */
  page(armed?: Readonly<Record<string, Condition>>): Promise<Page>;
  /** Chromium, for a benchmark that needs a host of its own for each run. */
  browser(): Promise<Browser>;
  /** The services in this process, on the first engine: what of a time is not the page's. */
  local(): Promise<LocalClient>;
  report(row: Row): void;
  say(line: string): void;
}

export interface Benchmark {
  readonly name: string;
  run(context: Context): Promise<void>;
}

/** Runs a benchmark and takes away whatever it started, last first, also when it fails. */
export async function runBenchmark(
  { run }: Benchmark,
  report: (row: Row) => void,
  say: (line: string) => void,
): Promise<void> {
  const ends: (() => Promise<unknown>)[] = [];
  const owned = <T, A extends unknown[]>(start: (...args: A) => Promise<T>, end: (made: T) => Promise<unknown>) => {
    return once(async (...args: A) => {
      const made = await start(...args);
      ends.push(() => end(made));
      return made;
    });
  };
  const lab = owned(
    (options?: LabOptions) => startLab(options),
    (lab) => lab.stop(),
  );
  const other = owned(
    async () => {
      const second = await startLab();
      await writeContext(contextsOf(await lab()), 'other', second.dockerHost);
      return second;
    },
    (lab) => lab.stop(),
  );
  const host = owned(
    async () => {
      const first = await lab();
      return endWithUs(await startHost({ dockerHost: first.dockerHost, env: { DOCKER_CONFIG: contextsOf(first) } }));
    },
    (host) => host.stop(),
  );
  const local = owned(
    async () => startLocalClient((await lab()).dockerHost, { dockerConfig: (await lab()).composeConfig }),
    (client) => client.close(),
  );
  const browser = owned(launch, (browser) => browser.close());
  const page = async (armed: Readonly<Record<string, Condition>> = {}) => {
    const { url } = await host();
    const context: BrowserContext = await (await browser()).newContext({ viewport: { width: 1280, height: 800 } });
    await addProbe(context, armed);
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };
  try {
    await run({ lab, other, host, page, browser, local, report, say });
  } finally {
    for (const end of ends.toReversed()) await end().catch((error: unknown) => say(`cleaning up: ${String(error)}`));
  }
}

/** The CLI's configuration that the host is given; the lab takes it away with itself. */
function contextsOf(lab: Lab): string {
  return join(lab.dir, 'contexts');
}

/** Writes a context as `docker context create` does: in a folder named after the SHA-256 of its name. */
async function writeContext(config: string, name: string, dockerHost: string): Promise<void> {
  const folder = join(config, 'contexts/meta', createHash('sha256').update(name).digest('hex'));
  await mkdir(folder, { recursive: true });
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: dockerHost, SkipTLSVerify: false } } };
  await writeFile(join(folder, 'meta.json'), JSON.stringify(meta));
}

/** A benchmark that is broken off must not leave its host; the lab and Chromium look after themselves. */
function endWithUs(host: Host): Host {
  const kill = () => void process.kill(host.pid, 'SIGTERM');
  process.once('exit', kill);
  const stop: Host['stop'] = (signal) => {
    process.off('exit', kill);
    return host.stop(signal);
  };
  return { ...host, stop };
}

function launch(): Promise<Browser> {
  return chromium.launch(playwright.use?.launchOptions ?? {});
}

function once<T, A extends unknown[]>(start: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  let made: Promise<T> | undefined;
  return (...args) => (made ??= start(...args));
}
