import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in a log with all that it can show, ${scheme}`, async ({ gantry, docker }) => {
    const { page } = gantry;
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const findings = async (): Promise<string[]> => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
    };
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
    expect(await findings(), 'all bars').toEqual([]);
    await page.getByRole('searchbox', { name: 'Search log' }).fill('slow');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect(page.getByRole('status', { name: 'Matches' })).toHaveText('1 match');
    expect(await findings(), 'filtered').toEqual([]);
    await page.getByRole('button', { name: 'Save log…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await findings(), 'save').toEqual([]);
    await page.keyboard.press('Escape');
    await gantry.navigation.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('list', { name: 'Kept logs' })).toBeVisible();
    expect(await findings(), 'settings').toEqual([]);
  });
}
