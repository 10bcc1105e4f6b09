import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { addBareImage } from './lab/images/bare-image.ts';

/** What the terminal shows, as text. */
const screen = (shell: Locator) => shell.locator('.xterm-rows');

const form = (page: Page, name: string) => page.getByRole('dialog', { name: `Debug shell of ${name}` });
const debugShell = (page: Page, name: string) => page.getByRole('region', { name: `Debug shell in ${name}` });
async function open(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Open debug shell' });
  await expect(button).toBeEnabled();
  await button.press('Enter');
}

test.describe('a debug shell', () => {
  test('looks into a container without a shell, by keys only, and leaves nothing when it is closed', {
    tag: ['@electron', '@engines'],
  }, async ({ gantry, docker, lab }) => {
    const { page, dock } = gantry;
    await addBareImage(lab.socket, 'bare');
    await docker('run', '-d', '--name', 'bare', '--user', '4321', '-e', 'GREETING=hello', 'bare', '/sleep', '1000');
    await gantry.row('bare').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Debug shell…' }).press('Enter');
    await expect(form(page, 'bare')).toContainText('joins the processes and the network of bare');
    await expect(form(page, 'bare')).toContainText('It ends when bare stops or restarts');
    await expect(page.getByRole('combobox', { name: 'Image with the tools' })).toBeFocused();
    await page.keyboard.type('busybox');
    await open(page);
    await expect(dock.getByRole('tab', { name: 'Debug shell bare' })).toBeVisible();
    const shell = debugShell(page, 'bare');
    await expect(shell).toContainText('The files of bare are in $TARGET_ROOT');
    await expect(screen(shell)).toContainText('#');
    await page.keyboard.type('clear; echo $PWD $GREETING; ls; ps -o user,args\n');
    await expect(screen(shell)).toContainText('/proc/1/root hello');
    await expect(screen(shell)).toContainText('/sleep 1000');
    expect(await docker('ps', '--format', '{{.Names}}', '--filter', 'label=dev.gantry.toolbox')).toMatch(
      /^gantry-debug-bare-[0-9a-f]{6}$/,
    );
    await dock.getByRole('tab', { name: 'Debug shell bare' }).press('Delete');
    await expect.poll(() => docker('ps', '-aq', '--filter', 'label=dev.gantry.toolbox')).toBe('');
  });

  test('is offered where a shell could not start', async ({ gantry, docker, lab }) => {
    const { page } = gantry;
    await addBareImage(lab.socket, 'bare');
    await docker('run', '-d', '--name', 'bare', 'bare', '/sleep', '1000');
    await gantry.open('bare', 'Shell');
    await page.getByRole('button', { name: 'Open shell', exact: true }).click();
    const offer = page.getByRole('region', { name: 'Shell in bare' }).first();
    await expect(offer).toContainText('The container may have no shell.');
    await offer.getByRole('button', { name: 'Debug shell…' }).click();
    await expect(form(page, 'bare')).toBeVisible();
  });

  test('of a container that has stopped has its files, and says so before', { tag: '@engines' }, async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    await docker('run', '--name', 'crashed', 'busybox', 'sh', '-c', 'echo no-such-host >/crash.log');
    await gantry.open('crashed', 'Shell');
    await page.getByRole('button', { name: 'Debug shell…' }).click();
    await expect(form(page, 'crashed')).toContainText('A copy of its files is made first');
    await expect(form(page, 'crashed')).toContainText('What you change there does not reach crashed');
    await open(page);
    const shell = debugShell(page, 'crashed').first();
    await expect(screen(shell)).toContainText('/target #');
    await page.keyboard.type('cat crash.log\n');
    await expect(screen(shell)).toContainText('no-such-host');
    await page.keyboard.type('exit 4\n');
    await expect(shell).toContainText('exit code 4');
    await expect.poll(() => docker('ps', '-aq', '--filter', 'label=dev.gantry.toolbox')).toBe('');
    await expect.poll(() => docker('images', '-aq', '--filter', 'label=dev.gantry.toolbox')).toBe('');
  });

  test('goes with a restart of its container, and can be opened again', { tag: '@engines' }, async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.row('web').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Debug shell…' }).click();
    await open(page);
    const shell = debugShell(page, 'web');
    await expect(screen(shell)).toContainText('#');
    await docker('restart', '-t', '0', 'web');
    await expect(shell.getByRole('button', { name: 'Reconnect' })).toBeVisible();
    await shell.getByRole('button', { name: 'Reconnect' }).click();
    await expect(shell.getByRole('button', { name: 'Reconnect' })).toBeHidden();
    await expect(screen(shell)).toContainText('/proc/1/root #');
  });

  test('with an image that has no shell says so, and the image that worked is offered first the next time', async ({
    gantry,
    docker,
    lab,
  }) => {
    const { page } = gantry;
    await addBareImage(lab.socket, 'bare');
    await docker('tag', 'busybox', 'tools');
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const ask = async () => {
      await gantry.row('web').focus();
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menuitem', { name: 'Debug shell…' }).click();
      return page.getByRole('combobox', { name: 'Image with the tools' });
    };
    await (await ask()).selectOption({ label: 'bare:latest' });
    await open(page);
    await expect(form(page, 'web').getByRole('alert')).toContainText('The image bare:latest has no shell.');
    await page.getByRole('combobox', { name: 'Image with the tools' }).selectOption({ label: 'tools:latest' });
    await open(page);
    await expect(screen(debugShell(page, 'web'))).toContainText('#');
    await expect(await ask()).toHaveValue(/tools:latest$/);
  });
});
