import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DebugHow } from '../../../../app/terminal.ts';
import { type LocalClient, startLocalClient } from '../../../../e2e/bench/tools/local-client.ts';
import { addBareImage } from '../../../../e2e/lab/images/bare-image.ts';
import { docker, lab } from '../../../../e2e/lab/use.ts';

const fixture = fileURLToPath(new URL('../../../../e2e/lab/shell-holder.ts', import.meta.url));
const patient = { timeout: 30_000 };
const how: DebugHow = { kind: 'debug', image: 'busybox' };
let dataDir: string;
let container: string;
let local: LocalClient | undefined;
const children: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gantry-debug-'));
  await addBareImage(lab.socket, 'debug-bare');
  const run = ['run', '-d', '--user', '4321', '--read-only', '-e', 'GREETING=from the target', 'debug-bare'];
  container = await docker(...run, '/sleep', '100000');
});

afterEach(async () => {
  await local?.close();
  local = undefined;
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await docker('rm', '-f', container);
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<LocalClient> {
  local = await startLocalClient(lab.dockerHost, { dataDir });
  return local;
}

/** Toolboxes and images of Gantry's that the engine has. */
async function left(): Promise<string[]> {
  const filter = ['--filter', 'label=dev.gantry.toolbox'];
  const found = [await docker('ps', '-aq', ...filter), await docker('images', '-aq', ...filter)];
  return found.join('\n').split('\n').filter(Boolean);
}

/** The shells that are written down. */
async function noted(): Promise<unknown[]> {
  const file = JSON.parse(await readFile(join(dataDir, 'shells.json'), 'utf8')) as { shells: unknown[] };
  return file.shells;
}

/** Opens a debug shell, and reads it for as long as it goes on. */
async function open({ client, engine }: LocalClient) {
  const { session } = await client.terminal.open({ engine, id: container, cols: 200, rows: 24, how });
  const seen = { text: '', ended: false };
  client.terminal.attach(
    { session },
    {
      onItem: (item) => {
        if ('data' in item) seen.text = (seen.text + Buffer.from(item.data).toString()).slice(-10_000);
        if (item.kind === 'exit') seen.ended = true;
      },
      onEnd: () => undefined,
    },
  );
  const type = (line: string) => client.terminal.write({ session, data: new TextEncoder().encode(`${line}\n`) });
  return { session, seen, type };
}

describe('a debug shell', () => {
  test('begins in the files of its container, with its variables and its programs', async () => {
    const { seen, type } = await open(await start());
    await type('echo "$PWD|$GREETING|$TARGET_ROOT"; ls; command -v sleep; echo "[$(id -u)]"');
    await expect.poll(() => seen.text, patient).toContain('/proc/1/root|from the target|/proc/1/root');
    await expect.poll(() => seen.text, patient).toContain('[0]');
    expect(await left()).toHaveLength(1);
  }, 60_000);

  test('takes its toolbox with it when it is closed, when it ends, and when Gantry does', async () => {
    const { client, ...rest } = await start();
    const closed = await open({ client, ...rest });
    await client.terminal.close({ session: closed.session });
    expect(await left()).toEqual([]);
    const ended = await open({ client, ...rest });
    await ended.type('exit');
    await expect.poll(() => ended.seen.ended, patient).toBe(true);
    await expect.poll(left, patient).toEqual([]);
    await open({ client, ...rest });
    expect(await left()).toHaveLength(1);
    await local?.close();
    local = undefined;
    expect(await left()).toEqual([]);
    expect(await noted()).toEqual([]);
  }, 60_000);

  test('that cannot start leaves nothing', async () => {
    const { client, engine } = await start();
    for (const image of ['nobody/has-this:1', 'debug-bare']) {
      const asked = client.terminal.open({ engine, id: container, cols: 80, rows: 24, how: { kind: 'debug', image } });
      await expect(asked).rejects.toMatchObject({ problem: { field: 'image', params: { image } } });
    }
    expect(await left()).toEqual([]);
    await expect.poll(noted, patient).toEqual([]);
  }, 60_000);

  test('that is cancelled while it opens leaves nothing', async () => {
    const { client, engine } = await start();
    const opened = Array.from({ length: 8 }, (_, n) => {
      const cancel = new AbortController();
      const call = client.terminal.open({ engine, id: container, cols: 80, rows: 24, how }, { signal: cancel.signal });
      setTimeout(() => cancel.abort(), n * 60);
      return call;
    });
    for (const result of await Promise.allSettled(opened)) {
      if (result.status === 'fulfilled') await client.terminal.close(result.value);
    }
    await expect.poll(left, patient).toEqual([]);
    await expect.poll(noted, patient).toEqual([]);
  }, 60_000);

  test('ends with a restart of its container, and leaves nothing', async () => {
    const { seen } = await open(await start());
    await docker('restart', '-t', '0', container);
    await expect.poll(() => seen.ended, patient).toBe(true);
    await expect.poll(left, patient).toEqual([]);
    await expect.poll(noted, patient).toEqual([]);
  }, 60_000);
});

test.each(['running', 'stopped'])(
  'what a killed Gantry left of a %s container goes when the next one uses that engine',
  async (state) => {
    if (state === 'stopped') await docker('stop', '-t', '0', container);
    const args = ['--import', 'tsx', fixture, lab.dockerHost, dataDir, container, 'sleep 4001', JSON.stringify(how)];
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    children.push(child);
    const toolbox = () => docker('ps', '-q', '--filter', 'label=dev.gantry.toolbox');
    await expect.poll(toolbox, patient).not.toBe('');
    await expect.poll(async () => docker('top', await toolbox()), patient).toContain('sleep 4001');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await noted()).toHaveLength(1);
    expect((await left()).length).toBeGreaterThan(0);
    const { client, engine } = await start();
    await new Promise<void>((resolve, reject) => {
      client.containers.watch(
        { engine },
        {
          onItem: ({ complete }) => (complete ? resolve() : undefined),
          onEnd: (problem) => reject(new Error(problem?.reason)),
        },
      );
    });
    await expect.poll(left, patient).toEqual([]);
    await expect.poll(noted, patient).toEqual([]);
  },
  90_000,
);
