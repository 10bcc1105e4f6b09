import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { startLab } from './lab/lab.ts';
import { still } from './pages/still.ts';
import { GantryWindow } from './pages/window.ts';

/** Prints n = 1, 2, 3 … for ever, `sleep` apart. */
const counter = (sleep: string) => `i=0; while :; do i=$((i+1)); echo n=$i; sleep ${sleep}; done`;

/** The numbers that the rows on screen show, in order. */
async function numbers(log: Locator): Promise<number[]> {
  const rows = await log.locator('[data-part="stdout"]:not([hidden])').evaluateAll((elements) =>
    elements
      .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return rows.map((text) => Number(/n=(\d+)/.exec(text)?.[1]));
}

test.describe('a log', () => {
  test('opens in the dock with a key, tells stderr apart, shows colours and times', { tag: '@engines' }, async ({
    gantry,
    docker,
  }) => {
    const script = 'printf "\\033[31mred\\033[0m plain\\n"; echo oops >&2; sleep 1000';
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    await gantry.row('web').focus();
    await gantry.page.keyboard.press('l');
    await expect(gantry.dock.getByRole('tab', { name: 'Logs web' })).toBeVisible();
    const log = gantry.log('web');
    await expect(log.locator('[data-part="stderr"]')).toContainText('oops');
    await expect(log.getByText('red', { exact: true })).toHaveCSS('color', /rgb/);
    await expect(log).toContainText(/\d\d:\d\d:\d\d\.\d{3}red plain/);
    await gantry.chooseInLog(gantry.dock, 'Timestamps', 'Off');
    await expect(log).not.toContainText(/\d\d:\d\d:\d\d/);
    await expect(gantry.page.getByRole('status', { name: 'Line count' })).toHaveText('2 lines');
  });

  test('is all there, from its first line on, and follows', { tag: ['@electron', '@engines'] }, async ({
    gantry,
    docker,
  }) => {
    const script = `i=0; while [ $i -lt 5000 ]; do i=$((i+1)); echo n=$i; done; sleep 2; echo n=5001; sleep 1000`;
    await docker('run', '-d', '--name', 'long', 'busybox', 'sh', '-c', script);
    await expect.poll(() => docker('logs', '--tail', '1', 'long')).toContain('n=500');
    await gantry.open('long', 'Logs');
    const log = gantry.log('long');
    await expect(log.getByText('n=5001', { exact: true })).toBeVisible();
    // Until then what was read first is all there is, and its first row stays in place when more comes above.
    await expect(gantry.page.getByRole('status', { name: 'Line count' })).toHaveText('5,001 lines');
    await log.evaluate((element) => element.scrollTo(0, 0));
    await expect(log.getByText('n=1', { exact: true })).toBeVisible();
    const seen = await numbers(log);
    expect(seen).toEqual(seen.map((_, index) => index + 1));
  });

  test('stays where the person scrolled to, and follows again on demand', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', counter('0.02'));
    await gantry.open('web', 'Logs');
    const log = gantry.log('web');
    await expect.poll(async () => (await numbers(log)).at(-1)).toBeGreaterThan(200);
    const follow = gantry.detail('web').getByRole('button', { name: 'Follow' });
    await expect(follow).toHaveAttribute('aria-pressed', 'true');
    await log.evaluate((element) => element.scrollTo(0, 0));
    await expect(follow).toHaveAttribute('aria-pressed', 'false');
    await expect(log.getByText('n=1', { exact: true })).toBeVisible();
    const newer = gantry.detail('web').getByRole('button', { name: /new lines?$/ });
    await expect.poll(async () => Number.parseInt(await newer.innerText(), 10)).toBeGreaterThan(20);
    expect((await numbers(log))[0]).toBe(1);
    await follow.click();
    await expect(follow).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(async () => (await numbers(log)).at(-1)).toBeGreaterThan(220);
  });

  test('pauses without losing a line', { tag: '@electron' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', counter('0.05'));
    await gantry.open('web', 'Logs');
    const log = gantry.log('web');
    await expect.poll(async () => (await numbers(log)).at(-1)).toBeGreaterThan(20);
    await gantry.detail('web').getByRole('button', { name: 'Pause', exact: true }).last().click();
    await expect(gantry.page.getByRole('status', { name: 'Line count' })).toContainText('paused');
    const count = gantry.page.getByRole('status', { name: 'Line count' });
    const counted = async () => Number.parseInt(await count.innerText(), 10);
    const further = async (from: number) => expect.poll(counted).toBeGreaterThan(from + 10);
    // What had been asked for before the pause has come by then.
    await further(await counted());
    const held = await numbers(log);
    await further(await counted());
    expect(await numbers(log)).toEqual(held);
    await gantry.detail('web').getByRole('button', { name: 'Resume' }).click();
    await expect.poll(async () => (await numbers(log)).at(-1)).toBeGreaterThan((held.at(-1) ?? 0) + 10);
    const seen = await numbers(log);
    expect(seen).toEqual(seen.map((_, index) => (seen[0] ?? 0) + index));
  });

  test('goes on when its container restarts, each line once, each end and start marked once', {
    tag: '@engines',
  }, async ({ gantry, docker }) => {
    const script = 'echo begin; sleep 1000';
    await docker('run', '-d', '--name', 'web', '--stop-timeout', '0', 'busybox', 'sh', '-c', script);
    await gantry.open('web', 'Logs');
    const log = gantry.log('web');
    await expect(log.getByText('begin')).toHaveCount(1);
    await docker('restart', 'web');
    await expect(log.getByText('begin')).toHaveCount(2);
    await expect(log.getByText('container stopped')).toHaveCount(1);
    await expect(log.getByText('container started')).toHaveCount(1);
    await docker('stop', 'web');
    await expect(log.getByText('container stopped')).toHaveCount(2);
    await docker('start', 'web');
    await expect(log.getByText('begin')).toHaveCount(3);
    await expect(log.getByText('container stopped')).toHaveCount(2);
    await expect(log.getByText('container started')).toHaveCount(2);
    await docker('rm', '-f', 'web');
  });

  test('of a TTY is read as it is', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '-t', '--name', 'tty', 'busybox', 'sh', '-c', 'echo from a terminal; sleep 1000');
    await gantry.open('tty', 'Logs');
    await expect(gantry.log('tty')).toContainText('from a terminal');
  });
});

