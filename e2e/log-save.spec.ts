import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

test(
  'a log is saved as the docker command prints it, and a file is overwritten only on demand',
  {
    tag: '@electron',
  },
  async ({ gantry, docker }, info) => {
    const { page } = gantry;
    // Gantry's own folder takes no files of others.
    const folder = info.outputPath('saved');
    await mkdir(folder, { recursive: true });
    const script = `printf "\\033[31mred\\033[0m\\n"; seq 1 3000; sleep 1000`;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    await gantry.open('web', 'Logs');
    await expect(page.getByRole('status', { name: 'Line count' })).toHaveText('3,001 lines');
    const file = join(folder, 'web.log');
    const dialog = page.getByRole('dialog', { name: 'Save the log of web' });
    const save = async (path: string): Promise<void> => {
      await page.getByRole('button', { name: 'Save log…' }).click();
      await dialog.getByRole('textbox', { name: 'File' }).fill(path);
    };
    await save(join(folder, 'web.sh'));
    await expect(dialog).toContainText('ends in .log or .txt');
    await dialog.getByRole('textbox', { name: 'File' }).fill(file);
    await dialog.getByRole('checkbox', { name: 'Without colour codes' }).uncheck();
    await dialog.getByRole('checkbox', { name: 'With timestamps' }).check();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toBe(`${await docker('logs', '-t', 'web')}\n`);

    await writeFile(file, 'mine');
    await gantry.log('web').getByText('2990', { exact: true }).click({ clickCount: 3 });
    await page.keyboard.press('Shift+ArrowDown');
    await save(file);
    await expect(dialog.getByRole('radio', { name: 'The 2 selected rows' })).toBeChecked();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog).toContainText('There is a file of this name already.');
    expect(await readFile(file, 'utf8')).toBe('mine');
    await dialog.getByRole('checkbox', { name: 'Overwrite a file of this name' }).check();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect.poll(() => readFile(file, 'utf8')).toBe('2990\n2991\n');
  },
);
