import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('the panes of the dock have names and states that are true, and say what a shell prints only on request', async ({
  gantry,
  docker,
}) => {
  const { page, dock } = gantry;
  await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', 'echo from-web; sleep 1000');
  const screen = await gantry.openShell('web');
  await page.keyboard.type('echo said-$((1+1))\n');
  await expect(screen).toContainText('said-2');
  const shell = gantry.shell('web');
  await expect(shell.locator('.live-region, [aria-live=assertive]')).toHaveCount(0);
  await expect(dock).toMatchAriaSnapshot(`
    - region "Dock":
      - tablist:
        - tab "Shell web" [selected]
      - tabpanel:
        - region "Shell in web":
          - textbox
  `);

  await page.keyboard.press('Control+f');
  const find = shell.getByRole('search', { name: 'Find in the terminal' });
  await page.keyboard.type('said-2');
  await expect(find.getByRole('status', { name: 'Matches' })).toContainText('of');
  // Whatever can be pressed says what it does.
  for (const button of await dock.getByRole('button').all()) await expect(button).toHaveAccessibleName(/\S/);
  for (const tab of await dock.getByRole('tab').all()) await expect(tab).toHaveAccessibleName(/\S/);
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await page.evaluate(() => window.location.assign('#/settings'));
  await page.getByRole('checkbox', { name: /screen reader/i }).check();
  await shell.click();
  await page.keyboard.type('echo heard-$((1+1))\n');
  await expect(shell.locator('[aria-live=assertive]')).toContainText('heard-2');
  await expect(shell.getByRole('list').getByText('heard-2', { exact: true })).toBeAttached();
});
