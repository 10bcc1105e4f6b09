import { expect, test } from './fixtures.ts';

const request = (status: number) => `10.0.0.1 - - [25/Nov/2026:16:04:11 +0000] "GET /${status} HTTP/1.1" ${status} 12`;
const statuses = [200, 404, 500];
const script = `printf '%s\\n' ${statuses.map((status) => `'${request(status)}'`).join(' ')} 'INFO "GET /500" 500'; sleep 1000`;

test('a logged request has the level of its status, until Settings says otherwise', async ({ gantry, docker }) => {
  const { page } = gantry;
  for (const name of ['web', 'later']) await docker('run', '-d', '--name', name, 'busybox', 'sh', '-c', script);
  const levels = async (name: string) => {
    await gantry.open(name, 'Logs');
    const log = gantry.log(name);
    await expect(log.getByText('INFO')).toBeVisible();
    return log
      .locator('[data-part=stdout]:visible')
      .evaluateAll((rows) => rows.map((row) => (row instanceof HTMLElement ? row.dataset['level'] : undefined) ?? ''));
  };
  expect(await levels('web')).toEqual(['', 'warn', 'error', 'info']);

  await gantry.navigation.getByRole('link', { name: 'Settings' }).click();
  const choice = page.getByRole('checkbox', { name: 'Tell the level of requests by their status' });
  await expect(choice).toBeChecked();
  await choice.click();
  await expect(choice).not.toBeChecked();
  await gantry.navigation.getByRole('link', { name: 'Containers' }).click();
  expect(await levels('later')).toEqual(['', '', '', 'info']);
});
