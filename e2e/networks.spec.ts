import { expect, test } from './fixtures.ts';

test.describe('the list of networks', () => {
  test.afterEach(async ({ docker }) => {
    await docker('network', 'prune', '--force');
  });

  test('makes one, puts a container on it and takes it off again', { tag: ['@electron', '@engines'] }, async ({
    gantry,
    docker,
  }) => {
    await docker('run', '-d', '--name', 'web', '--init', 'busybox', 'sleep', '1000');
    const { page } = gantry;
    await gantry.navigation.getByRole('link', { name: 'Networks' }).click();
    const grid = page.getByRole('grid', { name: 'Networks' });
    await expect(grid.getByRole('row', { name: /^(bridge|podman) / })).toBeVisible();
    await page.getByRole('button', { name: 'Create…' }).click();
    const form = page.getByRole('dialog', { name: 'Create network' });
    await form.getByLabel('Name', { exact: true }).fill('shop');
    await form.getByLabel('Subnet').fill('10.213.5.0/24');
    await form.getByRole('checkbox', { name: 'Internal' }).check();
    await form.getByRole('button', { name: 'Create', exact: true }).click();
    const detail = gantry.detail('shop');
    await expect(detail).toContainText('10.213.5.0/24');
    await detail.getByRole('button', { name: 'Connect…' }).last().click();
    const connect = page.getByRole('dialog', { name: 'Connect a container to shop' });
    await connect.getByLabel('Container').selectOption('web');
    await connect.getByLabel('IP address').fill('10.213.5.9');
    await connect.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(detail).toContainText('10.213.5.9');
    await expect(grid.getByRole('row', { name: /^shop / })).toContainText('web');
    await detail.getByRole('button', { name: 'Remove', exact: true }).click();
    await gantry.question.getByRole('button', { name: 'Remove' }).click();
    await expect(gantry.alerts).toContainText('in use by the container web');
    await detail.getByRole('button', { name: 'Disconnect web' }).click();
    await expect(detail).toContainText('No container is on it.');
    await detail.getByRole('button', { name: 'Remove', exact: true }).click();
    await gantry.question.getByRole('button', { name: 'Remove' }).click();
    await expect(grid.getByRole('row', { name: /^shop / })).toHaveCount(0);
  });

  test('removes unused ones, but none that a stopped container is on, nor the engine’s own', {
    tag: '@engines',
  }, async ({ gantry, docker }) => {
    for (const name of ['idle', 'held']) await docker('network', 'create', name);
    await docker('create', '--name', 'stopped', '--network', 'held', 'busybox');
    await gantry.navigation.getByRole('link', { name: 'Networks' }).click();
    await gantry.page.getByRole('button', { name: 'Remove unused…' }).click();
    const dialog = gantry.page.getByRole('dialog', { name: 'Remove unused networks' });
    await expect(dialog.getByRole('checkbox', { name: 'idle', exact: true })).toBeChecked();
    await expect(dialog.getByRole('checkbox')).toHaveCount(1);
    await dialog.getByRole('button', { name: 'Remove 1' }).click();
    await expect.poll(() => docker('network', 'ls', '--format', '{{.Name}}')).not.toContain('idle');
    expect(await docker('network', 'ls', '--format', '{{.Name}}')).toContain('held');
  });
});
