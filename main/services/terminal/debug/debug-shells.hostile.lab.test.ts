import { describe, expect, test } from 'vitest';
import type { DebugHow } from '../../../../app/terminal.ts';
import type { LocalClient } from '../../../../e2e/bench/tools/local-client.ts';
import { addBareImage } from '../../../../e2e/lab/images/bare-image.ts';
import { patient, ShellTests, text, use, watch } from '../../../../e2e/lab/shells.ts';
import { lab } from '../../../../e2e/lab/use.ts';

const how: DebugHow = { kind: 'debug', image: 'busybox' };
const shells = new ShellTests(
  () => lab,
  async (docker) => {
    await addBareImage(lab.socket, 'debug-bare');
    const run = ['run', '-d', '--user', '4321', '--read-only', '-e', 'GREETING=from the target', 'debug-bare'];
    return docker(...run, '/sleep', '100000');
  },
);
const { docker } = shells;

/** Toolboxes and images of Gantry's that the engine has. */
async function left(): Promise<string[]> {
  const filter = ['--filter', 'label=dev.gantry.toolbox'];
  const found = [await docker('ps', '-aq', ...filter), await docker('images', '-aq', ...filter)];
  return found.join('\n').split('\n').filter(Boolean);
}

/** Opens a debug shell, and reads it for as long as it goes on. */
async function open({ client, engine }: LocalClient) {
  const { session } = await client.terminal.open({ engine, id: shells.container, cols: 200, rows: 24, how });
  const type = (line: string) => client.terminal.write({ session, data: text(`${line}\n`) });
  return { session, type, ...watch({ client }, session) };
}

describe('a debug shell', () => {
  test('begins in the files of its container, with its variables and its programs', async () => {
    const { seen, type } = await open(await shells.start());
    await type('echo "$PWD|$GREETING|$TARGET_ROOT"; ls; command -v sleep; echo "[$(id -u)]"');
    await expect.poll(() => seen.text, patient).toContain('/proc/1/root|from the target|/proc/1/root');
    await expect.poll(() => seen.text, patient).toContain('[0]');
    expect(await left()).toHaveLength(1);
  }, 180_000);

  test('takes its toolbox with it when it is closed, when it ends, and when Gantry does', async () => {
    const { client, ...rest } = await shells.start();
    const closed = await open({ client, ...rest });
    await client.terminal.close({ session: closed.session });
    expect(await left()).toEqual([]);
    const ended = await open({ client, ...rest });
    await ended.type('exit');
    await expect.poll(() => ended.seen.exit, patient).toBeDefined();
    await expect.poll(left, patient).toEqual([]);
    await open({ client, ...rest });
    expect(await left()).toHaveLength(1);
    await shells.stop();
    expect(await left()).toEqual([]);
    expect(await shells.noted()).toEqual([]);
  }, 180_000);

  test('that cannot start leaves nothing', async () => {
    const { client, engine } = await shells.start();
    for (const image of ['nobody/has-this:1', 'debug-bare']) {
      const asked = client.terminal.open({
        engine,
        id: shells.container,
        cols: 80,
        rows: 24,
        how: { kind: 'debug', image },
      });
      await expect(asked).rejects.toMatchObject({ problem: { field: 'image', params: { image } } });
    }
    expect(await left()).toEqual([]);
    await expect.poll(() => shells.noted(), patient).toEqual([]);
  }, 180_000);

  test('that is cancelled while it opens leaves nothing', async () => {
    const { client, engine } = await shells.start();
    const opened = Array.from({ length: 8 }, (_, n) => {
      const cancel = new AbortController();
      const call = client.terminal.open(
        { engine, id: shells.container, cols: 80, rows: 24, how },
        { signal: cancel.signal },
      );
      setTimeout(() => cancel.abort(), n * 60);
      return call;
    });
    for (const result of await Promise.allSettled(opened)) {
      if (result.status === 'fulfilled') await client.terminal.close(result.value);
    }
    await expect.poll(left, patient).toEqual([]);
    await expect.poll(() => shells.noted(), patient).toEqual([]);
  }, 180_000);

  test('ends with a restart of its container, and leaves nothing', async () => {
    const { seen } = await open(await shells.start());
    await docker('restart', '-t', '0', shells.container);
    await expect.poll(() => seen.exit, patient).toBeDefined();
    await expect.poll(left, patient).toEqual([]);
    await expect.poll(() => shells.noted(), patient).toEqual([]);
  }, 180_000);
});

test.each(['running', 'stopped'])(
  'what a killed Gantry left of a %s container goes when the next one uses that engine',
  async (state) => {
    if (state === 'stopped') await docker('stop', '-t', '0', shells.container);
    const { end } = shells.hold('sleep 4001', JSON.stringify(how));
    const toolbox = () => docker('ps', '-q', '--filter', 'label=dev.gantry.toolbox');
    await expect.poll(toolbox, patient).not.toBe('');
    await expect.poll(async () => docker('top', await toolbox()), patient).toContain('sleep 4001');
    await end('SIGKILL');
    expect(await shells.noted()).toHaveLength(1);
    expect((await left()).length).toBeGreaterThan(0);
    await use(await shells.start());
    await expect.poll(left, patient).toEqual([]);
    await expect.poll(() => shells.noted(), patient).toEqual([]);
  },
  90_000,
);

describe('a command in a container without a shell', () => {
  test('ends with its session, by the keys that a person has', async () => {
    const { client, engine } = await shells.start();
    const one = { engine, id: shells.container, cols: 80, rows: 24 };
    const running = () => docker('top', shells.container, '-eo', 'pid,args');
    const { session } = await client.terminal.open({ ...one, how: { kind: 'exec', command: ['/sleep', '4711'] } });
    expect(await running()).toContain('/sleep 4711');
    await client.terminal.close({ session });
    await expect.poll(running, patient).not.toContain('/sleep 4711');
    expect(await running()).toContain('/sleep 100000');
  }, 180_000);
});
