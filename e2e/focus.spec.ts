import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

/** Presses Tab until something has the focus; how often. Fails beyond `most`. */
async function tabsTo(page: Page, reached: () => Promise<boolean>, most: number): Promise<number> {
  for (let tabs = 0; tabs <= most; tabs += 1) {
    if (await reached()) return tabs;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached in ${most} Tabs`);
}

async function focusedIn(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((selector) => document.activeElement?.closest(selector) != null, selector);
}

async function startThree(gantry: GantryWindow, docker: (...args: string[]) => Promise<string>): Promise<void> {
  for (const name of ['a1', 'b1', 'c1']) {
    await docker('run', '-d', '--name', name, '--stop-timeout', '0', 'busybox', 'sh', '-c', 'echo hello; sleep 1000');
  }
  await expect(gantry.row('c1')).toContainText('running');
}

test.describe('the focus is never lost', () => {
  test('it goes back to the row after the palette, the shortcuts, a question and the detail', {
    tag: '@electron',
  }, async ({ gantry, docker }) => {
    const { page } = gantry;
    await startThree(gantry, docker);
    await gantry.row('b1').focus();
    await page.keyboard.press('Control+k');
    await expect(gantry.palette).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(gantry.row('b1')).toBeFocused();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(gantry.row('b1')).toBeFocused();
    await page.keyboard.press('Delete');
    await expect(gantry.question).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(gantry.row('b1')).toBeFocused();
    await gantry.row('b1').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Remove', exact: true }).click();
    await gantry.question.getByRole('button', { name: 'Cancel' }).click();
    await expect(gantry.row('b1')).toBeFocused();
    const detail = await gantry.open('b1');
    await detail.getByRole('button', { name: 'Close detail' }).click();
    await expect(gantry.row('b1')).toBeFocused();
    // Closed from anywhere: here from a button of the window's edge.
    await gantry.open('b1');
    await gantry.engine.focus();
    await page.keyboard.press('Escape');
    await expect(detail).toHaveCount(0);
    await gantry.row('b1').focus();
    await page.keyboard.press('ArrowDown');
    await expect(gantry.row('c1')).toBeFocused();
  });

  test('after a removal it is on the next row, whoever asked for it', async ({ gantry, docker }) => {
    const { page } = gantry;
    await startThree(gantry, docker);
    await gantry.row('a1').focus();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Tab');
    // Cancel, the check box, Remove: in whatever order they stand.
    await gantry.question.getByRole('button', { name: 'Remove' }).press('Enter');
    await expect(gantry.row('a1')).toHaveCount(0);
    await expect(gantry.row('b1')).toBeFocused();
    const detail = await gantry.open('b1');
    await detail.getByRole('button', { name: 'Remove' }).click();
    await gantry.question.getByRole('button', { name: 'Remove' }).click();
    await expect(gantry.row('b1')).toHaveCount(0);
    await expect(gantry.row('c1')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('complementary')).toHaveCount(0);
  });

  test('after a run it is on the new row', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('create', '--name', 'old', 'busybox');
    await expect(gantry.row('old')).toBeVisible();
    await page.getByRole('button', { name: 'Run…' }).click();
    const form = page.getByRole('dialog', { name: 'Run a container' });
    await page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Run…' })).toBeFocused();
    await page.keyboard.press('Enter');
    await form.getByLabel('Image').fill('busybox');
    await form.getByLabel('Name', { exact: true }).fill('new');
    await form.getByLabel('Command', { exact: true }).fill('sleep 1000');
    await page.keyboard.press('Control+Enter');
    await expect(gantry.detail('new')).toBeVisible();
    await expect(gantry.row('new')).toBeFocused();
  });
});

test.describe('the list takes keys at once', () => {
  test('on load, after a jump, and after the filter', { tag: '@electron' }, async ({ gantry, docker }) => {
    const { page } = gantry;
    await startThree(gantry, docker);
    await page.reload();
    await expect(gantry.row('a1')).toBeFocused();
    await page.keyboard.press('j');
    await expect(gantry.row('b1')).toBeFocused();
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    const images = page.getByRole('grid', { name: 'Images' });
    // Whichever comes first: other tests may have left images.
    await expect(images.locator('[role=row][data-key]:focus')).toBeVisible();
    await gantry.navigation.getByRole('link', { name: 'Containers' }).click();
    await expect(gantry.row('a1')).toBeFocused();
    await page.keyboard.press('/');
    await expect(gantry.filter).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(gantry.row('a1')).toBeFocused();
    await page.keyboard.press('/');
    await page.keyboard.type('1');
    await page.keyboard.press('ArrowDown');
    await expect(gantry.row('a1')).toBeFocused();
  });

  test('after a click beside everything, also out of the filter and what it suggests', async ({ gantry, docker }) => {
    const { page } = gantry;
    await startThree(gantry, docker);
    // What all of them are is not suggested.
    await docker('create', '--name', 'd1', 'busybox');
    await expect(gantry.row('d1')).toBeVisible();
    await page.keyboard.press('/');
    await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
    await page.getByRole('heading', { name: 'Containers', level: 1 }).click();
    await expect(gantry.row('a1')).toBeFocused();
    await expect(page.getByRole('listbox', { name: 'Suggestions' })).toHaveCount(0);
  });

  test('l moves into the log, so that / searches it; Escape there closes the detail', async ({ gantry, docker }) => {
    const { page } = gantry;
    await startThree(gantry, docker);
    await gantry.row('a1').focus();
    await page.keyboard.press('Enter');
    await expect(gantry.detail('a1')).toBeVisible();
    await page.keyboard.press('l');
    await expect(gantry.dock.getByRole('log', { name: 'Logs of a1' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(gantry.detail('a1')).toHaveCount(0);
    await page.keyboard.press('/');
    await expect(gantry.dock.getByRole('searchbox').or(gantry.dock.getByRole('textbox')).first()).toBeFocused();
    await gantry.row('a1').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Shift+L');
    await expect(gantry.dock.getByRole('log', { name: 'Logs of a1, b1, c1' })).toBeFocused();
    // And back, from wherever no text is typed.
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await expect(gantry.row('a1')).toBeFocused();
    await page.getByRole('heading', { name: 'Containers' }).click();
    await expect(gantry.row('a1')).toBeFocused();
  });

  test('F6 goes round the parts of the window, the skip link leads past them, and few stops are on the way', async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    for (const name of ['a1', 'b1']) {
      await docker('run', '-d', '--name', name, '-p', '127.0.0.1::80', '-p', '127.0.0.1::81', 'busybox', 'sleep', '99');
    }
    await expect(gantry.row('b1')).toContainText('→81');
    await gantry.row('a1').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('l');
    await expect(gantry.log('a1')).toBeFocused();
    const parts = ['nav', 'main [role=grid]', 'main aside', 'section[aria-label=Dock]'];
    for (const part of [...parts, ...parts]) {
      await page.keyboard.press('F6');
      expect(await focusedIn(page, part), part).toBe(true);
    }
    for (const part of parts.slice(0, -1).toReversed()) {
      await page.keyboard.press('Shift+F6');
      expect(await focusedIn(page, part), part).toBe(true);
    }
    await page.keyboard.press('Escape');
    await expect(gantry.detail('a1')).toHaveCount(0);

    await page.reload();
    await expect(gantry.row('a1')).toBeFocused();
    // The whole list is one stop: ports and verbs are reached by arrows from their row.
    await tabsTo(page, async () => !(await focusedIn(page, '[role=rowgroup]')), 1);
    await gantry.row('a1').focus();
    await page.keyboard.press('ArrowRight');
    await expect(gantry.row('a1').getByRole('link').first()).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(gantry.row('a1')).toBeFocused();
    const skip = page.getByRole('link', { name: 'Skip to the list' });
    await skip.focus();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(gantry.row('a1')).toBeFocused();
    // Along the sections, too, arrows lead.
    await gantry.navigation.getByRole('link', { name: 'Containers' }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(gantry.navigation.getByRole('link', { name: 'Images' })).toBeFocused();
    await page.keyboard.press('Tab');
    expect(await focusedIn(page, 'nav')).toBe(false);
  });
});
