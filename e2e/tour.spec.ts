import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { startFakeEngine } from './fake/engine.ts';
import { test as base, expect } from './host-fixtures.ts';
import { GantryWindow } from './pages/window.ts';
import { startTour, type Tour } from './tour/tour.ts';

/** A window on the tour's engine: no test here needs a real one. */
const test = base.extend<{ tour: Tour; gantry: GantryWindow }>({
  tour: async ({}, use) => {
    const tour = await startTour();
    await use(tour);
    await tour.stop();
  },
  gantry: async ({ tour, hostOn, show }, use) => use(new GantryWindow(await show(await hostOn(tour.dockerHost)))),
});

/** A row of the list that is shown. */
function rowOf({ page }: GantryWindow, list: string, name: string): Locator {
  const start = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return page.getByRole('grid', { name: list }).getByRole('row', { name: new RegExp(`^${start}[ ,]`) });
}

async function go({ page, navigation }: GantryWindow, section: string): Promise<void> {
  await navigation.getByRole('link', { name: section }).click();
  await expect(page.getByRole('grid', { name: section })).toBeVisible();
}

/** A verb of a container's menu. */
async function act({ page, row }: GantryWindow, name: string, verb: string): Promise<void> {
  await row.call(new GantryWindow(page), name).getByRole('gridcell').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: verb, exact: true }).click();
}

test.describe('the tour', () => {
  test('has containers that start, stop, pause and go', async ({ gantry }) => {
    await expect(gantry.containers.getByRole('row', { name: /^shop,/ })).toBeVisible();
    await expect(gantry.row('shop-web-1')).toContainText('healthy');
    await expect(gantry.row('order-import')).toContainText('exited 1');
    await expect(gantry.row('gateway')).toContainText(/\d %/);
    await act(gantry, 'gateway', 'Pause');
    await expect(gantry.row('gateway')).toContainText('paused');
    await act(gantry, 'gateway', 'Unpause');
    await expect(gantry.row('gateway')).toContainText('running');
    await act(gantry, 'gateway', 'Stop');
    await expect(gantry.row('gateway')).toContainText(/exited|stopped/);
    await act(gantry, 'gateway', 'Start');
    await expect(gantry.row('gateway')).toContainText('running');
    await act(gantry, 'gateway', 'Restart');
    await expect(gantry.row('gateway')).toContainText('running');
    await gantry.row('db-migrate').focus();
    await gantry.page.keyboard.press('Delete');
    await gantry.question.getByRole('button', { name: 'Remove' }).click();
    await expect(gantry.row('db-migrate')).toHaveCount(0);
  });

  test('has logs that flow and a shell that answers', async ({ gantry, page }) => {
    await gantry.row('gateway').focus();
    await page.keyboard.press('l');
    await expect(gantry.log('gateway')).toContainText('request served');
    const screen = await gantry.openShell('shop-db-1');
    await expect(screen).toContainText('/ #');
    await page.keyboard.type('cat /var/lib/db/catalogue.csv\n');
    await expect(screen).toContainText('B-040');
    await page.keyboard.type('exit 3\n');
    await expect(gantry.shell('shop-db-1')).toContainText('The shell ended with exit code 3');
  });

  test('runs a container whose image has to be pulled first', async ({ gantry, page }) => {
    await expect(gantry.row('gateway')).toBeVisible();
    await page.keyboard.press('Control+k');
    await gantry.palette.getByRole('combobox').fill('run a container');
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'Run a container' });
    await form.getByLabel('Image').fill('redis');
    await form.getByLabel('Name', { exact: true }).fill('cache');
    await page.keyboard.press('Control+Enter');
    await expect(form).toHaveCount(0);
    await expect(gantry.row('cache')).toContainText('running');
    await go(gantry, 'Images');
    await expect(rowOf(gantry, 'Images', 'redis:latest')).toContainText('cache');
    await go(gantry, 'Activity');
    await expect(rowOf(gantry, 'Activity', 'Run cache')).toBeVisible();
  });

  test('has images with layers, a pull, and a prune', async ({ gantry, page }) => {
    await go(gantry, 'Images');
    await rowOf(gantry, 'Images', 'shop-web:1.4').getByRole('gridcell').first().click();
    const detail = gantry.detail('shop-web:1.4');
    await detail.getByRole('tab', { name: 'Layers' }).click();
    await expect(detail.getByRole('list', { name: 'History' })).toContainText('serve');
    await page.getByRole('button', { name: 'Pull…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Image').fill('alpine:3.22');
    await dialog.getByRole('button', { name: 'Pull', exact: true }).click();
    await expect(rowOf(gantry, 'Images', 'alpine:3.22')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Remove unused…' }).click();
    const prune = page.getByRole('dialog', { name: /Remove unused/ });
    await prune.getByRole('checkbox', { name: 'Tagged images too' }).check();
    await expect(prune.getByRole('checkbox', { name: 'node:22-alpine' })).toBeChecked();
    await prune.getByRole('button', { name: /^Remove \d/ }).click();
    await expect(rowOf(gantry, 'Images', 'node:22-alpine')).toHaveCount(0);
    await expect(rowOf(gantry, 'Images', 'shop-web:1.4')).toBeVisible();
  });

  test('builds a folder step by step, from the cache the second time, and says where it fails', async ({
    gantry,
    page,
    tour,
  }) => {
    await expect(gantry.row('gateway')).toBeVisible();
    await page.evaluate((hash) => (location.hash = hash), `#/builds/${encodeURIComponent(tour.buildFolder)}`);
    await expect(gantry.dockerfile).toBeVisible();
    await gantry.buildForm.getByLabel('Tag', { exact: true }).fill('toured:1');
    await gantry.dockerfile.click();
    await page.keyboard.press('Control+Enter');
    await expect(gantry.buildOf('toured:1')).toContainText('Succeeded');
    await gantry.dockerfile.click();
    await page.keyboard.press('Control+Enter');
    await expect(gantry.buildCache).toContainText('from');
    await gantry.dockerfile.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('RUN exit 4\n');
    await page.keyboard.press('Control+Enter');
    await expect(gantry.buildOf('toured:1')).toContainText('exit code 4');
  });

  test('has volumes and networks that are made and removed', async ({ gantry, page }) => {
    for (const [section, noun, name] of [
      ['Volumes', 'volume', 'fresh'],
      ['Networks', 'network', 'backbone'],
    ] as const) {
      await go(gantry, section);
      await page.getByRole('button', { name: 'Create…' }).click();
      const form = page.getByRole('dialog', { name: `Create ${noun}` });
      await form.getByLabel('Name', { exact: true }).fill(name);
      await form.getByRole('button', { name: 'Create', exact: true }).click();
      const detail = gantry.detail(name);
      await detail.getByRole('button', { name: 'Remove', exact: true }).click();
      await gantry.question.getByRole('button', { name: 'Remove' }).click();
      await expect(rowOf(gantry, section, name)).toHaveCount(0);
    }
    await expect(rowOf(gantry, 'Networks', 'shop_default')).toContainText('shop-web-1');
    await go(gantry, 'Volumes');
    await expect(rowOf(gantry, 'Volumes', 'shop_db-data')).toContainText('46.0 MiB');
  });

  test('has a Compose project with its file, which stops, starts and goes down', async ({ gantry, tour }) => {
    await go(gantry, 'Compose');
    const row = rowOf(gantry, 'Compose', 'shop');
    await expect(row).toContainText(tour.composeFile);
    await row.getByRole('gridcell').first().click();
    const detail = gantry.detail('shop');
    await detail.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(row).not.toContainText('running');
    await detail.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(row).toContainText('2 running');
  });
});

