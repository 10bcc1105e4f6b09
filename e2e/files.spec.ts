import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';

test.describe('the files of a container', () => {
  test('are gone through by keys, and shown as what they are', { tag: ['@electron', '@engines'] }, async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const make = `mkdir -p /srv/app/conf && cd /srv/app && echo '{"port": 80}' > app.json && chmod 640 app.json &&
      echo ${picture} | base64 -d > dot.png && printf 'a\\000b' > raw && ln -s conf to && ln -s ../../../../etc/passwd out &&
      touch "two $(printf '\\033[31m')"`;
    await docker('exec', 'web', 'sh', '-c', make);
    const detail = await gantry.open('web', 'Files');
    const grid = detail.getByRole('grid', { name: 'Files in web' });
    const row = (name: string | RegExp) => grid.getByRole('row', { name });
    const path = detail.getByRole('textbox', { name: 'Path' });
    await expect(row(/^srv folder/)).toBeVisible();
    await path.fill('srv/app/');
    await path.press('Enter');
    await expect(path).toHaveValue('/srv/app');
    await row(/^app.json file/).focus();
    await expect(detail).toContainText('-rw-r-----root:root');
    await expect(row(/^to link/)).toContainText('→ conf');
    await expect(row(/^two/)).toContainText('ESC');
    expect(await findings(page)).toEqual([]);
    await row(/^conf folder/).click();
    await expect(detail).toContainText('This folder is empty');
    await page.keyboard.press('Backspace');
    await expect(row(/^conf folder/)).toBeFocused();
    await row(/^app.json file/).press('Enter');
    await expect(detail.getByRole('textbox', { name: 'Content of app.json' })).toContainText('{"port": 80}');
    await detail.getByRole('button', { name: 'Folder above' }).click();
    await row(/^dot.png file/).press('Enter');
    await expect(detail.getByRole('img', { name: 'Content of dot.png' })).toBeVisible();
    await path.fill('/srv/app/raw');
    await path.press('Enter');
    await expect(detail.getByRole('document', { name: 'Content of raw' })).toContainText('61 00 62');
    await path.fill('/srv/app/out');
    await path.press('Enter');
    await expect(path).toHaveValue('/etc/passwd');
    await path.fill('/nowhere');
    await path.press('Enter');
    await expect(detail).toContainText('There is no /nowhere.');
    await docker('kill', 'web');
    await path.fill('/srv/app');
    await path.press('Enter');
    await expect(detail).toContainText('Read by the engine');
    await expect(row(/^app.json file/)).toBeVisible();
  });

  test('of ten thousand in a folder are listed, and few are drawn', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await docker('exec', 'web', 'sh', '-c', 'mkdir /many && cd /many && for n in $(seq 10000); do : > $n; done');
    const detail = await gantry.open('web', 'Files');
    const grid = detail.getByRole('grid', { name: 'Files in web' });
    await grid.getByRole('row', { name: /^many folder/ }).click();
    await grid.getByRole('row', { name: /^1 file/ }).focus();
    await gantry.page.keyboard.press('End');
    await expect(grid.getByRole('row', { name: /^10000 file/ })).toBeFocused();
    expect(await grid.getByRole('row').count()).toBeLessThan(100);
  });
});
