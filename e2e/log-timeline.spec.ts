import { expect, test } from './fixtures.ts';

test('a log shows CPU, memory and what happened on its own clock, and goes where one clicks', async ({
  gantry,
  docker,
  page,
}) => {
  const script = 'seq 1 2000; while :; do :; done';
  await docker('run', '-d', '--name', 'busy', '--stop-timeout', '0', 'busybox', 'sh', '-c', script);
  await gantry.open('busy', 'Logs');
  await page.getByRole('button', { name: 'Timeline', exact: true }).click();
  const timeline = page.getByRole('group', { name: 'Timeline' });
  await expect(timeline.getByRole('img', { name: /CPU [1-9]\d* %/ })).toBeVisible({ timeout: 20_000 });
  await docker('stop', 'busy');
  await expect(timeline.getByRole('button', { name: /^container stopped/ })).toBeVisible();
  await docker('start', 'busy');
  const started = timeline.getByRole('button', { name: /^container started/ });
  await expect(started).toBeVisible();
  await expect(page.getByRole('status', { name: 'Line count' })).toHaveText('4,000 lines');
  await started.click();
  await expect(gantry.log('busy').getByText('container started')).toBeInViewport();
  // Far to the left is before its first line.
  await timeline.getByRole('img').click({ position: { x: 3, y: 30 } });
  await expect(gantry.log('busy').getByText('1', { exact: true }).first()).toBeInViewport();
  await page.reload();
  await expect(timeline.getByRole('button', { name: /^container started/ })).toBeVisible();
});
