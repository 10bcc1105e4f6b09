import type { Locator, Page } from '@playwright/test';
import { findingsInEveryLook } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { arrangement, openLogs, press, prints, spoken } from './pages/panes.ts';

/** Where a part of an element is, in shares of its width and height. */
async function at(element: Locator, across: number, down: number): Promise<{ x: number; y: number }> {
  await expect(element).toBeVisible();
  const { x, y, width, height } = (await element.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x: x + width * across, y: y + height * down };
}

/** Presses on a tab, moves the pointer there, and lets go unless told otherwise. */
async function drag(page: Page, tab: Locator, to: { x: number; y: number }, letGo = true): Promise<void> {
  const from = await at(tab, 0.4, 0.5);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y, { steps: 2 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  if (letGo) await page.mouse.up();
}

test.describe('panes of the dock, by hand', () => {
  test('a tab is dragged to an edge, into another pane and within its row', { tag: '@electron' }, async ({
    gantry,
    docker,
  }) => {
    const { page, dock } = gantry;
    await openLogs(gantry, docker, 'one', 'two', 'three');
    const tab = (name: string) => dock.getByRole('tab', { name: `Logs ${name}`, exact: true });
    // Nothing moves where Escape ends it.
    await drag(page, tab('two'), await at(gantry.log('three'), 0.97, 0.5), false);
    await expect(dock.locator('[data-part=drop]')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dock.locator('[data-part=drop]')).toHaveCount(0);
    await page.mouse.up();
    expect(await arrangement(gantry)).toEqual([['Logs one', 'Logs two', 'Logs three']]);

    await drag(page, tab('three'), await at(tab('one'), 0.2, 0.5));
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs three', 'Logs one', 'Logs two']]);
    await drag(page, tab('one'), await at(gantry.log('three'), 0.97, 0.5));
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs three', 'Logs two'], ['Logs one']]);
    await expect(spoken(gantry)).toHaveText('Logs one is tab 1 of 1 in pane 2 of 2');
    await expect(gantry.log('one')).toContainText('from-one');
    await drag(page, tab('two'), await at(gantry.log('one'), 0.5, 0.95));
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs three'], ['Logs one'], ['Logs two']]);
    await drag(page, tab('three'), await at(gantry.log('one'), 0.5, 0.5));
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs one', 'Logs three'], ['Logs two']]);
    await expect(gantry.log('three')).toContainText('from-three');
  });

  test('a menu holds all verbs, on a tab and at the end of the row', async ({ gantry, docker }) => {
    const { page, dock } = gantry;
    await openLogs(gantry, docker, 'one', 'two', 'three');
    await dock.getByRole('tab', { name: 'Logs one' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Close tabs to the right' }).click();
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs one']]);
    await dock.getByRole('button', { name: 'Tab and pane' }).click();
    await expect(page.getByRole('menuitem', { name: 'Split tab down' })).toBeDisabled();
    await page.getByRole('menuitem', { name: 'Reopen the closed log' }).click();
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs one', 'Logs three']]);
    await dock.getByRole('button', { name: 'Tab and pane' }).click();
    await page.getByRole('menuitem', { name: 'Split tab down' }).click();
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs one'], ['Logs three']]);
    await dock.getByRole('tab', { name: 'Logs one' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Show in the detail' }).click();
    await expect(gantry.detail('one').getByRole('tab', { name: 'Logs' })).toHaveAttribute('aria-selected', 'true');
  });

  test('a shell goes from the detail to the dock and back', async ({ gantry, docker }) => {
    const { page, dock } = gantry;
    await docker('run', '-d', '--name', 'web', ...prints('from-web'));
    const detail = await gantry.open('web', 'Shell');
    await page.getByRole('button', { name: 'Open shell' }).click();
    await expect(detail.locator('.xterm-rows')).toContainText('#');
    await page.keyboard.type('echo a-$((40+2))\n');
    await expect(detail.locator('.xterm-rows')).toContainText('a-42');
    await detail.getByRole('button', { name: 'Open in dock' }).click();
    await expect(dock.locator('.xterm-rows')).toContainText('a-42');
    await expect(dock.locator('.xterm textarea')).toBeFocused();
    await page.keyboard.type('echo b-$((40+3))\n');
    await expect(dock.locator('.xterm-rows')).toContainText('b-43');
    await page.keyboard.press('F6');
    await detail.getByRole('button', { name: 'Close' }).click();
    await expect(detail).toHaveCount(0);
    await dock.locator('.xterm').click();
    await press(page, 'Control+Shift+D', 'i');
    await expect(detail.locator('.xterm-rows')).toContainText('b-43');
  });
});

test('in a narrow window one pane is shown, and everything can be reached', async ({ gantry, docker }) => {
  const { page, dock } = gantry;
  await openLogs(gantry, docker, 'one', 'two');
  await press(page, 'd', 'v');
  await expect(dock.getByRole('log')).toHaveCount(2);
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(dock.getByRole('log')).toHaveCount(1);
  await dock.getByRole('button', { name: 'Go to the next pane' }).click();
  await expect(gantry.log('one')).toContainText('from-one');
  await dock.getByRole('button', { name: 'Tab and pane' }).click();
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem', { name: 'Close tab', exact: true })).toBeInViewport();
  const box = (await menu.boundingBox()) ?? { x: -1, width: 1000 };
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(390);
  await page.getByRole('menuitem', { name: 'Move tab to the next pane' }).click();
  await expect(dock.getByRole('tab')).toHaveText(['Logs two', 'Logs one']);
});

test('axe finds nothing in a divided dock, its menu and its form, in any theme', async ({ gantry, docker }) => {
  const { page, dock } = gantry;
  await openLogs(gantry, docker, 'one', 'two');
  await press(page, 'd', 'v');
  await expect(dock.getByRole('log')).toHaveCount(2);
  expect.soft(await findingsInEveryLook(page), 'panes').toEqual([]);
  await dock.getByRole('button', { name: 'Tab and pane' }).first().click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect.soft(await findingsInEveryLook(page), 'menu').toEqual([]);
  await page.keyboard.press('Escape');
  await press(page, 'd', 'e');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect.soft(await findingsInEveryLook(page), 'form').toEqual([]);
  await page.keyboard.press('Escape');
  await press(page, 'd', 'z');
  await expect(dock.getByRole('log')).toHaveCount(1);
  expect.soft(await findingsInEveryLook(page), 'zoomed').toEqual([]);
});
