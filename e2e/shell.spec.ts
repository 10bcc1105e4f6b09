import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { GantryWindow } from './pages/window.ts';

/** What the terminal shows, as text. */
const screen = (shell: Locator) => shell.locator('.xterm-rows');

/**
 * Holds back the code of screens that is asked for from now on. Returns how to let it come. Not on the Electron double,
 * which answers what its page asks for itself, now and then before anybody else is asked.
 */
async function holdScreens(page: Page): Promise<() => void> {
  let go: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (go = resolve));
  await page.route('**/assets/screen-*.js', async (route) => {
    await released;
    await route.continue();
  });
  return go;
}

/** What was typed ahead, the result 42 of it, waits for the screen that comes, and what is typed next goes there, too. */
async function expectKept(gantry: GantryWindow, go: () => void): Promise<void> {
  const { page } = gantry;
  await expect(page.getByRole('textbox', { name: 'Opening a shell in web…' })).toBeFocused();
  go();
  await expect(screen(gantry.shell('web'))).toContainText('r42');
  await expect(gantry.shell('web').getByRole('textbox')).toBeFocused();
  await page.keyboard.type('echo s$((6*8))\n');
  await expect(screen(gantry.shell('web'))).toContainText('s48');
}

test.describe('a shell', () => {
  test('runs what is typed and says its exit code', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.verb('web', 'e');
    const shell = gantry.shell('web');
    await expect(gantry.dock.getByRole('tab', { name: 'Shell web' })).toBeVisible();
    await expect(screen(shell)).toContainText('#');
    await gantry.page.keyboard.type('echo $((6*7)); hostname\n');
    await expect(screen(shell)).toContainText('42');
    await expect(screen(shell)).toContainText((await docker('ps', '-q', '--filter', 'name=web')).slice(0, 12));
    await gantry.page.keyboard.type('exit 5\n');
    await expect(shell).toContainText('The shell ended with exit code 5');
  });

  test('goes on after a reload where its screen could not be loaded', async ({ lab, hostOn, page, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    // As often as it is asked for: what is broken off by chance is asked for again.
    await page.route('**/assets/screen-*.js', (route) => route.abort());
    await page.goto((await hostOn(lab.dockerHost)).url);
    const gantry = new GantryWindow(page);
    await gantry.verb('web', 'e');
    await expect(gantry.shell('web').getByRole('alert')).toContainText('could not be loaded');
    await page.unrouteAll();
    await page.route('**/assets/screen-*.js', (route) => route.abort(), { times: 3 });
    await page.getByRole('button', { name: 'Reload the window' }).click();
    await expect(screen(gantry.shell('web'))).toContainText('#');
  });

  test('gets what is typed while it is opened, of which the list gets nothing', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const { page } = gantry;
    const go = await holdScreens(page);
    await page.reload();
    await expect(gantry.row('web')).toContainText('running');
    await gantry.row('web').focus();
    // Of a row these keys would be: shell, log, stop, pause, restart.
    await page.keyboard.type('ewrong');
    await page.keyboard.press('Control+u');
    await expect(page.locator('[data-ahead]')).toHaveValue('');
    await page.keyboard.type('ls; ps; echo r$((6*7))\tt\n');
    await expectKept(gantry, go);
    await expect(gantry.dock.getByRole('tab')).toHaveCount(1);
    expect(await docker('inspect', '--format', '{{.State.Status}}', 'web')).toBe('running');
  });

  test('keeps the keys of whoever clicked on it before it was drawn again', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const { page } = gantry;
    await gantry.openShell('web');
    const go = await holdScreens(page);
    await page.reload();
    await gantry.shell('web').click();
    await page.keyboard.type('ps; echo r$((6*7))\n');
    await expectKept(gantry, go);
    expect(await docker('inspect', '--format', '{{.State.Status}}', 'web')).toBe('running');
  });

  test('has the size of its pane, also after a resize', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.open('web', 'Shell');
    await gantry.page.getByRole('button', { name: 'Open shell' }).click();
    const shell = gantry.shell('web');
    await expect(screen(shell)).toContainText('#');
    let asked = 0;
    const columns = async () => {
      asked += 1;
      await gantry.page.keyboard.type(`clear; echo "size$((${asked}+100))" $(stty size)\n`);
      const answer = new RegExp(`size${asked + 100} \\d+ (\\d+)`);
      await expect(screen(shell)).toContainText(answer);
      return Number(answer.exec(await screen(shell).innerText())?.[1]);
    };
    const narrow = await columns();
    await gantry.page.setViewportSize({ width: 1000, height: 700 });
    await gantry.page.getByRole('separator', { name: 'Resize detail' }).press('Home');
    await shell.click();
    await expect.poll(columns).toBeLessThan(narrow);
  });

  test('survives a reload of the page, with what it showed', { tag: ['@electron', '@engines'] }, async ({
    gantry,
    docker,
  }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.openShell('web');
    await gantry.page.keyboard.type('secret=kept\n');
    await gantry.page.keyboard.type('echo before the reload\n');
    await expect(screen(gantry.shell('web'))).toContainText('before the reload');
    await gantry.page.reload();
    await expect(screen(gantry.shell('web'))).toContainText('before the reload');
    await gantry.shell('web').click();
    await gantry.page.keyboard.type('echo $secret again\n');
    await expect(screen(gantry.shell('web'))).toContainText('kept again');
  });

  test('has all its lines after a reload', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.verb('web', 'e');
    const shell = gantry.shell('web');
    await expect(screen(shell)).toContainText('#');
    await gantry.page.keyboard.type('seq 100001 105000; echo the en""d\n');
    await expect(screen(shell)).toContainText('the end');
    await gantry.page.reload();
    await expect(screen(shell)).toContainText('the end');
    await shell.getByRole('button', { name: 'Find' }).click();
    await shell.getByRole('searchbox', { name: 'Find' }).fill('100001');
    await expect(screen(shell)).toContainText('100001');
  });

  test('is shown in two places at once, in the size of the one that was typed into last', { tag: '@engines' }, async ({
    gantry,
    docker,
  }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.verb('web', 'e');
    const docked = gantry.dock.getByRole('region', { name: 'Shell in web' });
    await expect(screen(docked)).toContainText('#');
    const columns = async (where: Locator, n: number) => {
      await where.getByRole('textbox').focus();
      await gantry.page.keyboard.type(`echo size$((${n}+100)) $(stty size)\n`);
      const answer = new RegExp(`size${n + 100} \\d+ (\\d+)`);
      // Both show what was typed into one of them.
      await expect(screen(docked)).toContainText(answer);
      await expect(screen(inDetail)).toContainText(answer);
      return Number(answer.exec(await screen(docked).innerText())?.[1]);
    };
    const detail = await gantry.open('web', 'Shell');
    const inDetail = detail.getByRole('region', { name: 'Shell in web' });
    await expect(screen(inDetail)).toContainText('#');
    const narrow = await columns(inDetail, 1);
    const wide = await columns(docked, 2);
    expect(wide).toBeGreaterThan(narrow);
    expect(await columns(inDetail, 3)).toBe(narrow);
  });

  test('that has ended gives its tab to a new one', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.openShell('web');
    const shell = gantry.shell('web');
    await gantry.page.keyboard.type('exit 7\n');
    await expect(shell).toContainText('The shell ended with exit code 7');
    await gantry.page.reload();
    await expect(gantry.shell('web')).toContainText('The shell ended with exit code 7');
    await gantry.shell('web').getByRole('button', { name: 'Reconnect' }).click();
    await expect(screen(gantry.shell('web'))).toContainText('#');
    await gantry.shell('web').click();
    await gantry.page.keyboard.type('echo again-$((1+1))\n');
    await expect(screen(gantry.shell('web'))).toContainText('again-2');
    // Below what the one before it showed.
    await expect(screen(gantry.shell('web'))).toContainText('exit 7');
    await expect(gantry.dock.getByRole('tab')).toHaveCount(1);
  });

  test('is opened again below what it showed once its container runs again, where that is wanted', {
    tag: '@engines',
  }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--init', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.page.getByRole('link', { name: 'Settings' }).click();
    await gantry.page.getByRole('checkbox', { name: 'Reconnect when the container runs again' }).check();
    await gantry.page.getByRole('link', { name: 'Containers' }).click();
    await gantry.openShell('web');
    await gantry.page.keyboard.type('echo be""fore\n');
    const shell = gantry.shell('web');
    await expect(screen(shell)).toContainText('before');
    await docker('stop', '-t', '0', 'web');
    await expect(shell.getByRole('status')).toContainText('It is opened again as soon as the container runs.');
    await docker('start', 'web');
    await expect(screen(shell)).toContainText(/before.*──.*The shell.*──.*#/s);
    // The focus was in it, and is again.
    await gantry.page.keyboard.type('echo af""ter\n');
    await expect(screen(shell)).toContainText('after');
  });

  test('copies and pastes', { tag: '@electron' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.openShell('web');
    const shell = gantry.shell('web');
    await gantry.page.evaluate(() => navigator.clipboard.writeText('echo pasted-$((1+1))\n'));
    await gantry.page.keyboard.press('Control+Shift+V');
    await expect(screen(shell)).toContainText('pasted-2');
    const word = await screen(shell).getByText('pasted-2', { exact: true }).boundingBox();
    await gantry.page.mouse.dblclick((word?.x ?? 0) + 10, (word?.y ?? 0) + 6);
    await gantry.page.keyboard.press('Control+Shift+C');
    await expect.poll(() => gantry.page.evaluate(() => navigator.clipboard.readText())).toContain('pasted');
  });

  test('keeps up with a flood and can be interrupted', { tag: '@electron' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.openShell('web');
    const shell = gantry.shell('web');
    await gantry.page.keyboard.type('seq 99999999\n');
    const last = async () => Number(/(\d+)\D*$/.exec(await screen(shell).innerText())?.[1]);
    await expect.poll(last).toBeGreaterThan(100_000);
    await gantry.page.keyboard.press('Control+c');
    await gantry.page.keyboard.type('clear; echo still here\n');
    await expect(screen(shell)).toContainText('still here');
  });

  test('closed in the dock ends what ran in it', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.openShell('web');
    await gantry.page.keyboard.type('sleep 4242\n');
    await expect.poll(() => docker('top', 'web')).toContain('sleep 4242');
    await gantry.dock.getByRole('tab', { name: 'Shell web' }).press('Delete');
    await expect.poll(() => docker('top', 'web')).not.toContain('sleep 4242');
    await expect.poll(() => docker('top', 'web')).not.toContain('sh');
  });

  test('in a container without one says so', async ({ gantry, docker, lab }) => {
    const tar = `${lab.dir}/empty.tar`;
    await docker('create', '--name', 'source', 'busybox');
    await docker('cp', 'source:/bin/busybox', `${lab.dir}/sleep`);
    const { execFileSync } = await import('node:child_process');
    execFileSync('tar', ['-cf', tar, '-C', lab.dir, 'sleep']);
    await docker('import', tar, 'noshell:latest');
    await docker('run', '-d', '--name', 'bare', 'noshell:latest', '/sleep', '1000');
    await gantry.open('bare', 'Shell');
    await gantry.page.getByRole('button', { name: 'Open shell' }).click();
    await expect(gantry.page.getByText(/exit code 12[67]|could not be opened/)).toBeVisible();
  });
});
