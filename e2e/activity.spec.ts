import { type BuildFolder, expect, openEditor, test } from './build-folder.ts';
import type { GantryWindow } from './pages/window.ts';

/** Starts a build that does not end by itself, and goes elsewhere. */
async function startLong(gantry: GantryWindow, folder: BuildFolder, tag: string): Promise<void> {
  const { page } = gantry;
  folder.put({ Dockerfile: `FROM busybox\nWORKDIR /app\nRUN echo begun ${folder.name}; sleep 300\n` });
  await openEditor(gantry, folder);
  await gantry.buildForm.getByLabel('Tag', { exact: true }).fill(tag);
  await gantry.dockerfile.click();
  await page.keyboard.press('Control+Enter');
  await expect(gantry.buildOf(tag).getByRole('log')).toContainText(`begun ${folder.name}`);
  await gantry.navigation.getByRole('link', { name: 'Containers' }).click();
}

test.describe('what runs long', () => {
  test('shows in the status bar and in Activity, survives a reload, and is cancelled and removed there', {
    tag: '@electron',
  }, async ({ gantry, folder }) => {
    const { page, activity } = gantry;
    const title = 'Build e2e:long';
    await startLong(gantry, folder, 'e2e:long');
    const bar = page.getByRole('progressbar', { name: title });
    await expect(bar).toHaveAttribute('aria-valuenow', /\d/);
    await page.getByRole('button', { name: `1 task · ${title}` }).click();
    const detail = gantry.detail(title);
    await expect(detail.getByRole('list', { name: `Parts of ${title}` })).toContainText('RUN echo begun');
    await expect(detail.getByRole('log')).toContainText(`begun ${folder.name}`);

    await page.reload();
    await expect(detail.getByRole('log')).toContainText(`begun ${folder.name}`);
    await expect(activity.getByRole('row', { name: `${title} running` })).toBeVisible();

    await detail.getByRole('button', { name: 'Cancel' }).click();
    const row = activity.getByRole('row', { name: `${title} cancelled` });
    await expect(row).toBeVisible();
    await expect(page.getByRole('button', { name: /^1 task/ })).toHaveCount(0);
    await expect(gantry.alerts).toHaveCount(0);

    await row.focus();
    await page.keyboard.press('Delete');
    await expect(row).toHaveCount(0);
    await expect(page.getByText('Nothing has run yet')).toBeVisible();
  });

  test('tells how it ended: in a notice elsewhere, in words that count the steps', { tag: '@engines' }, async ({
    gantry,
    folder,
  }) => {
    const { page } = gantry;
    folder.put({ Dockerfile: `FROM busybox\nWORKDIR /app\nRUN sleep 10; echo ${folder.name}\n` });
    await openEditor(gantry, folder);
    await gantry.buildForm.getByLabel('Tag', { exact: true }).fill('e2e:told');
    await gantry.dockerfile.click();
    await page.keyboard.press('Control+Enter');
    await expect(gantry.buildOf('e2e:told')).toBeVisible();
    await gantry.navigation.getByRole('link', { name: 'Containers' }).click();
    // Away while it still runs: what ends before the eyes of who looks at it is told there.
    await expect(page.getByRole('contentinfo')).toContainText('Build e2e:told');
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText(/Build e2e:told: 2 steps, \d from cache/);
  });

  test('all that ended is cleared at once', async ({ gantry, folder }) => {
    const { page, activity } = gantry;
    folder.put({ Dockerfile: 'FROM busybox\nRUN exit 3\n' });
    await openEditor(gantry, folder);
    await gantry.buildForm.getByLabel('Tag', { exact: true }).fill('e2e:ended');
    await gantry.dockerfile.click();
    await page.keyboard.press('Control+Enter');
    await expect(gantry.buildOf('e2e:ended')).toContainText('Failed');
    await gantry.navigation.getByRole('link', { name: 'Activity' }).click();
    await expect(activity.getByRole('row', { name: 'Build e2e:ended failed' })).toBeVisible();
    await page.getByRole('button', { name: 'Clear ended' }).click();
    await expect(page.getByText('Nothing has run yet')).toBeVisible();
  });
});
