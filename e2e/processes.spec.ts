import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';

test.describe('the processes of a container', () => {
  test('are a tree that follows them, sorted by key, and none once it has stopped', {
    tag: ['@electron', '@engines'],
  }, async ({ gantry, docker }) => {
    const { page } = gantry;
    const script = 'trap "exit 0" TERM; sleep 1001 & sleep 1002 & wait';
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    const detail = await gantry.open('web', 'Processes');
    const table = detail.getByRole('table', { name: 'Processes of web' });
    const commands = table.getByRole('rowheader');
    await expect(commands).toHaveText([`sh -c ${script}`, 'sleep 1001', 'sleep 1002']);
    const left = (at: number) =>
      commands.nth(at).evaluate((cell) => Number.parseFloat(getComputedStyle(cell).paddingLeft));
    expect(await left(1)).toBeGreaterThan(await left(0));
    expect(await findings(page)).toEqual([]);
    await docker('exec', '-d', 'web', 'sleep', '1003');
    await expect(commands).toContainText(['sleep 1003']);
    const head = table.getByRole('columnheader', { name: 'Command' });
    await head.getByRole('button').press('Enter');
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
    await head.getByRole('button').press('Enter');
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    await expect(commands.filter({ hasText: /^sleep 100[12]/ })).toHaveText(['sleep 1002', 'sleep 1001']);
    await docker('pause', 'web');
    await expect(detail).toContainText('Its processes stand still');
    await docker('unpause', 'web');
    await docker('stop', 'web');
    await expect(detail).toContainText('Nothing runs in it');
  });
});
