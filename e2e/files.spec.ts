import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    await expect(row(/^app.json file/)).toContainText('added');
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
    await detail.getByRole('tab', { name: 'Changes' }).click();
    await detail.getByRole('treeitem', { name: /^app.json/ }).click();
    await detail.getByRole('button', { name: 'Open in Files' }).click();
    await expect(path).toHaveValue('/srv/app/app.json');
    await docker('kill', 'web');
    await path.fill('/srv/app');
    await path.press('Enter');
    await expect(detail).toContainText('Read by the engine');
    await expect(row(/^app.json file/)).toBeVisible();
  });

  test('are made, written, renamed, changed and removed', { tag: '@engines' }, async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const inside = (script: string) => docker('exec', 'web', 'sh', '-c', script);
    await inside('mkdir /work && printf "one\\r\\ntwo\\r\\n" > /work/a.conf && chmod 640 /work/a.conf');
    const detail = await gantry.open('web', 'Files');
    const row = (name: string | RegExp) =>
      detail.getByRole('grid', { name: 'Files in web' }).getByRole('row', { name });
    await row(/^work folder/).press('Enter');
    await expect(row(/^a.conf file/)).toBeFocused();
    await detail.getByRole('button', { name: 'New folder…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('a.conf');
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('Something is called a.conf there already.');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('new one');
    await page.keyboard.press('Enter');
    await expect(row(/^new one folder/)).toBeVisible();
    await row(/^a.conf file/).press('F2');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('b.conf');
    await page.keyboard.press('Enter');
    await row(/^b.conf file/).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Permissions and owner…' }).click();
    await dialog.getByRole('textbox', { name: 'Mode' }).fill('0600');
    await dialog.getByRole('textbox', { name: 'Owner' }).fill('7:8');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(() => inside('stat -c "%a %u:%g" /work/b.conf')).toBe('600 7:8');
    const chosen = page.waitForEvent('filechooser');
    await detail.getByRole('button', { name: 'Upload files…' }).click();
    const buffer = Buffer.from('from here');
    await (await chosen).setFiles({ name: 'up.txt', mimeType: 'text/plain', buffer });
    await expect(row(/^up.txt file/)).toBeVisible();
    expect(await inside('cat /work/up.txt && rm /work/up.txt')).toBe('from here');
    const folder = await mkdtemp(join(tmpdir(), 'gantry-files-'));
    await row(/^b.conf file/).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Download…' }).click();
    await dialog.getByLabel('Path').fill(folder);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('listbox')).toContainText('empty');
    await dialog.getByRole('button', { name: 'Open this folder' }).click();
    await expect.poll(() => readFile(join(folder, 'b.conf'), 'utf8').catch(() => '')).toBe('one\r\ntwo\r\n');
    await rm(folder, { recursive: true });
    await row(/^b.conf file/).press('Enter');
    const text = detail.getByRole('textbox', { name: 'Content of b.conf' });
    await text.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('three');
    await expect(detail).toContainText('Not saved yet');
    // What is not saved is there again.
    await detail.getByRole('tab', { name: 'Logs' }).click();
    await detail.getByRole('tab', { name: 'Files' }).click();
    await expect(text).toContainText('three');
    await text.press('Control+s');
    await expect(detail.getByText('Not saved yet')).toBeHidden();
    expect(await inside('cat /work/b.conf | od -c | head -2')).toContain('\\r  \\n   t   h   r   e   e');
    await text.press('Control+End');
    await page.keyboard.type('!');
    await inside('echo other > /work/b.conf');
    await text.press('Control+s');
    await expect(detail).toContainText('The file is not what it was when it was read.');
    await expect(text).toContainText('three!');
    expect(await inside('cat /work/b.conf')).toBe('other');
    await detail.getByRole('button', { name: 'Discard changes' }).click();
    await detail.getByRole('button', { name: 'Folder above' }).click();
    await row(/^new one folder/).focus();
    await page.keyboard.press('Delete');
    const question = page.getByRole('alertdialog', { name: 'Remove new one?' });
    await expect(question).toContainText('1 file or folder');
    await question.getByRole('button', { name: 'Remove' }).click();
    await expect(row(/^new one folder/)).toHaveCount(0);
    expect(await inside('ls /work')).toBe('b.conf');
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
