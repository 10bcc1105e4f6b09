import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect } from 'vitest';
import type { TerminalExit, TerminalItem } from '../../app/terminal.ts';
import { type LocalClient, startLocalClient } from '../bench/tools/local-client.ts';
import type { TestedEngine } from './engines.ts';

const holder = fileURLToPath(new URL('./shell-holder.ts', import.meta.url));
/** For what comes when it comes, in ms. */
export const patient = { timeout: 60_000 };

/** What a reader of a session has seen so far. */
export interface Seen {
  /** The last 10,000 characters, or the screen that came since. */
  text: string;
  /** Items that are not output, in order. */
  readonly items: TerminalItem['kind'][];
  exit: TerminalExit | undefined;
  /** What the stream ended with; `none` for no problem. */
  problem: string | undefined;
}

/** Before each test a container and a folder for Gantry's data; after it nothing of either is left. */
export class ShellTests {
  readonly #engine: () => Pick<TestedEngine, 'socket' | 'cli'>;
  readonly #children: ChildProcess[] = [];
  #local: LocalClient | undefined;
  #dataDir = '';
  #container = '';

  /**
   * @param engine on which the container runs
   * @param make starts the container and gives its id
   */
  constructor(
    engine: () => Pick<TestedEngine, 'socket' | 'cli'>,
    make: (docker: ShellTests['docker']) => Promise<string>,
  ) {
    this.#engine = engine;
    beforeEach(async () => {
      this.#dataDir = await mkdtemp(join(tmpdir(), 'gantry-shells-'));
      this.#container = await make(this.docker);
    });
    afterEach(async () => {
      await this.stop();
      for (const child of this.#children.splice(0)) child.kill('SIGKILL');
      await this.#engine().cli('rm', '-f', this.#container);
      await rm(this.#dataDir, { recursive: true, force: true });
    });
  }

  /** The container that is there now. */
  get container(): string {
    return this.#container;
  }

  /** Where Gantry keeps its data. */
  get dataDir(): string {
    return this.#dataDir;
  }

  /** The engine's address. */
  get url(): string {
    return `unix://${this.#engine().socket}`;
  }

  /** Has another container take its place. */
  replace(container: string): void {
    this.#container = container;
  }

  /** Runs the docker command and gives what it printed; throws if it fails. */
  readonly docker = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await this.#engine().cli(...args);
    if (code !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
    return stdout.trimEnd();
  };

  /** A Gantry in this process, in place of the one before. */
  async start(): Promise<LocalClient> {
    await this.stop();
    this.#local = await startLocalClient(this.url, { dataDir: this.#dataDir });
    return this.#local;
  }

  /** Ends the Gantry in this process as a person would. */
  async stop(): Promise<void> {
    await this.#local?.close();
    this.#local = undefined;
  }

  /** The command lines of all that runs in the container besides its own. */
  async commands(): Promise<string[]> {
    const lines = (await this.docker('top', this.#container, '-eo', 'pid,args')).split('\n').slice(1);
    const all = lines.map((line) => line.trim().replace(/^\d+\s+/, ''));
    return all.filter((line) => !line.includes('init') && line !== 'sleep 100000');
  }

  /** The shells that are written down. */
  async noted(): Promise<unknown[]> {
    const file = JSON.parse(await readFile(join(this.#dataDir, 'shells.json'), 'utf8')) as { shells: unknown[] };
    return file.shells;
  }

  /**
   * A Gantry in a process of its own with a shell that runs a line.
   * @param how as JSON, if not as usual
   */
  hold(line: string, how?: string): { readonly end: (signal: NodeJS.Signals) => Promise<void> } {
    const args = ['--import', 'tsx', holder, this.url, this.#dataDir, this.#container, line, ...(how ? [how] : [])];
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    this.#children.push(child);
    return {
      end: async (signal) => {
        child.kill(signal);
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      },
    };
  }
}

/** Reads a session for as long as it goes on. */
export function watch({ client }: Pick<LocalClient, 'client'>, session: string) {
  const seen: Seen = { text: '', items: [], exit: undefined, problem: undefined };
  const stop = client.terminal.attach(
    { session },
    {
      onItem: (item) => {
        if (item.kind === 'screen') seen.text = Buffer.from(item.data).toString();
        else if (item.kind === 'output') seen.text = (seen.text + Buffer.from(item.data).toString()).slice(-10_000);
        else if (item.kind === 'exit') {
          seen.items.push(item.kind);
          seen.exit = item;
        }
      },
      onEnd: (problem) => {
        seen.problem = problem?.code ?? 'none';
      },
    },
  );
  return { seen, stop };
}

/** Keys as they are sent. */
export const text = (line: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(line);

/** Waits until a reader has seen a prompt of root. */
export async function prompted(seen: Seen): Promise<void> {
  await expect.poll(() => seen.text, patient).toContain('#');
}

/** Looks at the containers, as a window does: that is what connects. */
export async function use({ client, engine }: LocalClient): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    client.containers.watch(
      { engine },
      {
        onItem: ({ complete }) => (complete ? resolve() : undefined),
        onEnd: (problem) => reject(new Error(problem?.reason)),
      },
    );
  });
}
