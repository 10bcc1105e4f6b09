import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { still } from './pages/still.ts';

const lines = (count: number) => `seq 1 ${count} | sed s/^/n=/; sleep 1000`;

/** What the rows on screen say, from top to bottom, and where they are. */
async function shown(log: Locator): Promise<{ text: string; top: number; height: number }[]> {
  return log.evaluate((element) => {
    const { top } = element.getBoundingClientRect();
    return [...element.querySelectorAll('[data-part="stdout"], [data-part="stderr"]')].map((row) => {
      const box = row.getBoundingClientRect();
      const texts = [...row.querySelectorAll('[data-part="text"]')].map(({ textContent }) => textContent ?? '');
      return { text: texts.join(''), top: box.top - top, height: box.height };
    });
  });
}

async function numbers(log: Locator): Promise<number[]> {
  return (await shown(log)).map(({ text }) => Number(/n=(\d+)/.exec(text)?.[1]));
}

/** Clicks into the text of a row, before its first character. */
async function clickRow(log: Locator, text: string, modifiers: 'Shift'[] = []): Promise<void> {
  const run = log.getByText(text, { exact: true });
  await run.click({ position: { x: 0, y: 6 }, modifiers });
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test.describe('the view of a long log', () => {
  test('scrolls anywhere in 100,000 lines and shows the lines of that place', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'long', 'busybox', 'sh', '-c', lines(100_000));
    await gantry.open('long', 'Logs');
    const log = gantry.log('long');
    const count = gantry.page.getByRole('status', { name: 'Line count' });
    await expect(count).toHaveText('100,000 lines', { timeout: 60_000 });
    await expect(log.getByText('n=100000', { exact: true })).toBeVisible();
    for (const place of [0, 0.25, 0.5, 0.999, 0.1]) {
      await log.evaluate((element, at) => {
        element.scrollTo(0, at * (element.scrollHeight - element.clientHeight));
      }, place);
      await expect.poll(async () => Math.abs(((await numbers(log))[0] ?? 0) - place * 100_000)).toBeLessThan(100);
      await expect.poll(async () => (await numbers(log)).length).toBeGreaterThan(10);
      const seen = await numbers(log);
      expect(seen).toEqual(seen.map((_, index) => (seen[0] ?? 0) + index));
    }
    await log.focus();
    await gantry.page.keyboard.press('Home');
    await expect(log.getByText('n=1', { exact: true })).toBeVisible();
    await gantry.page.keyboard.press('PageDown');
    await expect.poll(async () => (await numbers(log))[0]).toBeGreaterThan(10);
    await gantry.page.keyboard.press('j');
    await log.hover();
    await gantry.page.mouse.wheel(0, 10_000);
    await expect.poll(async () => (await numbers(log))[0]).toBeGreaterThan(500);
    await gantry.page.keyboard.press('End');
    await expect(log.getByText('n=100000', { exact: true })).toBeVisible();
  });

  test('does not move when lines come, and tells how many there are', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', lines(500));
    await gantry.open('web', 'Logs');
    const log = gantry.log('web');
    await expect(log.getByText('n=500', { exact: true })).toBeVisible();
    await log.hover();
    await gantry.page.mouse.wheel(0, -1234);
    await expect(log.getByText('n=500', { exact: true })).toHaveCount(0);
    const before = await still(() => shown(log));
    await docker('exec', 'web', 'sh', '-c', 'seq 501 520 | sed s/^/n=/ > /proc/1/fd/1');
    const newer = gantry.detail('web').getByRole('button', { name: '20 new lines' });
    await expect(newer).toBeVisible();
    expect(await shown(log)).toEqual(before);
    await newer.click();
    await expect(log.getByText('n=520', { exact: true })).toBeVisible();
    await expect(newer).toHaveCount(0);
    await expect(gantry.detail('web').getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'true');
  });

  test('selects and copies exactly, over rows that are long out of sight', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'long', 'busybox', 'sh', '-c', lines(6000));
    await gantry.open('long', 'Logs');
    const log = gantry.log('long');
    const { page } = gantry;
    await expect(page.getByRole('status', { name: 'Line count' })).toHaveText('6,000 lines');
    await log.evaluate((element) => element.scrollTo(0, 0));
    await clickRow(log, 'n=3');
    await log.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(log.getByText('n=6000', { exact: true })).toBeVisible();
    await page.keyboard.press('PageUp');
    const row = (await numbers(log))[3] ?? 0;
    await clickRow(log, `n=${row}`, ['Shift']);
    await page.keyboard.press('Control+c');
    const wanted = [...Array.from({ length: row - 3 }, (_, index) => `n=${index + 3}`), ''].join('\n');
    await expect.poll(() => clipboard(page)).toBe(wanted);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await expect.poll(async () => (await clipboard(page)).split('\n').length).toBe(6000);
    await log.getByText(`n=${row}`, { exact: true }).dblclick({ position: { x: 18, y: 6 } });
    await page.keyboard.press('Control+c');
    await expect.poll(() => clipboard(page)).toBe(String(row));
  });

  test('scrolls while a selection is dragged beyond its edge', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'long', 'busybox', 'sh', '-c', lines(3000));
    await gantry.open('long', 'Logs');
    const log = gantry.log('long');
    const { page } = gantry;
    await expect(page.getByRole('status', { name: 'Line count' })).toHaveText('3,000 lines');
    const box = await log.boundingBox();
    if (!box) throw new Error('no log');
    const begin = (await numbers(log)).at(-2) ?? 0;
    await log.getByText(`n=${begin}`, { exact: true }).hover({ position: { x: 1, y: 6 } });
    await page.mouse.down();
    await page.mouse.move(box.x + 20, box.y - 60, { steps: 4 });
    await expect.poll(async () => (await numbers(log))[0]).toBeLessThan(2900);
    await page.mouse.up();
    const first = (await numbers(log))[0] ?? 0;
    await page.keyboard.press('Control+c');
    await expect.poll(async () => (await clipboard(page)).split('\n').length).toBeGreaterThan(50);
    const copied = (await clipboard(page)).split('\n').slice(0, -1);
    expect(copied.at(-1)).toBe(`n=${begin - 1}`);
    // What was scrolled with the last frame is not under the pointer yet.
    expect(Math.abs(begin - copied.length - first)).toBeLessThan(6);
  });

  test('wraps long lines, shows a cut one whole, and remembers how it is to look', async ({ gantry, docker }) => {
    const script = `echo begin; printf '%0300d\\n' 7; printf '%0200000d-end\\n' 8; echo last; sleep 1000`;
    await docker('run', '-d', '--name', 'wide', 'busybox', 'sh', '-c', script);
    await gantry.open('wide', 'Logs');
    const log = gantry.log('wide');
    const detail = gantry.detail('wide');
    await expect(log).toContainText('last');
    const heights = async () => (await shown(log)).map(({ height }) => height);
    expect(await heights()).toEqual([18, 18, 18, 18]);
    await gantry.chooseInLog(detail, 'Wrap');
    await log.focus();
    await gantry.page.keyboard.press('Home');
    await expect.poll(async () => (await heights())[1]).toBeGreaterThan(90);
    expect(await log.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    await gantry.chooseInLog(detail, 'Wrap');
    await detail.getByRole('button', { name: 'Show all' }).click();
    await gantry.page.keyboard.press('Home');
    await expect.poll(async () => (await shown(log))[2]?.text.endsWith('8-end')).toBe(true);
    expect((await heights())[2]).toBeGreaterThan(20_000);
    await gantry.page.keyboard.press('End');
    await expect(log.getByText('last')).toBeInViewport();
    await gantry.page.keyboard.press('Home');
    await expect(log.getByText('begin')).toBeInViewport();
    await detail.getByRole('button', { name: 'Show less' }).click();
    await expect.poll(heights).toEqual([18, 18, 18, 18]);
    await gantry.chooseInLog(detail, 'Larger text', 'Timestamps', 'ISO');
    await expect(log).toContainText(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\dbegin/);
    await gantry.page.reload();
    await gantry.open('wide', 'Logs');
    await expect(log).toContainText(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\dbegin/);
    await expect(log).toHaveCSS('font-size', '13px');
  });

  test('folds stack traces under the line that begins them', async ({ gantry, docker }) => {
    const trace = [
      'java.lang.IllegalStateException: no',
      ...[1, 2, 3, 4].map((n) => `\tat com.example.A.m${n}(A.java:${n})`),
    ];
    const script = `echo before; printf '${trace.join('\\n')}\\n' >&2; sleep 0.2; echo after; sleep 1000`;
    await docker('run', '-d', '--name', 'java', 'busybox', 'sh', '-c', script);
    await gantry.open('java', 'Logs');
    const log = gantry.log('java');
    await expect(log).toContainText('m4(A.java:4)');
    await expect(log).toContainText('after');
    await gantry.chooseInLog(gantry.detail('java'), 'Fold stack traces');
    await expect(log).not.toContainText('A.java');
    const fold = log.getByRole('button', { name: '4 more lines' });
    await expect(fold).toHaveAttribute('aria-expanded', 'false');
    await fold.focus();
    await gantry.page.keyboard.press('Enter');
    await expect(log).toContainText('m4(A.java:4)');
    await expect(fold).toHaveAttribute('aria-expanded', 'true');
    await expect(fold).toBeFocused();
    await fold.click();
    await expect(log).not.toContainText('A.java');
  });

  test('asks before a link of a log opens, and says where it leads', async ({ gantry, docker }) => {
    const link = (address: string, text: string) => `\\033]8;;${address}\\033\\\\\\\\${text}\\033]8;;\\033\\\\\\\\`;
    const script = `printf "${link('https://example.org/a?b=1', 'docs')} ${link('javascript:alert(1)', 'bad')}\\n"; sleep 1000`;
    await docker('run', '-d', '--name', 'linked', 'busybox', 'sh', '-c', script);
    await gantry.open('linked', 'Logs');
    const log = gantry.log('linked');
    await expect(log).toContainText('docs bad');
    await expect(log.locator('a')).toHaveCount(0);
    await expect(log.getByRole('button')).toHaveCount(1);
    await log.getByRole('button', { name: 'docs' }).click();
    await expect(gantry.question).toContainText('https://example.org/a?b=1');
    await expect(gantry.question).toContainText('Open a page of example.org?');
    await gantry.question.getByRole('button', { name: 'Cancel' }).click();
    expect(gantry.page.context().pages()).toHaveLength(1);
  });

  test('is cleared for the eye only', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', lines(50));
    await gantry.open('web', 'Logs');
    const log = gantry.log('web');
    const detail = gantry.detail('web');
    await expect(log).toContainText('n=50');
    await gantry.chooseInLog(detail, 'Clear view');
    await expect(log).not.toContainText('n=50');
    await expect(detail).toContainText('The view was cleared.');
    await docker('exec', 'web', 'sh', '-c', 'echo n=51 > /proc/1/fd/1');
    await expect(log).toContainText('n=51');
    expect(await numbers(log)).toEqual([51]);
    await gantry.chooseInLog(detail, 'Show again');
    await expect.poll(async () => (await numbers(log)).slice(-2)).toEqual([50, 51]);
  });

  test('says when nothing has been printed', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'quiet', 'busybox', 'sleep', '1000');
    await gantry.open('quiet', 'Logs');
    await expect(gantry.detail('quiet')).toContainText('Nothing has been printed yet.');
  });
});
