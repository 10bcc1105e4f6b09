import { findings, lookNames, useLook } from './axe.ts';
import { expect, test } from './fixtures.ts';

for (const name of lookNames) {
  test(`axe finds nothing in a log with all that it can show, ${name}`, async ({ gantry, docker }) => {
    const { page } = gantry;
    await useLook(page, name);
    const script = `echo 'INFO started'; echo 'ERROR oops' >&2; echo '{"level":"warn","msg":"slow","ms":12}'; sleep 1000`;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    await gantry.open('web', 'Logs');
    await page.getByRole('button', { name: 'Timeline', exact: true }).click();
    await expect(page.getByRole('img', { name: /^CPU/ })).toBeVisible();
    await page.getByRole('button', { name: 'Fields', exact: true }).click();
    await page.getByRole('button', { name: 'Show as column: ms', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Go to time' }).click();
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search log' }).fill('(');
    await page.getByRole('button', { name: 'Regular expression' }).click();
    await expect(page.getByRole('search').getByRole('alert')).toBeVisible();
    expect.soft(await findings(page), 'all bars').toEqual([]);
    await page.getByRole('searchbox', { name: 'Search log' }).fill('slow');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect(page.getByRole('status', { name: 'Matches' })).toHaveText('1 match');
    expect.soft(await findings(page), 'filtered').toEqual([]);
    await page.getByRole('button', { name: 'Save log…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect.soft(await findings(page), 'save').toEqual([]);
    await page.keyboard.press('Escape');
    await gantry.navigation.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('list', { name: 'Kept logs' })).toBeVisible();
    expect.soft(await findings(page), 'settings').toEqual([]);
  });
}
