import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';

test.describe('a swarm', () => {
  test.afterEach(async ({ docker }) => {
    await docker('swarm', 'leave', '--force').catch(() => '');
    await docker('network', 'rm', 'docker_gwbridge').catch(() => '');
  });

  test('is there once its engine manages one: services are scaled and removed, the node is drained', {
    tag: '@electron',
  }, async ({ gantry, docker }) => {
    const { page, navigation } = gantry;
    await expect(navigation.getByRole('link', { name: 'Networks' })).toBeVisible();
    await expect(navigation.getByRole('link', { name: 'Services' })).toHaveCount(0);
    await docker('swarm', 'init', '--advertise-addr', '127.0.0.1', '--listen-addr', '127.0.0.1');
    await navigation.getByRole('link', { name: 'Services' }).click();
    await expect(page.getByText('No services yet')).toBeVisible();
    const run = ['--no-resolve-image', 'busybox', 'sleep', '1000'];
    await docker('service', 'create', '-d', '--name', 'web', '--replicas', '2', ...run);
    await docker('service', 'create', '-d', '--name', 'lost', '--constraint', 'node.labels.disk==ssd', ...run);
    const grid = page.getByRole('grid', { name: 'Services' });
    const row = grid.getByRole('row', { name: /^web / });
    const lost = grid.getByRole('row', { name: /^lost / });
    await expect(row).toContainText('2 of 2', { timeout: 30_000 });
    await expect(lost).toContainText('0 of 1');
    expect(await findings(page)).toEqual([]);

    await row.focus();
    await page.keyboard.press('+');
    await expect(row).toContainText('3 of 3', { timeout: 30_000 });
    expect((await docker('service', 'ls', '--filter', 'name=web', '--format', '{{.Replicas}}')).trim()).toBe('3/3');
    await row.getByRole('gridcell').first().click();
    const detail = gantry.detail('web');
    const tasks = detail.getByRole('region', { name: 'Tasks' });
    await expect(tasks.getByRole('listitem')).toHaveCount(3);
    await expect(tasks).toContainText('running');
    expect(await findings(page)).toEqual([]);
    await lost.getByRole('gridcell').first().click();
    await expect(gantry.detail('lost')).toContainText('waiting for a node');
    await expect(gantry.detail('lost')).toContainText('scheduling constraints not satisfied');

    await navigation.getByRole('link', { name: 'Nodes' }).click();
    const node = page.getByRole('row').filter({ has: page.getByRole('gridcell', { name: 'ready' }) });
    await expect(node).toContainText('ready');
    await expect(node).toContainText('active');
    await node.getByRole('gridcell').first().click();
    const nodeDetail = page.getByRole('complementary');
    await nodeDetail.getByRole('button', { name: 'Drain' }).click();
    await expect(node).toContainText('drained');
    await expect(nodeDetail).toContainText('No task is to run on it.', { timeout: 30_000 });
    expect(await findings(page)).toEqual([]);

    await navigation.getByRole('link', { name: 'Services' }).click();
    await row.focus();
    await page.keyboard.press('Delete');
    await expect(gantry.question).toContainText('Its tasks are stopped');
    await gantry.question.getByRole('button', { name: 'Remove' }).click();
    await expect(row).toHaveCount(0);
    expect(await docker('service', 'ls', '-q', '--filter', 'name=web')).toBe('');
    await docker('swarm', 'leave', '--force');
    await expect(navigation.getByRole('link', { name: 'Services' })).toHaveCount(0, { timeout: 30_000 });
  });
});
