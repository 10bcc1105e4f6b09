import { describe, expect, test } from 'vitest';
import type { TerminalSession } from '../../../app/terminal.ts';
import { patient, ShellTests, text, use, watch } from '../../../e2e/lab/shells.ts';
import { lab } from '../../../e2e/lab/use.ts';

const idle = ['run', '-d', '--init', 'busybox', 'sleep', '100000'];
const shells = new ShellTests(
  () => lab,
  (docker) => docker(...idle),
);
const { docker } = shells;

describe('shells by the hundred', () => {
  test('200 opened at once are 64, the others are told why, and all end', async () => {
    const { client, engine } = await shells.start();
    const one = { engine, id: shells.container, cols: 80, rows: 24 };
    const opened = await Promise.allSettled(Array.from({ length: 200 }, () => client.terminal.open(one)));
    const sessions = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value.session] : []));
    const refusals = opened.flatMap((result) => (result.status === 'rejected' ? [result.reason.problem.code] : []));
    expect([sessions.length, new Set(refusals)]).toEqual([64, new Set(['conflict'])]);
    await expect.poll(async () => (await shells.commands()).length, patient).toBe(64);
    expect(await shells.noted()).toHaveLength(64);
    const [first = '', second = '', ...others] = sessions;
    await client.terminal.close({ session: first });
    const { session } = await client.terminal.open(one);
    await Promise.all([second, session, ...others].map((session) => client.terminal.close({ session })));
    expect(await shells.commands()).toEqual([]);
    await expect.poll(() => shells.noted(), patient).toEqual([]);
  }, 120_000);

  test('those that are cancelled while they open take no place and leave nothing', async () => {
    const { client, engine } = await shells.start();
    const one = { engine, id: shells.container, cols: 80, rows: 24 };
    for (let round = 0; round < 2; round++) {
      const opened = Array.from({ length: 40 }, (_, n) => {
        const cancel = new AbortController();
        const call = client.terminal.open(one, { signal: cancel.signal });
        setTimeout(() => cancel.abort(), n * 10);
        return call;
      });
      for (const result of await Promise.allSettled(opened)) {
        if (result.status === 'fulfilled') await client.terminal.close(result.value);
      }
    }
    await expect.poll(() => shells.commands(), patient).toEqual([]);
    await expect.poll(() => shells.noted(), patient).toEqual([]);
    const { session } = await client.terminal.open(one);
    await client.terminal.close({ session });
  }, 120_000);

  test('one that ended by itself takes no place, and can be read by any number', async () => {
    const { client, engine } = await shells.start();
    const sessions: string[] = [];
    for (let round = 0; round < 4; round++) {
      const batch = Array.from({ length: 20 }, async () => {
        const { session } = await client.terminal.open({ engine, id: shells.container, cols: 80, rows: 24 });
        await client.terminal.write({ session, data: text('exit 3\n') });
        const { seen } = watch({ client }, session);
        await expect.poll(() => seen.items, patient).toEqual(['exit']);
        sessions.push(session);
      });
      await Promise.all(batch);
    }
    const last = sessions.at(-1) ?? '';
    const readers = [watch({ client }, last), watch({ client }, last)];
    for (const { seen } of readers) await expect.poll(() => seen.items, patient).toEqual(['exit']);
    const first = watch({ client }, sessions[0] ?? '');
    await expect.poll(() => first.seen.problem, patient).toBe('not-found');
    await expect.poll(() => shells.noted(), patient).toEqual([]);
  }, 120_000);
});

