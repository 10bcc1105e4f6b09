import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';

test.describe('a container that does not run', () => {
  test('says why, shows what it printed last and offers what helps', { tag: ['@electron', '@engines'] }, async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    const script = 'echo ready; echo "no such table: users" >&2; exit 3';
    await docker('run', '-d', '--name', 'broken', 'busybox', 'sh', '-c', script);
    await docker('run', '-d', '--name', 'fine', 'busybox', 'true');
    const card = (await gantry.open('broken')).getByRole('region', { name: 'Why it stopped' });
    await expect(card).toContainText('exit code 3');
    const [errors, output] = [/^errors/, /^output/].map((name) => card.getByRole('list', { name }));
    await expect(errors!).toHaveText('no such table: users');
    await expect(output!).toHaveText('ready');
    expect(await findings(page)).toEqual([]);
    await card.getByRole('button', { name: 'Open its log' }).press('Enter');
    await expect(gantry.log('broken')).toContainText('no such table');
    const calm = (await gantry.open('fine')).getByRole('region', { name: 'How it stopped' });
    await expect(calm).toContainText('it finished by itself');
    await expect(calm.getByRole('button', { name: /log|again/i })).toHaveCount(0);
  });

  test('for want of memory says how much it was allowed', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'hungry', '--memory', '8m', 'busybox', 'tail', '/dev/zero');
    const card = (await gantry.open('hungry')).getByRole('region', { name: 'Why it stopped' });
    await expect(card).toContainText('it ran out of memory and was killed');
    await expect(card).toContainText(/Memory limit\s*8\.0 MiB/);
    await expect(card.getByRole('button', { name: 'Run again with more memory…' })).toBeVisible();
  });

  test('says who holds its port, and starts once that is free', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker(
      'run',
      '-d',
      '--name',
      'holder',
      '--stop-timeout',
      '0',
      '-p',
      '127.0.0.1::80',
      'busybox',
      'sleep',
      '1000',
    );
    const port = (await docker('port', 'holder', '80')).split(':').at(-1) ?? '';
    await docker('create', '--name', 'taker', '-p', `127.0.0.1:${port}:80`, 'busybox', 'sleep', '1000');
    const detail = await gantry.open('taker');
    await expect(detail).toContainText('Restart policy');
    await expect(detail.getByRole('region', { name: 'Why it did not start' })).toHaveCount(0);
    await detail.getByRole('button', { name: 'Start', exact: true }).click();
    const card = detail.getByRole('region', { name: 'Why it did not start' });
    await expect(card).toContainText(`${port}/tcp is held by holder`);
    await expect(gantry.row('taker')).toContainText('not started');
    await card.getByRole('button', { name: 'Stop holder' }).press('Enter');
    await expect(gantry.row('holder')).toContainText('stopped');
    // Without a holder there is something else to try.
    await expect(card.getByRole('button', { name: 'Run again with changes…' })).toBeVisible();
    await detail.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(gantry.row('taker')).toContainText('running');
    await expect(card).toHaveCount(0);
    const calm = (await gantry.open('holder')).getByRole('region', { name: 'How it stopped' });
    await expect(calm).toContainText('Somebody stopped it in Gantry.');
  });

  test('or not well, says what its last check gave', async ({ gantry, docker }) => {
    const check = ['--health-cmd', 'echo no database; exit 7', '--health-interval', '1s', '--health-retries', '1'];
    await docker('run', '-d', '--name', 'bad', ...check, 'busybox', 'sleep', '1000');
    const card = (await gantry.open('bad')).getByRole('region', { name: 'Why its check fails' });
    await expect(card).toContainText('no database');
    await expect(card).toContainText(/failed (once|\d+ times in a row)/);
    await card.getByRole('button', { name: 'Open a shell in it' }).click();
    await expect(gantry.shell('bad')).toBeVisible();
  });

  test('and restarts again and again, says so the whole time', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'loop', '--restart', 'always', 'busybox', 'sh', '-c', 'echo out >&2; exit 5');
    const card = (await gantry.open('loop')).getByRole('region', { name: 'Why it restarts' });
    await expect(card).toContainText(/times so far \(always\)/);
    await expect(card).toContainText('exit code 5');
    await expect(card).toContainText('up to a minute');
    await expect(card.getByRole('list', { name: /^errors/ })).toContainText('out');
  });
});
