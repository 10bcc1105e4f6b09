import type { Locator } from '@playwright/test';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

/** The shells that run, in Activity. */
async function openSessions(gantry: GantryWindow): Promise<Locator> {
  await gantry.navigation.getByRole('link', { name: 'Activity' }).click();
  return gantry.page.getByRole('region', { name: 'Shells', exact: true });
}

test.describe('shells in Activity', () => {
  test.beforeEach(async ({ docker }) => {
    await docker('run', '-d', '--name', 'web', '--cpus', '0.5', 'busybox', 'sleep', '1000');
  });

  test('tell where they run, and whether somebody looks; are shown, and ended with what runs in them', {
    tag: ['@electron', '@engines'],
  }, async ({ gantry, docker }) => {
    await gantry.openShell('web');
    await gantry.page.keyboard.type('yes >/dev/null & sleep 4242\n');
    await expect.poll(() => docker('top', 'web')).toContain('sleep 4242');
    const sessions = await openSessions(gantry);
    const row = sessions.getByRole('listitem').filter({ has: gantry.page.getByRole('link', { name: 'web' }) });
    await expect(row).toContainText('looked at');
    expect(await findings(gantry.page)).toEqual([]);
    await expect(row).toContainText(/opened \d+ s ago/);
    await expect(row).toContainText(/used \d+ s ago/);
    // That of what went into the background.
    await expect(row).toContainText(/CPU (?!0\.0 )\d/);
    await gantry.page.keyboard.press('Control+`');
    await expect(row).toContainText('nobody looks');
    await row.getByRole('button', { name: 'Show the shell in web' }).click();
    await expect(gantry.shell('web').locator('.xterm-rows')).toContainText('sleep 4242');
    await expect(row).toContainText('looked at');
    await row.getByRole('button', { name: 'End the shell in web' }).click();
    await expect(sessions).toHaveCount(0);
    await expect(gantry.dock.getByRole('tab', { name: 'Shell web' })).toHaveCount(0);
    await expect.poll(() => docker('top', 'web')).not.toMatch(/sleep 4242| yes$/m);
  });

  test('are ended several at once, or all that nobody looks at, after a question', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'api', 'busybox', 'sleep', '1000');
    await gantry.openShell('web');
    const tabs = gantry.dock.getByRole('tab');
    for (const [opened, name] of ['web', 'api', 'api'].entries()) {
      await gantry.verb(name, 'e');
      // Each takes the keyboard once it is there.
      await expect(tabs).toHaveCount(opened + 2);
    }
    const sessions = await openSessions(gantry);
    await expect(sessions).toContainText('4 shells run');
    await sessions.getByRole('checkbox', { name: 'Select the shell in api (1)' }).check();
    await sessions.getByRole('button', { name: 'End selected (1)' }).click();
    await expect(gantry.question).toContainText('End 1 shell?');
    await gantry.question.getByRole('button', { name: 'End', exact: true }).click();
    await expect(sessions).toContainText('3 shells run');
    await expect(gantry.dock.getByRole('tab')).toHaveCount(3);
    await sessions.getByRole('button', { name: 'End those that nobody looks at (2)' }).click();
    await expect(gantry.question).toContainText('End 2 shells?');
    await gantry.question.getByRole('button', { name: 'End', exact: true }).click();
    await expect(sessions).toContainText('1 shell runs');
    await expect(gantry.dock.getByRole('tab')).toHaveCount(1);
  });
});
