import { describe, expect, test } from 'vitest';
import type { TerminalSession } from '../../../app/terminal.ts';
import { patient, prompted, ShellTests, text, watch } from '../../../e2e/lab/shells.ts';
import { lab } from '../../../e2e/lab/use.ts';

const shells = new ShellTests(
  () => lab,
  (docker) => docker('run', '-d', '--init', 'busybox', 'sleep', '100000'),
);

/** Handles of this process that are open: sockets, ports, timers. */
const handles = () => process.getActiveResourcesInfo().length;

describe('a shell and its windows', () => {
  test('a page that is loaded fifty times has one shell, and leaves nothing of itself', async () => {
    const warnings: string[] = [];
    const warn = ({ name }: Error) => void warnings.push(name);
    process.on('warning', warn);
    const { client, engine, window } = await shells.start();
    const { session } = await client.terminal.open({ engine, id: shells.container, cols: 80, rows: 24 });
    await prompted(watch({ client }, session).seen);
    let one: TerminalSession | undefined;
    client.terminal.sessions({}, { onItem: ({ changed }) => void ([one] = changed), onEnd: () => undefined });
    const load = async () => {
      const page = window();
      await prompted(watch(page, session).seen);
      await page.client.terminal.resize({ session, cols: 100, rows: 30 });
      // Gone without a word, as a page is that is loaded again.
      page.cut();
    };
    for (let time = 0; time < 5; time += 1) await load();
    await expect.poll(() => one?.readers, patient).toBe(1);
    const before = handles();
    for (let time = 0; time < 50; time += 1) await load();
    await expect.poll(() => one?.readers, patient).toBe(1);
    await expect.poll(handles, patient).toBeLessThanOrEqual(before + 5);
    expect(warnings).toEqual([]);
    process.off('warning', warn);
    expect(await shells.commands()).toHaveLength(1);
    expect(JSON.parse(await shells.docker('inspect', '--format', '{{json .ExecIDs}}', shells.container))).toHaveLength(
      1,
    );
  }, 120_000);

  test('two that type at once lose and mix up nothing, and see the same', async () => {
    const local = await shells.start();
    const one = { engine: local.engine, id: shells.container, cols: 80, rows: 24 };
    const { session } = await local.client.terminal.open(one);
    const pages = [local, local.window()];
    const seen = pages.map((page) => watch(page, session).seen);
    for (const one of seen) await prompted(one);
    await local.client.terminal.write({ session, data: text('stty -echo; echo ready-$((1+1)); cat >/tmp/typed\n') });
    for (const one of seen) await expect.poll(() => one.text, patient).toContain('ready-2');
    const lines = 300;
    const typed = pages.map(async ({ client }, page) => {
      for (let n = 0; n < lines; n += 1) {
        await client.terminal.write({ session, data: text(`page ${page} line ${n}\n`) });
        await client.terminal.resize({ session, cols: 80 + page, rows: 24 + (n % 3) });
      }
    });
    await Promise.all(typed);
    await local.client.terminal.write({ session, data: text('\u0004stty sane; echo over-$((1+1))\n') });
    for (const one of seen) await expect.poll(() => one.text, patient).toContain('over-2');
    const arrived = (await shells.docker('exec', shells.container, 'cat', '/tmp/typed')).split('\n');
    for (const page of [0, 1]) {
      const own = Array.from({ length: lines }, (_, n) => `page ${page} line ${n}`);
      expect(arrived.filter((line) => line.startsWith(`page ${page}`))).toEqual(own);
    }
    expect(arrived).toHaveLength(2 * lines);
  }, 120_000);
});
