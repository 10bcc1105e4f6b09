import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import type { LogTarget } from '../app/logs.ts';
import { type LocalClient, startLocalClient } from './bench/tools/local-client.ts';
import { removeContainers } from './lab/cli.ts';
import { docker, lab } from './lab/use.ts';
import { LogReader } from './log-reader.ts';

/**
 * The log services on the lab's engine, without a page, for the tests of one file; the docker command is the witness. What
 * the tests open and `run` is ended after each.
 */
export class LogLab {
  /** For what Gantry keeps, in all tests. */
  readonly dataDir = mkdtempSync(join(tmpdir(), 'gantry-logs-'));
  /** Called after the test, before the end of Gantry. */
  readonly stops: (() => void)[] = [];
  #gantry: LocalClient | undefined;

  constructor() {
    beforeEach(() => this.begin());
    afterEach(async () => {
      for (const stop of this.stops.splice(0)) stop();
      await this.gantry.close();
      await removeContainers(docker, '--filter', 'label=of=logs');
    });
    afterAll(() => rmSync(this.dataDir, { recursive: true, force: true }));
  }

  get gantry(): LocalClient {
    if (!this.#gantry) throw new Error('no test has begun');
    return this.#gantry;
  }

  /** Starts Gantry, on the folder that it had before. */
  async begin(): Promise<void> {
    this.#gantry = await startLocalClient(lab.dockerHost, { dataDir: this.dataDir });
  }

  open(target: LogTarget): LogReader {
    const reader = new LogReader(this.gantry, target);
    this.stops.push(() => reader.stop());
    return reader;
  }

  /** The log of one container. */
  openOne(id: string): LogReader {
    return this.open({ kind: 'containers', engine: this.gantry.engine, ids: [id] });
  }
}

/** Starts a container with a script, and options of `docker run`; gives its id. */
export async function run(name: string, script: string, ...options: string[]): Promise<string> {
  return docker(
    'run',
    '-d',
    '--label',
    'of=logs',
    '--stop-timeout',
    '0',
    '--name',
    name,
    ...options,
    'busybox',
    'sh',
    '-c',
    script,
  );
}

/** Waits until a log stands at what its engine has. */
export async function settled(reader: LogReader): Promise<void> {
  await expect.poll(() => reader.settled, { timeout: 60_000 }).toBe(true);
}

/** Lines of `endless`. */
export const count = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => `n=${from + n}`);

/** A script that numbers what it prints. */
export const endless = 'i=0; while :; do i=$((i+1)); echo n=$i; sleep 0.01; done';
