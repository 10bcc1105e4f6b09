import { expect, test } from './fixtures.ts';

test('a log shows CPU, memory and what happened on its own clock, and goes where one clicks', async ({
  gantry,
  docker,
}) => {
  const { page } = gantry;
  const script = 'seq 1 2000; while :; do :; done';
  const limits = ['--cpus', '0.2', '--stop-timeout', '0'];
  await docker('run', '-d', '--name', 'busy', ...limits, 'busybox', 'sh', '-c', script);
  await gantry.open('busy', 'Logs');
  await page.getByRole('button', { name: 'Timeline', exact: true }).click();
  const timeline = page.getByRole('group', { name: 'Timeline' });
  await expect(timeline.getByRole('img', { name: /CPU [1-9]\d* %/ })).toBeVisible();
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

test('the timeline tells what was used when a line was printed that one points at', async ({ gantry, docker }) => {
  const { page } = gantry;
  const script = 'n=0; while :; do n=$((n+1)); echo tick $n; sleep 1; done';
  await docker('run', '-d', '--name', 'ticker', '--stop-timeout', '0', 'busybox', 'sh', '-c', script);
  await gantry.open('ticker', 'Logs');
  await page.getByRole('button', { name: 'Timeline', exact: true }).click();
  const timeline = page.getByRole('group', { name: 'Timeline' });
  const log = gantry.log('ticker');
  await expect(log.getByText('tick 5')).toBeVisible();
  const timeOf = async (text: string): Promise<string> => {
    const row = log.locator('[data-part=stdout]').filter({ hasText: text }).first();
    return (await row.locator('[data-part=time]').innerText()).slice(0, 8);
  };
  // As long as nobody points at a line it is at the first.
  const first = await timeOf('tick 1');
  await expect(timeline).toContainText(`${first}: `);
  await log.getByText('tick 4').click();
  const fourth = await timeOf('tick 4');
  expect(fourth).not.toBe(first);
  await expect(timeline).toContainText(`${fourth}: CPU`);
  await docker('stop', 'ticker');
  const stopped = timeline.getByRole('button', { name: /^container stopped/ });
  await log.getByText('container stopped').click();
  const when = (await stopped.getAttribute('aria-label'))?.slice(-8);
  await expect(timeline).toContainText(`${when}: `);
  // Far to the left is before it ran.
  await timeline.getByRole('img').hover({ position: { x: 5, y: 30 } });
  await expect(timeline).toContainText(': nothing measured');
});
