import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { findings } from './axe.ts';
import { expect, openEditor, test } from './build-folder.ts';

const bytes = (count: number) => 'x'.repeat(count);

test.describe('the context of a build', () => {
  test('shows what is sent, and leaves out by a click what is not wanted', { tag: '@electron' }, async ({
    gantry,
    folder,
  }) => {
    const { page } = gantry;
    folder.put({
      'src/app/main.js': bytes(3 * 1024),
      'src/lib.js': bytes(1_000),
      'data/dump.sql': bytes(50 * 1024 ** 2),
      '.env': bytes(10),
      'node_modules/left/index.js': bytes(2 * 1024 ** 2),
      '.dockerignore': 'node_modules\nnothing\n',
    });
    symlinkSync(folder.path, join(folder.path, 'loop'));
    await openEditor(gantry, folder);
    await page.getByRole('tab', { name: 'Context' }).click();
    const pane = page.getByRole('region', { name: 'Build context' });
    const sum = pane.getByRole('status');
    await expect(sum).toContainText('Left out: 1 file, 2.0 MiB.');
    const doubts = pane.getByRole('list', { name: 'Sent, and seldom wanted' });
    await expect(doubts.getByRole('listitem')).toHaveText(['.envmay hold a secret']);
    expect(await findings(page)).toEqual([]);

    // By keyboard: the folder is one stop, its arrows move.
    const entries = pane.getByRole('table', { name: 'Entries of the folder' });
    await entries.getByRole('button', { name: 'data', exact: true }).press('Enter');
    await expect(entries.getByRole('row', { name: /dump\.sql/ })).toContainText('50.0 MiB');
    await expect(pane.getByRole('navigation', { name: 'Folder of the context' })).toHaveText('Alldata');
    await entries.getByRole('button', { name: 'Leave out data/dump.sql' }).press('Enter');
    await expect(sum).toContainText('Left out: 2 files, 52.0 MiB.');
    await doubts.getByRole('button', { name: 'Leave out .env' }).click();
    await expect(doubts).toBeHidden();
    await pane.getByRole('button', { name: 'All', exact: true }).click();
    await entries.getByRole('button', { name: 'src', exact: true }).click();
    await entries.getByRole('button', { name: 'app', exact: true }).click();
    await expect(entries.getByRole('row', { name: /main\.js/ })).toContainText('3.0 KiB');

    // It is the ignore file that was edited, and each of its lines says what it does.
    await page.getByRole('tab', { name: '.dockerignore (unsaved)' }).click();
    const marks = page.locator('.cm-mark');
    await expect(marks).toHaveText(['2.0 MiB', '–', '50.0 MiB', '10 B']);
    await page.getByRole('textbox', { name: '.dockerignore' }).press('Control+Home');
    await page.keyboard.press('#');
    await expect(marks).toHaveText(['–', '50.0 MiB', '10 B']);
    await page.keyboard.press('Control+z');
    await expect(marks).toHaveCount(4);
  });

  test('says why an ignore file cannot be used, and goes on once it can', async ({ gantry, folder }) => {
    const { page } = gantry;
    folder.put({ '.dockerignore': '!\n' });
    await openEditor(gantry, folder);
    await page.getByRole('tab', { name: 'Context' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'What is sent could not be told' })).toBeVisible();
    folder.put({ '.dockerignore': '*\n' });
    const pane = page.getByRole('region', { name: 'Build context' });
    await expect(pane.getByRole('status')).toContainText('Sent: 0 files, 0 B.');
  });
});
