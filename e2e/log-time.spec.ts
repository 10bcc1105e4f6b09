import { expect, test } from './fixtures.ts';

test('a log goes to a time that a person writes, and says where it does not reach', async ({
  gantry,
  docker,
  page,
}) => {
  const script = 'seq 1 500; sleep 3; echo middle; sleep 3; seq 501 1000; sleep 1000';
  await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
  await gantry.open('web', 'Logs');
  await expect(page.getByRole('status', { name: 'Line count' })).toHaveText('1,001 lines');
  const [time = ''] = /^\S+(?= middle$)/m.exec(await docker('logs', '-t', 'web')) ?? [];
  await page.getByRole('button', { name: 'Go to time' }).click();
  const field = page.getByRole('textbox', { name: 'Time' });
  const meant = page.getByRole('status', { name: 'Meant time' });
  await field.fill('soon');
  await expect(meant).toContainText('This is no time');
  await field.press('Enter');
  await field.fill(new Date(Date.parse(time) - 1000).toISOString());
  await field.press('Enter');
  const log = gantry.log('web');
  await expect(log.getByText('middle', { exact: true })).toBeInViewport();
  await expect(log.getByText('500', { exact: true })).not.toBeInViewport();
  await field.fill('2020-01-01');
  await field.press('Enter');
  await expect(meant).toContainText('The log begins here');
  await expect(log.getByText('1', { exact: true })).toBeInViewport();
  await field.fill('now');
  await field.press('Enter');
  await expect(meant).toContainText('this is the end');
  await expect(log.getByText('1000', { exact: true })).toBeInViewport();
  await field.press('Escape');
  await expect(log).toBeFocused();
});
