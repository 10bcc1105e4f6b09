import { createHash } from 'node:crypto';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

interface DroppedFile {
  readonly name: string;
  readonly content: string;
}

/** Drops files on the shell, as a file manager does. */
async function drop(gantry: GantryWindow, name: string, files: readonly DroppedFile[]): Promise<void> {
  const data = await gantry.page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const { name, content } of files) data.items.add(new File([content], name));
    return data;
  }, files);
  const shell = gantry.shell(name);
  const screen = shell.locator('.xterm');
  await screen.dispatchEvent('dragover', { dataTransfer: data });
  await expect(shell).toContainText('Drop to upload');
  await screen.dispatchEvent('drop', { dataTransfer: data });
  // Not looked for in the shell: a question that comes at once hides it.
  await expect(gantry.page.getByText('Drop to upload')).toHaveCount(0);
}

test.describe('files dropped on a shell', () => {
  test('go to where it is, and their paths are typed', { tag: ['@electron', '@engines'] }, async ({
    gantry,
    docker,
  }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const screen = await gantry.openShell('web');
    await gantry.page.keyboard.type("mkdir '/srv data'; cd '/srv data'\n");
    await expect(screen).toContainText('/srv data #');
    await drop(gantry, 'web', [
      { name: 'a b.txt', content: 'one' },
      { name: 'two.txt', content: 'two' },
    ]);
    await expect(screen).toContainText("'/srv data/a b.txt' '/srv data/two.txt'");
    expect(await docker('exec', 'web', 'sh', '-c', "cat '/srv data/a b.txt' '/srv data/two.txt'")).toBe('onetwo');
    expect(await docker('exec', 'web', 'ls', '-A', '/srv data')).toBe('a b.txt\ntwo.txt');
    await expect(gantry.page.getByRole('region', { name: 'Notices' })).toContainText('Upload 2 files');
  });

  test('arrive whole, however large they are', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const screen = await gantry.openShell('web');
    const content = 'x'.repeat(1_000_003).concat('end');
    await drop(gantry, 'web', [{ name: 'large', content }]);
    await expect(screen).toContainText('/large');
    const sum = createHash('sha256').update(content).digest('hex');
    expect(await docker('exec', 'web', 'sha256sum', '/large')).toContain(sum);
  });

  test('replace nothing unasked', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', 'echo old >/there; sleep 1000');
    const screen = await gantry.openShell('web');
    await drop(gantry, 'web', [{ name: 'there', content: 'new' }]);
    await expect(gantry.question).toContainText('Replace 1 file?');
    await gantry.question.getByRole('button', { name: 'Cancel' }).click();
    expect(await docker('exec', 'web', 'cat', '/there')).toBe('old');
    await drop(gantry, 'web', [{ name: 'there', content: 'new' }]);
    await gantry.question.getByRole('button', { name: 'Replace' }).click();
    await expect(screen).toContainText('# /there');
    expect(await docker('exec', 'web', 'cat', '/there')).toBe('new');
    await drop(gantry, 'web', [{ name: 'etc', content: 'no' }]);
    await expect(gantry.alerts).toContainText('etc is in / already, and one of both is a folder.');
  });

  test('into a read-only container are refused, and it says so', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--read-only', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.openShell('web');
    await drop(gantry, 'web', [{ name: 'new', content: 'new' }]);
    await expect(gantry.alerts).toContainText(/read-only|may not write into/);
  });

  test('belong to the shell’s user, and go only where that one may write', async ({ gantry, docker }) => {
    await docker('run', '-d', '--user', '1234:5678', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.verb('web', 'e');
    const screen = gantry.shell('web').locator('.xterm-rows');
    await expect(screen).toContainText('$');
    await drop(gantry, 'web', [{ name: 'mine', content: '1' }]);
    await expect(gantry.alerts).toContainText('The shell’s user may not write into /.');
    await gantry.shell('web').click();
    await gantry.page.keyboard.type('cd /tmp\n');
    await expect(screen).toContainText('/tmp $');
    await drop(gantry, 'web', [{ name: 'mine', content: '1' }]);
    await expect(screen).toContainText('/tmp $ /tmp/mine');
    expect(await docker('exec', 'web', 'stat', '-c', '%u:%g', '/tmp/mine')).toBe('1234:5678');
  });

  test('can be chosen by key, too', { tag: '@electron' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const screen = await gantry.openShell('web');
    await gantry.row('web').focus();
    // Long before the key: asking for it takes the browser a moment, and a chooser that opens in it is never told.
    const chooser = gantry.page.waitForEvent('filechooser');
    await gantry.page.keyboard.press('Control+k');
    await gantry.page.keyboard.type('upload');
    await expect(gantry.palette.getByRole('option', { name: /^Upload files/, selected: true })).toBeVisible();
    await gantry.page.keyboard.press('Enter');
    await (await chooser).setFiles({ name: 'chosen', mimeType: 'text/plain', buffer: Buffer.from('yes') });
    await expect(screen).toContainText('/chosen');
    expect(await docker('exec', 'web', 'cat', '/chosen')).toBe('yes');
  });
});
