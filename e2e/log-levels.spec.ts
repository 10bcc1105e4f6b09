import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const script = 'seq 1 500 | sed "s/^/INFO line /"; seq 1 3 | sed "s/^/WARN careful /"; echo ERROR oops; sleep 1000';

/** The texts of the rows of a log that are on screen. */
function texts(log: Locator): Promise<string[]> {
  return log
    .locator('[data-part=stdout]:visible')
    .evaluateAll((rows) => rows.map((row) => (row.textContent ?? '').replace(/^\d\d:\d\d:\d\d\.\d{3}/, '')).toSorted());
}

const problems = ['ERROR oops', 'WARN careful 1', 'WARN careful 2', 'WARN careful 3'];

test.describe('the levels of a log', () => {
  test('are chosen several at a time, and are forgotten when the search ends', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    const detail = await gantry.open('web', 'Logs');
    const log = gantry.log('web');
    await expect(page.getByRole('status', { name: 'Line count' })).toHaveText('504 lines');
    await detail.getByRole('button', { name: 'Search', exact: true }).click();
    await detail.getByRole('button', { name: 'Filter', exact: true }).click();
    const levels = detail.getByRole('button', { name: /^Levels/ });
    const level = (name: string) => page.getByRole('menuitemcheckbox', { name, exact: true });
    await levels.click();
    for (const name of ['Error', 'Warn']) {
      await level(name).click();
      await expect(level(name)).toHaveAttribute('aria-checked', 'true');
    }
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    // Which they are is seen at their buttons.
    await expect(levels).toHaveAccessibleName('Levels: 2 levels');
    await expect.poll(() => texts(log)).toEqual(problems);

    const field = page.getByRole('searchbox', { name: 'Search log' });
    await field.press('Escape');
    await expect(field).toHaveCount(0);
    await expect.poll(async () => (await texts(log)).length).toBeGreaterThan(problems.length);
    // A search after that looks into every line.
    await page.keyboard.press('/');
    await expect(levels).toHaveAccessibleName('Levels');
    await field.fill('line 77');
    await expect(page.getByRole('status', { name: 'Matches' })).toContainText('1');
    await expect.poll(() => texts(log)).toEqual(['INFO line 77']);
  });

  test('stand in a log whose bar has no button too small to hit', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    const detail = await gantry.open('web', 'Logs');
    const buttons = detail.getByRole('toolbar', { name: 'Log' }).getByRole('button');
    await expect(buttons.first()).toBeVisible();
    const sizes = await buttons.evaluateAll((all) =>
      all.map((button) => button.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)),
    );
    for (const size of sizes) expect(size).toBeGreaterThanOrEqual(24);
  });

  test('stand at the edge of a line, and its ground stays as it is', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    await gantry.open('web', 'Logs');
    const log = gantry.log('web');
    const look = (level: string) =>
      log
        .locator(`[data-level=${level}]`)
        .first()
        .evaluate((row) => {
          const { backgroundColor, boxShadow } = getComputedStyle(row);
          return { backgroundColor, boxShadow };
        });
    await expect(log.getByText('ERROR oops')).toBeVisible();
    const plain = await look('info');
    for (const level of ['warn', 'error']) {
      const { backgroundColor, boxShadow } = await look(level);
      expect(backgroundColor).toBe(plain.backgroundColor);
      expect(boxShadow).toContain('3px');
    }
    // There are no shadows then.
    await gantry.page.emulateMedia({ forcedColors: 'active' });
    for (const level of ['warn', 'error']) {
      await expect(log.locator(`[data-level=${level}]`).first()).toHaveCSS('border-left-width', '3px');
    }
  });

  test('are counted in the bar, where a click shows only those lines', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    await gantry.row('web').focus();
    await page.keyboard.press('l');
    const log = gantry.log('web');
    const level = (name: string) => gantry.dock.getByRole('button', { name });
    await expect(level('Error: 1 line')).toHaveText('1');
    await expect(level('Warn: 3 lines')).toHaveText('3');
    await expect(level('Info: 500 lines')).toHaveText('500');
    await level('Error: 1 line').click();
    await expect(level('Error: 1 line')).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(() => texts(log)).toEqual(['ERROR oops']);
    await expect(page.getByRole('searchbox', { name: 'Search log' })).toHaveCount(0);
    await level('Warn: 3 lines').click();
    await expect.poll(() => texts(log)).toEqual(problems);
    await docker('exec', 'web', 'sh', '-c', 'echo ERROR again > /proc/1/fd/1');
    await expect(level('Error: 2 lines')).toHaveText('2');
    await expect.poll(() => texts(log)).toEqual(['ERROR again', ...problems]);
    for (const name of ['Error: 2 lines', 'Warn: 3 lines']) await level(name).click();
    await expect.poll(async () => (await texts(log)).length).toBeGreaterThan(problems.length + 1);

    // What was cleared is still of the log, and is found.
    await gantry.chooseInLog(gantry.dock, 'Clear view');
    await expect(gantry.dock).toContainText('The view was cleared.');
    await level('Error: 2 lines').click();
    await expect.poll(() => texts(log)).toEqual(['ERROR again', 'ERROR oops']);
    await level('Error: 2 lines').click();
    await gantry.dock.getByRole('button', { name: 'Show again' }).click();
    await gantry.dock.getByRole('button', { name: /^Levels/ }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Fatal', exact: true }).click();
    await expect(gantry.dock.getByText('There is no such line yet.')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.reload();
    await expect(level('Error: 2 lines')).toHaveText('2');
    await expect(level('Info: 500 lines')).toHaveText('500');
  });

  test('are chosen by key: the bar is one stop of Tab, and arrows move in it', async ({ gantry, docker }) => {
    const { page, dock } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    await gantry.row('web').focus();
    await page.keyboard.press('l');
    const log = gantry.log('web');
    await expect(dock.getByRole('button', { name: 'Error: 1 line' })).toBeVisible();
    await log.focus();
    await page.keyboard.press('Tab');
    const levels = dock.getByRole('button', { name: /^Levels/ });
    await expect(levels).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(() => texts(log)).toEqual(problems);
    await page.keyboard.press('End');
    await expect(dock.getByRole('button', { name: 'More', exact: true })).toBeFocused();
    await page.keyboard.press('Home');
    await expect(levels).toHaveAccessibleName('Levels: 2 levels');
    await page.keyboard.press('ArrowDown');
    const info = page.getByRole('menuitemcheckbox', { name: 'Info', exact: true });
    await expect(info).toHaveAccessibleDescription('500 lines');
    await info.press('Enter');
    await expect(levels).toHaveAccessibleName('Levels: 3 levels');
    await page.keyboard.press('Escape');
    await expect(levels).toBeFocused();
    // A search after that is one among those lines, and its end is the end of both.
    await page.keyboard.press('/');
    await page.keyboard.insertText('oops');
    await expect.poll(() => texts(log)).toEqual(['ERROR oops']);
    await page.keyboard.press('Escape');
    await expect(levels).toHaveAccessibleName('Levels');
    await expect.poll(async () => (await texts(log)).length).toBeGreaterThan(problems.length);
  });

  test('stand in a bar that is one line, with nothing cut, wherever the log is', async ({ gantry, docker }) => {
    const { page, dock } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    /** What is wrong with the bars that there are: controls beyond their edge, over one another, or not in their line. */
    const faults = () =>
      page.getByRole('toolbar', { name: 'Log' }).evaluateAll((bars) =>
        bars.flatMap((bar) => {
          const edge = bar.getBoundingClientRect();
          const parts = [...bar.querySelectorAll('button, [role=status] > span')].map((element) => {
            const { left, right, top, bottom } = element.getBoundingClientRect();
            const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
            return { name, button: element.matches('button'), left, right, top, bottom };
          });
          const [first] = parts;
          return parts.flatMap((part, index) => [
            ...(part.left < edge.left || part.right > edge.right ? [`${part.name} is cut`] : []),
            ...(part.button && part.top !== first?.top ? [`${part.name} is in another line`] : []),
            ...parts
              .slice(index + 1)
              .filter(
                ({ left, right, top, bottom }) =>
                  left < part.right - 0.5 && part.left < right - 0.5 && top < part.bottom && part.top < bottom,
              )
              .map(({ name }) => `${part.name} meets ${name}`),
          ]);
        }),
      );
    const steady = async (least: number) => {
      await expect.poll(faults).toEqual([]);
      await expect(page.getByRole('button', { name: 'Search', exact: true }).first()).toBeVisible();
      await expect(page.getByRole('button', { name: 'Save log…' }).first()).toBeVisible();
      const levels = page
        .getByRole('toolbar', { name: 'Log' })
        .last()
        .getByRole('button', { name: /^(Error|Warn|Info): / });
      expect(await levels.count()).toBeGreaterThanOrEqual(least);
    };
    await gantry.row('web').focus();
    await page.keyboard.press('l');
    await expect(dock.getByRole('button', { name: 'Info: 500 lines' })).toBeVisible();
    await steady(3);
    await page.setViewportSize({ width: 1024, height: 700 });
    await gantry.open('web', 'Logs');
    await expect(page.getByRole('toolbar', { name: 'Log' })).toHaveCount(2);
    await steady(3);
    await page.keyboard.press('Escape');
    await dock.getByRole('button', { name: 'Dock at the right' }).click();
    await steady(2);
    await dock.getByRole('separator', { name: 'Resize dock' }).press('Home');
    await steady(1);
    await dock.getByRole('button', { name: 'Dock at the bottom' }).click();
    await page.setViewportSize({ width: 390, height: 844 });
    await steady(3);
  });
});
