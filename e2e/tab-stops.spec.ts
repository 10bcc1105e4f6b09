import type { Page } from '@playwright/test';
import { focusedIn, pair } from './by-key.ts';
import { expect, test } from './fixtures.ts';

/** Presses Tab until something has the focus; how often. Fails beyond `most`. */
async function tabsTo(page: Page, reached: () => Promise<boolean>, most: number): Promise<number> {
  for (let tabs = 0; tabs <= most; tabs += 1) {
    if (await reached()) return tabs;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached in ${most} Tabs`);
}

test.describe('stops of Tab', () => {
  test('are few on the way to the first row and to a log', async ({ gantry, docker }) => {
    const { page } = gantry;
    for (const name of ['a1', 'b1']) {
      await docker('run', '-d', '--name', name, '-p', '127.0.0.1::80', '-p', '127.0.0.1::81', 'busybox', 'sleep', '99');
    }
    await expect(gantry.row('b1')).toContainText('→81');
    await gantry.row('a1').focus();
    await page.keyboard.press('l');
    await expect(gantry.log('a1')).toBeFocused();
    const first = page.getByRole('link', { name: 'Skip to the list' });
    await first.focus();
    expect(1 + (await tabsTo(page, () => focusedIn(page, '[role=grid] [data-key]'), 12))).toBe(4);
    await first.focus();
    expect(1 + (await tabsTo(page, () => focusedIn(page, '[role=log]'), 40))).toBe(6);
    // And the same way back.
    const isFirst = () => first.evaluate((element) => element === document.activeElement);
    for (let tabs = 1; tabs < 6; tabs += 1) await page.keyboard.press('Shift+Tab');
    expect(await isFirst()).toBe(true);
  });

  test('are one for the navigation, for the heading, for the list and for the dock’s tabs; arrows lead on', async ({
    gantry,
    docker,
  }) => {
    const { page, navigation } = gantry;
    await docker('run', '-d', '--name', 'a1', '-p', '127.0.0.1::80', 'busybox', 'sleep', '99');
    await docker('create', '--name', 'b1', 'busybox');
    await expect(gantry.row('a1')).toContainText('→80');
    await expect(gantry.row('b1')).toBeVisible();
    await navigation.getByRole('link', { name: 'Containers' }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(navigation.getByRole('link', { name: 'Images' })).toBeFocused();
    for (let up = 0; up < 3; up += 1) await page.keyboard.press('ArrowUp');
    await expect(gantry.engine).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('button', { name: 'Find or run' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Run…' })).toBeFocused();
    // The field is the last of the toolbar; within its text arrows move the caret.
    await page.keyboard.press('ArrowRight');
    await expect(gantry.filter).toBeFocused();
    await page.keyboard.type('1');
    await page.keyboard.press('ArrowLeft');
    await expect(gantry.filter).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('button', { name: 'Run…' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(gantry.row('a1')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(gantry.row('a1').getByRole('link').first()).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowUp');
    const name = gantry.containers.getByRole('columnheader', { name: 'Name' });
    await expect(name).toBeFocused();
    // No row has the focus here: its verbs are none of the column's.
    await page.keyboard.press('s');
    await page.keyboard.press('Enter');
    await expect(name).toHaveAttribute('aria-sort', 'descending');
    await page.keyboard.press('ArrowLeft');
    await expect(name).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await expect(gantry.row('b1')).toBeFocused();
    await expect(gantry.row('a1')).toContainText('running');
    await page.keyboard.press('l');
    await expect(gantry.log('b1')).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(gantry.dock.getByRole('tab', { name: 'Logs b1' })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(gantry.dock.getByRole('button', { name: 'Tab and pane' })).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(gantry.dock.getByRole('tab', { name: 'Logs b1' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(gantry.dock.getByRole('toolbar', { name: 'Log' }).getByRole('button').first()).toBeFocused();
  });

  test('are few on the way past an open detail, or none', async ({ gantry, docker }) => {
    const { page } = gantry;
    const variables = ['A', 'B', 'C', 'D'].flatMap((name) => ['--env', `${name}=1`]);
    await docker('run', '-d', '--name', 'a1', ...variables, 'busybox', 'sleep', '99');
    await gantry.row('a1').focus();
    await page.keyboard.press('l');
    await expect(gantry.log('a1')).toBeFocused();
    const detail = await gantry.open('a1');
    await expect(detail.getByRole('button', { name: 'Copy D', exact: true })).toBeAttached();
    const inLog = () => focusedIn(page, '[role=log]');
    // From a row: the next parts are the detail and the dock.
    await gantry.row('a1').focus();
    await page.keyboard.press('F6');
    await expect(detail.getByRole('tab', { name: 'Overview' })).toBeFocused();
    await page.keyboard.press('F6');
    await expect(gantry.log('a1')).toBeFocused();
    // From the page's beginning: past all that is before the dock.
    await page.getByRole('link', { name: 'Skip to the list' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('link', { name: 'Skip to the dock' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(gantry.log('a1')).toBeFocused();
    // The verbs are one stop, the tabs are one, and what is in front takes the focus itself.
    await detail.getByRole('tab', { name: 'Logs' }).focus();
    await page.keyboard.press('Enter');
    await gantry.row('a1').focus();
    expect(await tabsTo(page, inLog, 12)).toBe(4);
    await expect(detail.getByRole('log')).toBeFocused();
    for (let back = 0; back < 2; back += 1) await page.keyboard.press('Shift+Tab');
    await expect(detail.getByRole('button', { name: 'Stop' })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(detail.getByRole('button', { name: 'Restart' })).toBeFocused();
    await page.keyboard.press('End');
    await expect(detail.getByRole('button', { name: 'Close detail' })).toBeFocused();
    // A table of values is one stop, too.
    await detail.getByRole('tab', { name: 'Overview' }).focus();
    await page.keyboard.press('Enter');
    // An engine tells variables in an order of its own.
    const copies = detail.getByRole('button', { name: /^Copy [A-D]$/ });
    await copies.first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(copies.nth(1)).toBeFocused();
    await page.keyboard.press('Tab');
    expect(await focusedIn(page, 'table')).toBe(false);
  });

  test('the dock is maximised and moved by keys and from the palette, which remembers it over a reload', async ({
    gantry,
    docker,
  }) => {
    const { page, dock } = gantry;
    await docker('create', '--name', 'a1', 'busybox');
    await gantry.row('a1').focus();
    await page.keyboard.press('l');
    await expect(gantry.log('a1')).toBeFocused();
    await pair(page, 'd', 'm');
    await expect(dock.getByRole('button', { name: 'Restore dock' })).toBeVisible();
    await expect(gantry.log('a1')).toBeFocused();
    await pair(page, 'd', 'm');
    await expect(dock.getByRole('button', { name: 'Maximise dock' })).toBeVisible();
    await pair(page, 'd', 'r');
    await expect(dock.getByRole('button', { name: 'Dock at the bottom' })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('dock at the');
    await expect(gantry.palette.getByRole('option').first()).toContainText('Dock at the right or at the bottom');
    await page.keyboard.press('Enter');
    await expect(dock.getByRole('button', { name: 'Dock at the right' })).toBeVisible();
    await page.reload();
    await expect(gantry.row('a1')).toBeFocused();
    await page.keyboard.press('Control+k');
    const recent = gantry.palette.getByRole('group', { name: 'Recent' });
    await expect(recent.getByRole('option')).toContainText(['Dock at the right or at the bottom']);
  });
});
