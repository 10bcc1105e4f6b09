import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalClient, startLocalClient } from '../../../e2e/bench/tools/local-client.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';

const patient = { timeout: 60_000 };
const compose = ['project=again', 'service=web', 'container-number=1', 'oneoff=False'].flatMap((label) => [
  '--label',
  `com.docker.compose.${label}`,
]);
let dataDir: string;
let local: LocalClient;
let made: string[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gantry-again-'));
  local = await startLocalClient(lab.dockerHost, { dataDir });
});

afterEach(async () => {
  await local.close();
  for (const id of made) await docker('rm', '-f', id);
  made = [];
  await rm(dataDir, { recursive: true, force: true });
});

async function run(...options: string[]): Promise<string> {
  const id = await docker('run', '-d', '--init', ...options, 'busybox', 'sleep', '100000');
  made.push(id);
  return id;
}

/** Opens a shell, and gives what is printed in it until it ends. */
async function open(id: string, more: { readonly below?: string; readonly line?: string } = {}) {
  const { client, engine } = local;
  const { session, container } = await client.terminal.open({ engine, id, cols: 80, rows: 24, ...more });
  const seen = { text: '', ended: false };
  client.terminal.attach(
    { session },
    {
      onItem: (item) => {
        if (item.kind === 'screen' || item.kind === 'output') seen.text += Buffer.from(item.data).toString();
        if (item.kind === 'exit') seen.ended = true;
      },
      onEnd: () => undefined,
    },
  );
  await expect.poll(() => seen.text, patient).toContain('#');
  return { session, container, seen };
}

/** What is told of an ended session. */
function again(session: string) {
  const told = { runs: [] as string[], reason: undefined as string | undefined };
  const stop = local.client.terminal.again(
    { session },
    {
      onItem: (container) => void told.runs.push(container),
      onEnd: (problem) => {
        told.reason = problem?.reason ?? 'none';
      },
    },
  );
  return { told, stop };
}

describe('a session that ended with its container', () => {
  test('is told once that runs again, and goes on below a line', async () => {
    const id = await run();
    const first = await open(id);
    await docker('stop', '-t', '0', id);
    await expect.poll(() => first.seen.ended, patient).toBe(true);
    const { told, stop } = again(first.session);
    await docker('start', id);
    await expect.poll(() => told.runs, patient).toEqual([id]);
    stop();
    const line = 'It was\x1b[2J stopped';
    const next = await Promise.all([
      open(id, { below: first.session, line }),
      open(id, { below: first.session, line: 'another window' }),
    ]);
    // Both windows get the same one.
    expect(next[1].session).toBe(next[0].session);
    await expect.poll(() => next[0].seen.text, patient).toMatch(/#[^]*It was \[2J stopped[^]*#/);
  }, 120_000);

  test('is told of the container that Compose made in its place', async () => {
    const old = await run(...compose);
    const { session, seen } = await open(old);
    await docker('rm', '-f', old);
    await expect.poll(() => seen.ended, patient).toBe(true);
    const { told } = again(session);
    const anew = await run(...compose);
    await expect.poll(() => told.runs, patient).toEqual([anew]);
    expect((await open(old, { below: session })).container).toBe(anew);
  }, 120_000);

  test('is told of nothing where that is gone for good', async () => {
    const id = await run();
    const { session, seen } = await open(id);
    await docker('rm', '-f', id);
    await expect.poll(() => seen.ended, patient).toBe(true);
    const { told } = again(session);
    await expect.poll(() => told.reason, patient).toBe('shell-container-removed');
  }, 120_000);

  test('is given up after five that ended soon, one below the other', async () => {
    const id = await run();
    let below: string | undefined;
    for (let round = 0; round < 5; round += 1) {
      const { session, seen }: Awaited<ReturnType<typeof open>> = await open(id, below === undefined ? {} : { below });
      await local.client.terminal.write({ session, data: new TextEncoder().encode('exit 3\n') });
      await expect.poll(() => seen.ended, patient).toBe(true);
      below = session;
    }
    const { told } = again(below ?? '');
    await expect.poll(() => told.reason, patient).toBe('shell-ends-quickly');
    expect(told.runs).toEqual([]);
  }, 120_000);
});