test('a log followed across ten deaths of its engine has no gap and no double', async ({ hostOn, show }) => {
  test.setTimeout(240_000);
  const lab = await startLab({ liveRestore: true });
  try {
    await lab.cli('run', '-d', '--name', 'count', 'busybox', 'sh', '-c', counter('0.05'));
    const page = await show(await hostOn(lab.dockerHost));
    const gantry = new GantryWindow(page);
    await gantry.open('count', 'Logs');
    const log = gantry.log('count');
    await expect.poll(async () => (await numbers(log)).at(-1)).toBeGreaterThan(20);
    for (let round = 0; round < 10; round++) {
      const before = (await numbers(log)).at(-1) ?? 0;
      await lab.engine.kill('SIGKILL');
      await expect(gantry.alerts).toHaveCount(1);
      await lab.engine.start();
      // How soon it is found is another test's matter; on a busy machine a try may just have failed.
      await expect(gantry.alerts).toHaveCount(0);
      await expect.poll(async () => (await numbers(log)).at(-1)).toBeGreaterThan(before + 10);
    }
    const count = page.getByRole('status', { name: 'Line count' });
    await gantry.detail('count').getByRole('button', { name: 'Pause', exact: true }).last().click();
    await expect(count).toContainText('paused');
    const last = (await still(() => numbers(log))).at(-1) ?? 0;
    await gantry.chooseInLog(gantry.detail('count'), 'Copy log');
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toContain(`n=${last}`);
    expect((await copied()).split('\n')).toEqual(Array.from({ length: last }, (_, index) => `n=${index + 1}`));
  } finally {
    await lab.stop();
  }
});