/** A window on the tour beside an engine of the machine, which has one container `fake-0`. */
const besideAnother = test.extend<{ gantry: GantryWindow }>({
  gantry: async ({ tour, hostOn, show }, use) => {
    const other = await startFakeEngine({ containers: 1 });
    const meta = join(tour.dir, 'docker', 'contexts', 'meta', 'other');
    await mkdir(meta, { recursive: true });
    const context = { Name: 'mine', Endpoints: { docker: { Host: `unix://${other.socket}` } } };
    await writeFile(join(meta, 'meta.json'), JSON.stringify(context));
    const host = await hostOn(tour.dockerHost, { env: { DOCKER_CONFIG: join(tour.dir, 'docker') } });
    await use(new GantryWindow(await show(host)));
    await other.close();
  },
});

besideAnother(
  'the tour says that it is one, and a button leads to an engine of the machine',
  async ({ gantry, page }) => {
    const mark = page.getByRole('region', { name: 'Tour' });
    await expect(mark).toContainText('nothing runs');
    await mark.getByRole('button', { name: 'End the tour' }).click();
    await expect(gantry.row('fake-0')).toBeVisible();
    await expect(mark).toHaveCount(0);
  },
);

besideAnother('an address with ?tour ends the tour', async ({ gantry, page }) => {
  await expect(gantry.row('gateway')).toBeVisible();
  await page.goto(`${new URL(page.url()).origin}/?tour`);
  await expect(gantry.row('fake-0')).toBeVisible();
  expect(page.url()).not.toContain('tour');
});

test('where there is no other engine the tour goes on and says so', async ({ gantry, page }) => {
  await page.getByRole('button', { name: 'End the tour' }).click();
  await expect(gantry.alerts).toContainText('no other engine');
  await expect(gantry.row('gateway')).toBeVisible();
});
