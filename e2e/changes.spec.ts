import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';

test.describe('the changes of a container', () => {
  test('are a tree, by keys, filtered, and read again when asked for', { tag: ['@electron', '@engines'] }, async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const make =
      'mkdir -p /srv/app/deep && cd /srv/app/deep && touch one "two $(printf \'\\033[31m\')" && echo x >> /etc/motd';
    await docker('exec', 'web', 'sh', '-c', make);
    const detail = await gantry.open('web', 'Changes');
    const tree = detail.getByRole('tree', { name: 'Changes in web' });
    const line = (name: string | RegExp) => tree.getByRole('treeitem', { name });
    await expect(line(/^srv/)).toHaveAttribute('aria-expanded', 'true');
    await expect(line(/^one/)).toContainText('added');
    await expect(line(/^two/)).toContainText('ESC');
    await expect(detail).toContainText('in its own layer');
    expect(await findings(page)).toEqual([]);
    await tree.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect(line(/^one/)).toHaveCount(0);
    await page.keyboard.press('ArrowRight');
    await expect(line(/^one/)).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(line(/^one/)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Control+c');
    await expect(page.getByRole('status').filter({ hasText: 'Copied /srv/app/deep/one' })).toBeVisible();
    await docker('exec', 'web', 'touch', '/srv/app/deep/three');
    await expect(line(/^three/)).toHaveCount(0);
    await detail.getByRole('button', { name: 'Read again' }).press('Enter');
    await expect(line(/^three/)).toBeVisible();
    const filter = detail.getByRole('searchbox', { name: 'Filter changes' });
    await filter.fill('DEEP/o');
    await expect(line(/^three/)).toHaveCount(0);
    await expect(line(/^one/)).toBeVisible();
    await filter.fill('nowhere');
    await expect(detail).toContainText('No change matches');
    await filter.fill('');
    await detail.getByRole('checkbox', { name: /added$/ }).uncheck();
    await expect(line(/^three/)).toHaveCount(0);
    await detail.getByRole('checkbox', { name: /added$/ }).check();
    await docker('kill', 'web');
    await detail.getByRole('button', { name: 'Read again' }).press('Enter');
    await expect(line(/^three/)).toBeVisible();
  });

  test('of ten thousand files are folded, and quick', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await docker('exec', 'web', 'sh', '-c', 'mkdir /many && cd /many && for n in $(seq 10000); do : > $n; done');
    const detail = await gantry.open('web', 'Changes');
    const tree = detail.getByRole('tree', { name: 'Changes in web' });
    await tree.getByRole('treeitem', { name: /^many/ }).click();
    await expect(tree.getByRole('treeitem', { name: /^1 / })).toBeVisible();
    await tree.focus();
    await gantry.page.keyboard.press('End');
    await expect(tree.getByRole('treeitem', { name: /^9999 / })).toBeVisible();
    expect(await tree.getByRole('treeitem').count()).toBeLessThan(100);
  });

  test('of none says so', async ({ gantry, docker }) => {
    await docker('create', '--name', 'web', 'busybox', 'true');
    await expect(await gantry.open('web', 'Changes')).toContainText('Its files are those of its image');
  });
});
