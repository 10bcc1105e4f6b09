import { sendJson } from './fake/engine.ts';
import { test as fakeTest } from './fake-fixtures.ts';
import { expect, test } from './fixtures.ts';

test.describe('the list of volumes', () => {
  test.afterEach(async ({ docker }) => {
    // By name: what a plain prune takes depends on the engine's age.
    const containers = (await docker('ps', '-aq')).split('\n').filter(Boolean);
    if (containers.length > 0) await docker('rm', '-fv', ...containers);
    const volumes = (await docker('volume', 'ls', '-q')).split('\n').filter(Boolean);
    if (volumes.length > 0) await docker('volume', 'rm', ...volumes);
  });

  test('says who uses what and how much is in it, and follows what is done in a terminal', { tag: '@engines' }, async ({
    gantry,
    docker,
  }) => {
    await docker('volume', 'create', 'data');
    await docker(
      'run',
      '--name',
      'db',
      '-v',
      'data:/d',
      'busybox',
      'dd',
      'if=/dev/zero',
      'of=/d/x',
      'bs=1024',
      'count=2048',
    );
    await gantry.navigation.getByRole('link', { name: 'Volumes' }).click();
    const grid = gantry.page.getByRole('grid', { name: 'Volumes' });
    const row = grid.getByRole('row', { name: /^data / });
    await expect(row).toContainText('db');
    await expect(row).toContainText('2.0 MiB');
    await docker('volume', 'create', 'later');
    await expect(grid.getByRole('row', { name: /^later / })).toBeVisible();
    await gantry.page.getByRole('searchbox', { name: 'Filter volumes' }).fill('used:no');
    await expect(row).toHaveCount(0);
    await gantry.page.getByRole('searchbox', { name: 'Filter volumes' }).fill('');
    await row.getByRole('gridcell').first().click();
    const detail = gantry.detail('data');
    await expect(detail).toContainText('/data/_data');
    await detail.getByRole('link', { name: 'db' }).click();
    await expect(gantry.detail('db')).toBeVisible();
  });

  test('makes one, refuses a taken name, and removes it after saying what goes', {
    tag: ['@electron', '@engines'],
  }, async ({ gantry, docker }) => {
    await gantry.navigation.getByRole('link', { name: 'Volumes' }).click();
    const { page } = gantry;
    const create = async () => {
      await page.getByRole('button', { name: 'Create…' }).click();
      await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('fresh');
      await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click();
    };
    await create();
    await expect(gantry.detail('fresh')).toBeVisible();
    expect(await docker('volume', 'ls', '--quiet')).toContain('fresh');
    await create();
    await expect(page.getByRole('dialog')).toContainText('already a volume called fresh');
    await page.keyboard.press('Escape');
    await gantry.detail('fresh').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(gantry.question).toContainText('lost for good');
    await gantry.question.getByRole('button', { name: 'Remove' }).click();
    await expect(gantry.detail('fresh')).toContainText('This volume is gone');
    expect(await docker('volume', 'ls', '--quiet')).not.toContain('fresh');
  });

  test('removes exactly the unused ones that stay ticked', { tag: '@engines' }, async ({ gantry, docker }) => {
    for (const name of ['keep', 'drop', 'used']) await docker('volume', 'create', name);
    await docker('create', '--name', 'user', '-v', 'used:/d', 'busybox');
    await gantry.navigation.getByRole('link', { name: 'Volumes' }).click();
    await gantry.page.getByRole('button', { name: 'Remove unused…' }).click();
    const dialog = gantry.page.getByRole('dialog', { name: 'Remove unused volumes' });
    await expect(dialog).toContainText('no unused anonymous volumes');
    await dialog.getByRole('checkbox', { name: 'Named volumes too' }).check();
    await expect(dialog.getByRole('checkbox', { name: 'used', exact: true })).toHaveCount(0);
    await dialog.getByRole('checkbox', { name: 'keep', exact: true }).uncheck();
    await dialog.getByRole('button', { name: 'Remove 1' }).click();
    await expect.poll(() => docker('volume', 'ls', '--quiet')).not.toContain('drop');
    expect(await docker('volume', 'ls', '--quiet')).toMatch(/keep[\s\S]*used/);
  });
});

fakeTest(
  'five hundred volumes are drawn as few rows, found by filter, with sizes that are not known',
  async ({ fake, open }) => {
    const Volumes = Array.from({ length: 500 }, (_, n) => ({
      Name: `v-${String(n).padStart(3, '0')}`,
      Driver: 'local',
    }));
    const engine = await fake({
      handlers: {
        'GET /volumes': ({ response }) => sendJson(response, 200, { Volumes }),
        'GET /system/df': ({ response }) => sendJson(response, 500, { message: 'no' }),
      },
    });
    const gantry = await open(engine);
    await gantry.navigation.getByRole('link', { name: 'Volumes' }).click();
    const grid = gantry.page.getByRole('grid', { name: 'Volumes' });
    await expect(grid.getByRole('row', { name: /^v-000 / })).toBeVisible();
    expect(await grid.locator('[role=row]').count()).toBeLessThan(120);
    await expect(gantry.page.getByRole('main')).toContainText('500 volumes');
    await gantry.page.getByRole('searchbox', { name: 'Filter volumes' }).fill('v-499');
    await expect(grid.getByRole('row', { name: /^v-499 / })).toBeVisible();
    await gantry.page.getByRole('searchbox', { name: 'Filter volumes' }).fill('nothing');
    await expect(gantry.page.getByRole('main')).toContainText('No volume matches');
  },
);
