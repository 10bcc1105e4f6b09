import type { Locator } from '@playwright/test';
import { findings, lookNames, useLook } from './axe.ts';
import { statsBody } from './fake/engine-bodies.ts';
import { test as fakeTest } from './fake-fixtures.ts';
import { expect, test } from './fixtures.ts';

/** Keeps a part of a core busy and memory full. */
const busy = 'dd if=/dev/zero of=/dev/shm/kept bs=1M count=8; while :; do :; done';
const limits = ['--cpus', '0.2', '-m', '32m', '--pids-limit', '20', '--stop-timeout', '0'];

/** Whether something is drawn in a chart in a colour of its own, not only grey lines. */
function isDrawn(chart: Locator): Promise<boolean> {
  return chart.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    return data.some(
      (_, at) => at % 4 === 0 && (data[at + 3] ?? 0) > 0 && Math.abs((data[at] ?? 0) - (data[at + 2] ?? 0)) > 60,
    );
  });
}

test.describe('what a container uses', () => {
  test('is drawn over time with its limits, read by keys and in a table, and stays over a reload', {
    tag: ['@engines', '@electron'],
  }, async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', ...limits, 'busybox', 'sh', '-c', busy);
    await docker('create', '--name', 'fresh', 'busybox');
    await expect(await gantry.open('fresh', 'Stats')).toContainText('It does not run');
    const detail = await gantry.open('web', 'Stats');
    const chart = (name: string) => detail.getByRole('figure', { name, exact: true });
    await expect(chart('CPU')).toContainText(/used \d+(\.\d)? %.*limit 0\.2 cores/);
    await expect(chart('Memory')).toContainText(/used (8|9|1\d)\.\d MiB.*limit 32\.0 MiB/);
    await expect(chart('Processes')).toContainText(/now \d/);
    await expect(chart('Network')).toContainText(/in .*\/s.* in all/);
    await expect.poll(() => isDrawn(chart('Memory'))).toBe(true);
    const slider = detail.getByRole('slider', { name: 'Time to read' });
    await expect(slider).toHaveAttribute('aria-valuetext', /^now: CPU .*, Memory .*, Processes \d/);
    await expect.poll(async () => Number(await slider.getAttribute('max'))).toBeGreaterThan(2);
    await detail.getByRole('button', { name: 'Pause' }).click();
    await slider.focus();
    await page.keyboard.press('Home');
    await expect(slider).toHaveAttribute('aria-valuetext', /^\d\d:\d\d:\d\d: CPU/);
    await page.keyboard.press('End');
    await expect(slider).toHaveAttribute('aria-valuetext', /^now: CPU/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const table = detail.getByRole('table', { name: 'Values of web' });
    const first = await table.getByRole('rowheader').last().textContent();
    expect(await table.getByRole('row').count()).toBeGreaterThan(3);
    await page.reload();
    await detail.getByText('Values as a table').click();
    await expect(table.getByRole('rowheader').last()).toHaveText(first ?? '');
    await docker('kill', 'web');
    await expect(detail.getByRole('status').filter({ hasText: 'what it used before' })).toBeVisible();
    for (const look of lookNames) {
      await useLook(page, look);
      await expect.poll(() => isDrawn(chart('CPU'))).toBe(true);
      expect(await findings(page)).toEqual([]);
    }
  });

  test('is read where the pointer is, on all charts at once', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', ...limits, 'busybox', 'sh', '-c', busy);
    const detail = await gantry.open('web', 'Stats');
    const slider = detail.getByRole('slider', { name: 'Time to read' });
    await expect.poll(async () => Number(await slider.getAttribute('max'))).toBeGreaterThan(2);
    const plot = detail.getByRole('figure', { name: 'Network' }).locator('.u-over');
    const box = (await plot.boundingBox()) ?? { width: 0, height: 0 };
    await plot.hover({ position: { x: 2, y: box.height / 2 } });
    await expect(slider).toHaveAttribute('aria-valuetext', /^\d\d:\d\d:\d\d: CPU/);
    const lines = detail.locator('.u-cursor-x');
    await expect(lines).toHaveCount(5);
    const places = await lines.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
    expect(Math.max(...places) - Math.min(...places)).toBeLessThan(1);
  });
});

