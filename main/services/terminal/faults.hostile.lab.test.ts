import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import { patient, prompted, ShellTests, text, use, watch } from '../../../e2e/lab/shells.ts';

/** What happens to a container while its shell is typed into, and what is true of that afterwards. */
const ends = {
  killed: [['kill'], 'shell-container-ended'],
  stopped: [['stop', '-t', '0'], 'shell-container-ended'],
  removed: [['rm', '-f'], 'shell-container-removed'],
  restarted: [['restart', '-t', '0'], 'shell-container-restarted'],
} as const;

describe('a container', () => {
  onEachEngine((engine) => {
    const shells = new ShellTests(engine, (docker) => docker('run', '-d', '--init', 'busybox', 'sleep', '100000'));
    const { docker } = shells;

    /** A shell that somebody looks at, at its first prompt. */
    async function open() {
      const local = await shells.start();
      const one = { engine: local.engine, id: shells.container, cols: 80, rows: 24 };
      const { session } = await local.client.terminal.open(one);
      const { seen } = watch(local, session);
      await prompted(seen);
      return {
        ...local,
        session,
        seen,
        type: (line: string) => local.client.terminal.write({ session, data: text(line) }),
      };
    }

    for (const [name, [command, reason]] of Object.entries(ends)) {
      test(`that is ${name} while somebody types ends the shell, which says so`, async () => {
        const { seen, type } = await open();
        const typing = (async () => {
          while (!seen.exit) await type('echo x\n').catch(() => undefined);
        })();
        await docker(...command, shells.container);
        await expect.poll(() => seen.exit?.why?.reason, patient).toBe(reason);
        await typing;
        await expect(type('x')).rejects.toMatchObject({ problem: { reason: 'shell-ended' } });
        await expect.poll(() => shells.noted(), patient).toEqual([]);
        await expect.poll(() => seen.problem, patient).toBe('none');
      });
    }

    test('that is paused while somebody types keeps the shell, and what was typed', async () => {
      const { seen, type } = await open();
      await docker('pause', shells.container);
      await type('echo kept-$((1+1))\n');
      await docker('unpause', shells.container);
      await expect.poll(() => seen.text, patient).toContain('kept-2');
      expect(seen.exit).toBeUndefined();
    });

    test('that is paused when its shell is closed has nothing of it left once it goes on', async () => {
      const { client, session } = await open();
      await docker('pause', shells.container);
      await client.terminal.close({ session });
      expect(await shells.noted()).toHaveLength(1);
      await docker('unpause', shells.container);
      await expect.poll(() => shells.noted(), patient).toEqual([]);
      // What was killed is listed until whoever started it has heard of that.
      await expect.poll(() => docker('top', shells.container), patient).not.toMatch(/\bsh\b/);
    });

    test('that runs on has nothing to do with a shell that was killed', async () => {
      const { seen, type } = await open();
      await type('kill -9 $$\n');
      await expect.poll(() => seen.exit, patient).toEqual({ kind: 'exit', code: 137 });
    });

    test('takes any bytes, prints any bytes, and has any size that a screen can have', async () => {
      const { client, session, seen, type } = await open();
      for (const cols of [0, -1, 1.5, 1001, 10_000]) {
        const asked = client.terminal.resize({ session, cols, rows: 24 });
        await expect(asked).rejects.toMatchObject({ problem: { code: 'invalid-input' } });
      }
      // Whoever drags an edge for a second.
      const sizes = Array.from({ length: 200 }, (_, n) => ({ session, cols: 20 + n, rows: 1 + (n % 50) }));
      await Promise.all(sizes.map((size) => client.terminal.resize(size)));
      await type('stty size\n');
      await expect.poll(() => seen.text, patient).toContain('50 219');
      // Zero bytes, half characters and all else: what is typed arrives as it is, and what is printed ends nothing.
      const every = new Uint8Array(4096).map((_, at) => at % 256);
      // Its shell asks the terminal where the cursor is: what comes before the letter may be the answer to that.
      const begin = 'while [ "$(dd bs=1 count=1 2>/dev/null)" != B ]; do :; done';
      await type(
        `stty raw -echo; echo now-$((1+1)); ${begin}; head -c ${every.length} >/tmp/typed; stty sane; echo got-$((1+1))\n`,
      );
      await expect.poll(() => seen.text, patient).toContain('now-2');
      await client.terminal.write({ session, data: Buffer.concat([text('B'), every]) });
      await expect.poll(() => seen.text, patient).toContain('got-2');
      const sum = createHash('sha256').update(every).digest('hex');
      expect(await docker('exec', shells.container, 'sha256sum', '/tmp/typed')).toContain(sum);
      await type('cat /tmp/typed /tmp/typed; head -c 100000 /dev/urandom; printf "\\033c"; echo still-$((1+1))\n');
      await expect.poll(() => seen.text, patient).toContain('still-2');
      expect(seen.exit).toBeUndefined();
    }, 240_000);
  });
});

/** Engines whose containers go on without them. */
describe('an engine that is killed', () => {
  onEachEngine(
    (engine) => {
      const shells = new ShellTests(engine, (docker) => docker('run', '-d', '--init', 'busybox', 'sleep', '100000'));

      test('ends its shells, which say so, and leaves none of them in the container once it is back', async () => {
        const local = await shells.start();
        const { client } = local;
        await use(local);
        const one = { engine: local.engine, id: shells.container, cols: 80, rows: 24 };
        const opened = await Promise.all([client.terminal.open(one), client.terminal.open(one)]);
        const seen = opened.map(({ session }) => watch(local, session).seen);
        for (const one of seen) await prompted(one);
        for (const { session } of opened) {
          await client.terminal.write({ session, data: text('setsid sleep 4001 & trap "" HUP; sleep 4002\n') });
        }
        await expect.poll(async () => (await shells.commands()).length, patient).toBeGreaterThanOrEqual(6);
        await engine().engine?.kill('SIGKILL');
        for (const one of seen) await expect.poll(() => one.exit?.why?.reason, patient).toBe('engine-unreachable');
        await engine().engine?.start();
        await expect.poll(() => shells.commands(), patient).toEqual([]);
        await expect.poll(() => shells.noted(), patient).toEqual([]);
        const { session } = await client.terminal.open(one);
        await prompted(watch(local, session).seen);
      }, 180_000);
    },
    ['docker', 'newer-docker'],
    { liveRestore: true },
  );
});
