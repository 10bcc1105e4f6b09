import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { GantryWindow } from './pages/window.ts';

/** What the terminal shows, as text. */
const screen = (shell: Locator) => shell.locator('.xterm-rows');

test.describe('a shell', () => {
  test('runs what is typed and says its exit code', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.row('web').focus();
    await gantry.page.keyboard.press('e');
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
    await page.route('**/assets/screen-*.js', (route) => route.abort(), { times: 1 });
    await page.goto((await hostOn(lab.dockerHost)).url);
    const gantry = new GantryWindow(page);
    await gantry.row('web').focus();
    await page.keyboard.press('e');
    await expect(gantry.shell('web').getByRole('alert')).toContainText('could not be loaded');
    await page.getByRole('button', { name: 'Reload the window' }).click();
    await expect(screen(gantry.shell('web'))).toContainText('#');
  });

  test('has the size of its pane, also after a resize', async ({ gantry, docker }) => {
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

  test('survives a reload of the page, with what it showed', { tag: '@electron' }, async ({ gantry, docker }) => {
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

  test('is in one place at a time: the one that lost it says so and can have it back', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.row('web').focus();
    await gantry.page.keyboard.press('e');
    const docked = gantry.dock.getByRole('region', { name: 'Shell in web' });
    await expect(screen(docked)).toContainText('#');
    await gantry.page.keyboard.type('echo for-$((1+1))\n');
    await expect(screen(docked)).toContainText('for-2');
    const detail = await gantry.open('web', 'Shell');
    const inDetail = detail.getByRole('region', { name: 'Shell in web' });
    await expect(screen(inDetail)).toContainText('for-2');
    await expect(docked).toContainText('This shell is shown elsewhere');
    await inDetail.click();
    await gantry.page.keyboard.type('echo for-$((1+2))\n');
    await expect(screen(inDetail)).toContainText('for-3');
    await docked.getByRole('button', { name: 'Show it here' }).click();
    await expect(screen(docked)).toContainText('for-3');
    await expect(inDetail).toContainText('This shell is shown elsewhere');
    await docked.click();
    await gantry.page.keyboard.type('echo for-$((1+3))\n');
    await expect(screen(docked)).toContainText('for-4');
  });

  test('that has ended gives its tab to a new one', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.openShell('web');
    const shell = gantry.shell('web');
    await gantry.page.keyboard.type('exit 7\n');
    await expect(shell).toContainText('The shell ended with exit code 7');
    await gantry.page.reload();
    await expect(gantry.shell('web')).toContainText('The shell ended with exit code 7');
    await gantry.shell('web').getByRole('button', { name: 'Open again' }).click();
    await expect(screen(gantry.shell('web'))).toContainText('#');
    await gantry.shell('web').click();
    await gantry.page.keyboard.type('echo again-$((1+1))\n');
    await expect(screen(gantry.shell('web'))).toContainText('again-2');
    await expect(gantry.dock.getByRole('tab')).toHaveCount(1);
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

  test('closed in the dock ends what ran in it', async ({ gantry, docker }) => {
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