test('containers that run stand in a list of what they use, and are compared in one chart', {
  tag: '@electron',
}, async ({ gantry, docker }) => {
  const { page } = gantry;
  for (const name of ['web', 'db']) {
    await docker('run', '-d', '--name', name, ...limits, 'busybox', 'sh', '-c', name === 'web' ? busy : 'sleep 1000');
  }
  await docker('create', '--name', 'fresh', 'busybox');
  await expect(gantry.row('db')).toContainText('running');
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  const grid = page.getByRole('grid', { name: 'Stats' });
  const row = (name: string) => grid.getByRole('row', { name: new RegExp(`^${name} `) });
  await expect(row('web')).toContainText(/%.* \/ 32\.0 MiB.*\/s \/ /);
  await expect(row('db')).toContainText(/ \/ 32\.0 MiB/);
  await expect(row('fresh')).toHaveCount(0);
  await row('web').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('c');
  const compared = page.getByRole('region', { name: 'Compared' });
  const chart = compared.getByRole('figure');
  await expect(chart).toContainText(/(web|db) \d.*%.*(web|db) \d.*%/);
  await expect.poll(() => isDrawn(chart)).toBe(true);
  await compared.getByRole('combobox', { name: 'Figure to compare' }).selectOption('Memory');
  await expect(compared.getByRole('figure', { name: 'Memory' })).toContainText(/web \d.* MiB/);
  expect(await findings(page)).toEqual([]);
  await compared.getByRole('button', { name: 'Compare no longer' }).click();
  await expect(compared).toHaveCount(0);
  await page.keyboard.press('Escape');
  await row('db').getByRole('gridcell').first().click();
  await expect(gantry.detail('db').getByRole('tab', { name: 'Stats' })).toHaveAttribute('aria-selected', 'true');
});

fakeTest('nothing is measured while the window cannot be seen', async ({ open, fake }) => {
  let reading = 0;
  const engine = await fake({
    containers: [{ name: 'web' }, { name: 'db' }],
    handlers: {
      'GET /containers/:id/stats': ({ response }) => {
        reading += 1;
        response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
        response.on('close', () => (reading -= 1));
      },
    },
  });
  const { page } = await open(engine);
  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await expect.poll(() => reading).toBe(2);
  await show('hidden');
  await expect.poll(() => reading).toBe(0);
  await show('visible');
  await expect.poll(() => reading).toBe(2);
});

fakeTest('a hundred that run are sorted by what they use, measured by 25 streams', async ({ open, fake }) => {
  let reading = 0;
  const names = Array.from({ length: 100 }, (_, n) => `app-${n}`);
  const engine = await fake({
    containers: names.map((name) => ({ name })),
    handlers: {
      'GET /containers/:id/stats': ({ engine, id, response }) => {
        const container = engine.containers.get(id);
        reading += 1;
        // The last one by name is the busiest.
        const busy = (container?.name ?? '').endsWith('-99') ? 9e8 : 1e6;
        const cpu = (n: number) => ({
          cpu_usage: { total_usage: n * busy },
          system_cpu_usage: n * 2e9,
          online_cpus: 2,
        });
        response.writeHead(200, { 'content-type': 'application/json' });
        const read = new Date().toISOString();
        const body = container && { ...statsBody(container, 1), read, cpu_stats: cpu(2), precpu_stats: cpu(1) };
        response.write(`${JSON.stringify(body)}\n`);
        response.on('close', () => (reading -= 1));
      },
    },
  });
  const gantry = await open(engine);
  const { page } = gantry;
  await page.getByRole('contentinfo').getByRole('button', { name: 'Stats' }).click();
  const rows = page.getByRole('grid', { name: 'Stats' }).locator('[role=rowgroup] [role=row]');
  await expect(rows.first()).toHaveAccessibleName(/^app-99 /);
  await expect(rows.first()).toContainText(/90\s*%/);
  // One that takes the turn of another may come before that is gone.
  await expect.poll(() => reading).toBeLessThanOrEqual(25);
  // The list of all is sorted by the same, where that is wished.
  await gantry.navigation.getByRole('link', { name: 'Containers' }).click();
  await expect(gantry.row('app-0')).toBeVisible();
  await page.getByRole('columnheader', { name: 'CPU' }).click();
  const all = page.getByRole('grid', { name: 'Containers' }).locator('[role=rowgroup] [role=row]');
  await expect(all.first()).toHaveAccessibleName(/^app-99 /);
  await expect.poll(() => reading).toBeLessThanOrEqual(25);
  await page.getByRole('columnheader', { name: 'Name' }).click();
  await expect(all.first()).toHaveAccessibleName(/^app-0 /);
});
