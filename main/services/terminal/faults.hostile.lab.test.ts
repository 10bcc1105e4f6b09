import { describe, expect, test } from 'vitest';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import { patient, prompted, ShellTests, text, watch } from '../../../e2e/lab/shells.ts';

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

    test('that runs on has nothing to do with a shell that was killed', async () => {
      const { seen, type } = await open();
      await type('kill -9 $$\n');
      await expect.poll(() => seen.exit, patient).toEqual({ kind: 'exit', code: 137 });
    });
  });
});