describe('a shell that floods', () => {
  test('with nobody reading costs no memory, and its end can be read', async () => {
    const { client, engine } = await shells.start();
    const { session } = await client.terminal.open({ engine, id: shells.container, cols: 80, rows: 24 });
    const before = process.memoryUsage();
    await client.terminal.write({
      session,
      data: text('head -c 100000000 /dev/urandom; echo the-$((1+1))-end; exit\n'),
    });
    // 100 MB go through; beside other work that takes its time.
    await expect.poll(() => shells.commands(), { timeout: 120_000 }).toEqual([]);
    const after = process.memoryUsage();
    expect(after.arrayBuffers + after.external - before.arrayBuffers - before.external).toBeLessThan(40e6);
    const { seen } = watch({ client }, session);
    await expect.poll(() => seen.items, patient).toEqual(['exit']);
    expect(seen.text).toContain('the-2-end');
  }, 240_000);

  test('takes in only so much of what nobody reads there', async () => {
    const { client, engine } = await shells.start();
    const { session } = await client.terminal.open({ engine, id: shells.container, cols: 80, rows: 24 });
    await client.terminal.write({ session, data: text('stty raw -echo; exec sleep 4242\n') });
    await expect.poll(() => shells.commands(), patient).toEqual(['sleep 4242']);
    const data = new Uint8Array(64 * 1024).fill(120);
    const writes = Array.from({ length: 300 }, () => client.terminal.write({ session, data }).then(() => 'taken'));
    const codes = writes.map((write) => write.catch((error: { problem: { code: string } }) => error.problem.code));
    await expect.poll(async () => (await Promise.race([Promise.all(codes), codes.at(-1)])) as string).toBe('conflict');
    await client.terminal.close({ session });
    expect(new Set(await Promise.all(codes))).not.toContain('internal');
    expect(await shells.commands()).toEqual([]);
  }, 120_000);
});

describe('several readers of one shell', () => {
  test('see the same, whoever writes and whenever they came', async () => {
    const { client, engine } = await shells.start();
    const { session } = await client.terminal.open({ engine, id: shells.container, cols: 80, rows: 24 });
    const first = watch({ client }, session);
    await expect.poll(() => first.seen.text, patient).toContain('#');
    const second = watch({ client }, session);
    await client.terminal.write({ session, data: text('echo for-$((1+1))\n') });
    await expect.poll(() => second.seen.text, patient).toContain('for-2');
    await expect.poll(() => first.seen.text, patient).toContain('for-2');
    const third = watch({ client }, session);
    await expect.poll(() => third.seen.text, patient).toContain('for-2');
    second.stop();
    await client.terminal.write({ session, data: text('echo for-$((1+2)); exit\n') });
    for (const { seen } of [first, third]) {
      await expect.poll(() => seen.items, patient).toEqual(['exit']);
      expect(seen.text).toContain('for-3');
    }
    expect(second.seen.items).toEqual([]);
  });
});

