import { sendJson } from './fake/engine.ts';
import { test as fakeTest } from './fake-fixtures.ts';
import { expect, test } from './fixtures.ts';

test.describe('the list of images', () => {
  test('says who uses what, tags, and asks which tag goes', { tag: ['@electron', '@engines'] }, async ({
    gantry,
    docker,
  }) => {
    await docker('run', '--name', 'user', 'busybox', 'true');
    const { page } = gantry;
    await gantry.navigation.getByRole('link', { name: 'Images' }).click();
    const grid = page.getByRole('grid', { name: 'Images' });
    await expect(grid.getByRole('row', { name: /^busybox.* used / })).toContainText('user');
    const source = await docker('create', 'busybox', 'true', 'e2e-image');
    const id = await docker('commit', source, 'localhost/e2e/app:1');
    await docker('rm', source);
    const row = grid.getByRole('row', { name: /^localhost\/e2e\/app:1 unused/ });
    await row.getByRole('gridcell').first().click();
    const detail = gantry.detail('localhost/e2e/app:1');
    await expect(detail).toContainText(id);
    await detail.getByRole('tab', { name: 'Layers' }).click();
    await expect(detail.getByRole('list', { name: 'History' }).getByRole('listitem').first()).toBeVisible();
    await detail.getByRole('button', { name: 'Tag…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('New name').fill('Bad Name');
    await expect(dialog.getByRole('button', { name: 'Tag', exact: true })).toBeDisabled();
    await dialog.getByLabel('New name').fill('localhost/e2e/app:2');
    await dialog.getByRole('button', { name: 'Tag', exact: true }).click();
    await expect(row).toContainText('+1');
    await detail.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.getByRole('checkbox', { name: 'localhost/e2e/app:2' }).check();
    await dialog.getByRole('button', { name: 'Remove tags' }).click();
    await expect(row).not.toContainText('+1');
    await detail.getByRole('button', { name: 'Remove', exact: true }).click();
    await gantry.question.getByRole('button', { name: 'Remove' }).click();
    await expect(detail).toHaveCount(0);
    await expect(row).toHaveCount(0);
  });

  test('shows what is unused before it goes, and removes only what stays ticked', { tag: '@engines' }, async ({
    gantry,
    docker,
  }) => {
    const source = await docker('create', 'busybox', 'true', 'e2e-dangling');
    const id = (await docker('commit', source)).replace('sha256:', '').slice(0, 12);
    await docker('rm', source);
    const { page } = gantry;
    await gantry.navigation.getByRole('link', { name: 'Images' }).click();
    await page.getByRole('searchbox', { name: 'Filter images' }).fill('dangling:yes');
    const row = page.getByRole('grid', { name: 'Images' }).getByRole('row', { name: new RegExp(`^${id} unused`) });
    await expect(row).toBeVisible();
    await page.getByRole('button', { name: 'Remove unused…' }).click();
    const dialog = page.getByRole('dialog');
    const mine = dialog.getByRole('checkbox', { name: id });
    await expect(mine).toBeChecked();
    // Builds of other tests leave dangling images behind on the same engine: they are to stay.
    const ticked = dialog.getByRole('listitem').getByRole('checkbox', { checked: true });
    const before = (await danglingIds(docker)).filter((other) => other !== id);
    while ((await ticked.count()) > 0) await ticked.first().uncheck();
    await expect(dialog.getByRole('button', { name: 'Remove', exact: true })).toBeDisabled();
    await mine.check();
    await dialog.getByRole('button', { name: 'Remove 1', exact: true }).click();
    await expect(row).toHaveCount(0);
    expect(await danglingIds(docker)).toEqual(before);
  });
});

/** Short ids, as `docker images` prints them. */
async function danglingIds(docker: (...args: string[]) => Promise<string>): Promise<string[]> {
  return (await docker('images', '--quiet', '--filter', 'dangling=true')).split('\n').filter(Boolean);
}

fakeTest('a thousand images draw few rows, and an engine with none says so', async ({ open, fake }) => {
  const rows = Array.from({ length: 1000 }, (_, n) => ({
    Id: `sha256:${n.toString(16).padStart(64, '0')}`,
    RepoTags: [`image-${n}:1`],
    Size: n * 1000,
  }));
  const engine = await fake({ handlers: { 'GET /images/json': ({ response }) => sendJson(response, 200, rows) } });
  const gantry = await open(engine);
  await gantry.navigation.getByRole('link', { name: 'Images' }).click();
  const grid = gantry.page.getByRole('grid', { name: 'Images' });
  await expect(gantry.page.getByRole('main')).toContainText('1,000');
  expect(await grid.getByRole('row').count()).toBeLessThan(120);
  rows.length = 0;
  engine.emit({ Type: 'image', Action: 'delete', Actor: { ID: 'sha256:0' } });
  await expect(gantry.page.getByText('No images yet')).toBeVisible();
});