describe('the end of a shell', () => {
  test('is where the next one goes on, with what it showed above', async () => {
    const { client, engine } = await shells.start();
    const one = { engine, id: shells.container, cols: 80, rows: 24 };
    const first = await client.terminal.open(one);
    await client.terminal.write({ session: first.session, data: text('echo for-$((1+1)); exit 3\n') });
    const { seen } = watch({ client }, first.session);
    await expect.poll(() => seen.items, patient).toEqual(['exit']);
    const second = await client.terminal.open({ ...one, below: first.session });
    expect(second.container).toBe(shells.container);
    const next = watch({ client }, second.session).seen;
    await expect.poll(() => next.text, patient).toMatch(/for-2[^]*#/);
    const gone = watch({ client }, first.session).seen;
    await expect.poll(() => gone.problem, patient).toBe('not-found');
  }, 120_000);
});

describe('the list of shells', () => {
  test('tells which run, who looks, what they are called, and how they ended', async () => {
    const { client, engine } = await shells.start();
    const listed = new Map<string, TerminalSession>();
    client.terminal.sessions(
      {},
      {
        onItem: ({ changed, removed }) => {
          for (const session of changed) listed.set(session.id, session);
          for (const id of removed) listed.delete(id);
        },
        onEnd: () => undefined,
      },
    );
    const { session } = await client.terminal.open({ engine, id: shells.container, cols: 80, rows: 24 });
    const one = () => listed.get(session);
    await expect
      .poll(one, patient)
      .toMatchObject({ engine, container: shells.container, how: { kind: 'exec' }, title: '', readers: 0 });
    const { stop } = watch({ client }, session);
    await expect.poll(one, patient).toMatchObject({ readers: 1 });
    const data = text("i=0; while [ $i -lt 9999 ]; do printf '\\033]0;a %s\\n title\\007' $i; i=$((i+1)); done\n");
    await client.terminal.write({ session, data });
    await expect.poll(one, patient).toMatchObject({ title: 'a 9998 title' });
    expect(one()?.used).toBeGreaterThanOrEqual(one()?.started ?? Infinity);
    stop();
    await expect.poll(one, patient).toMatchObject({ readers: 0 });
    await client.terminal.write({ session, data: text('exit 7\n') });
    await expect.poll(one, patient).toMatchObject({ exit: { code: 7 } });
    await client.terminal.close({ session });
    await expect.poll(one, patient).toBeUndefined();
  }, 120_000);
});

describe('what a Gantry left running', () => {
  test('after a kill is ended by the next one, as soon as it uses that engine', async () => {
    const { end } = await other();
    // One beside it ends nothing: the first one lives.
    const beside = await shells.start();
    await docker('exec', '-d', shells.container, 'sleep', '4004');
    await use(beside);
    await shells.stop();
    expect(await shells.commands()).toEqual(expect.arrayContaining([...sleeps, 'sleep 4004']));
    await end('SIGKILL');
    expect(await shells.commands()).toEqual(expect.arrayContaining([...sleeps, 'sleep 4004']));
    expect(await shells.noted()).toHaveLength(1);
    const next = await shells.start();
    // Nothing is connected to for this: it waits until somebody looks.
    expect(await shells.noted()).toHaveLength(1);
    await use(next);
    await expect.poll(() => shells.commands(), patient).toEqual(['sleep 4004']);
    await expect.poll(() => shells.noted(), patient).toEqual([]);
    expect(JSON.parse(await docker('inspect', '--format', '{{json .ExecIDs}}', shells.container))).toHaveLength(1);
  }, 120_000);

  test('because it could not be ended in time is ended by the next one', async () => {
    const { end } = await other();
    await docker('pause', shells.container);
    await end('SIGTERM');
    expect(await shells.noted()).toHaveLength(1);
    await docker('unpause', shells.container);
    await use(await shells.start());
    await expect.poll(() => shells.commands(), patient).toEqual([]);
    await expect.poll(() => shells.noted(), patient).toEqual([]);
  }, 120_000);

  test('in a container that is gone is forgotten', async () => {
    const { end } = await other();
    await end('SIGKILL');
    await docker('rm', '-f', shells.container);
    shells.replace(await docker(...idle));
    await use(await shells.start());
    await expect.poll(() => shells.noted(), patient).toEqual([]);
  }, 120_000);

  test('is no more than what is written down', async () => {
    const { client, engine } = await shells.start();
    const opened = Array.from({ length: 20 }, () =>
      client.terminal.open({ engine, id: shells.container, cols: 80, rows: 24 }),
    );
    for (const { session } of await Promise.all(opened)) {
      await client.terminal.write({ session, data: text('sleep 4005\n') });
    }
    await expect
      .poll(async () => (await shells.commands()).filter((line) => line === 'sleep 4005').length, patient)
      .toBe(20);
    await shells.stop();
    // On a busy machine the time may not do for all.
    const left = (await shells.noted()).length;
    expect((await shells.commands()).filter((line) => line === 'sleep 4005').length).toBeLessThanOrEqual(left);
  }, 120_000);
});

const sleeps = ['sleep 4001', 'sleep 4002', 'sleep 4003'];

/** A Gantry in a process of its own with a shell in which these sleep, however they were started. */
async function other() {
  const held = shells.hold('(trap "" HUP; sleep 4001) & setsid sleep 4002 & sleep 4003');
  await expect.poll(() => shells.commands(), patient).toEqual(expect.arrayContaining(sleeps));
  return held;
}
