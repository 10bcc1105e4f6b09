import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';

// An engine reads both streams side by side: the order of what comes at once is its own.
const script = 'seq 1 20000 | sed "s/^/line /"; echo "ERROR in größe" >&2; echo "WARN: careful"; sleep 1000';

async function texts(log: Locator): Promise<string[]> {
  const rows = await log.locator('[data-part=stdout]:visible, [data-part=stderr]:visible').evaluateAll((elements) =>
    elements
      .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text.replace(/^\d\d:\d\d:\d\d\.\d{3}/, '')),
  );
  return rows;
}

test.describe('the search of a log', () => {
  test('finds in all of it, goes from match to match by keys, and counts', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    await gantry.open('web', 'Logs');
    const log = gantry.log('web');
    await expect(page.getByRole('status', { name: 'Line count' })).toHaveText('20,002 lines');
    await log.focus();
    await page.keyboard.press('/');
    const field = page.getByRole('searchbox', { name: 'Search log' });
    await expect(field).toBeFocused();
    await page.keyboard.type('line 7777');
    const matches = page.getByRole('status', { name: 'Matches' });
    // 7777 alone: there are no more than 20,000.
    await expect(matches).toHaveText('1 of 1');
    await expect(log).toContainText('line 7777');
    await field.fill('77');
    await expect(matches).toHaveText(/^[\d,]+ of 560$/);
    // It begins near what was seen, far from both ends.
    const [at = 0] = (await matches.innerText()).split(' of ').map(Number);
    await field.press('Enter');
    await expect(matches).toHaveText(`${at + 1} of 560`);
    await field.press('Shift+Enter');
    await expect(matches).toHaveText(`${at} of 560`);
    await page.getByRole('button', { name: 'Next match' }).click();
    await expect(matches).toHaveText(`${at + 1} of 560`);
    await field.press('Escape');
    await expect(field).toHaveCount(0);
    await expect(log).toBeFocused();
  });

  test('filters to what matches with its neighbours, and leads back into the log', { tag: '@electron' }, async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    await gantry.open('web', 'Logs');
    const log = gantry.log('web');
    await log.focus();
    await page.keyboard.press('Control+f');
    await page.getByRole('searchbox', { name: 'Search log' }).fill('line 1500');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect
      .poll(() => texts(log))
      .toEqual(['line 1500', ...Array.from({ length: 10 }, (_, n) => `line 1500${n}`)]);
    await page.getByRole('searchbox', { name: 'Search log' }).fill('line 15000');
    await page.getByRole('spinbutton', { name: 'Context lines' }).fill('2');
    await expect.poll(() => texts(log)).toEqual(['line 14998', 'line 14999', 'line 15000', 'line 15001', 'line 15002']);
    await log.locator('[data-part=time]:visible').first().click();
    await expect.poll(async () => (await texts(log)).length).toBeGreaterThan(10);
    expect(await texts(log)).toContain('line 14998');
  });

  test('knows case, words, patterns, the inverse, levels and streams', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    await gantry.open('web', 'Logs');
    const log = gantry.log('web');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    const field = page.getByRole('searchbox', { name: 'Search log' });
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    const toggle = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await field.fill('LINE 20000');
    await expect.poll(() => texts(log)).toEqual(['line 20000']);
    await toggle('Match case');
    await expect(page.getByRole('status', { name: 'Matches' })).toHaveText('No matches');
    await toggle('Match case');
    await field.fill('GRÖSSE|größe$');
    await toggle('Regular expression');
    await expect.poll(() => texts(log)).toEqual(['ERROR in größe']);
    await field.fill('line 12');
    await toggle('Whole word');
    await expect.poll(() => texts(log)).toEqual(['line 12']);
    await toggle('Whole word');
    await field.fill('^line');
    await toggle('Invert');
    await expect.poll(async () => (await texts(log)).sort()).toEqual(['ERROR in größe', 'WARN: careful']);
    await field.fill('');
    await page.getByRole('button', { name: /^Levels/ }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Warn' }).click();
    await page.keyboard.press('Escape');
    await toggle('Invert');
    await expect.poll(() => texts(log)).toEqual(['WARN: careful']);
    await page.getByRole('button', { name: /^Levels/ }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Warn' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'stderr' }).click();
    await page.keyboard.press('Escape');
    await expect.poll(() => texts(log)).toEqual(['ERROR in größe']);
  });

  test('goes on with what is printed, and says what is wrong with a pattern', async ({ gantry, docker }) => {
    const { page } = gantry;
    const counting = 'i=0; while :; do i=$((i+1)); echo n=$i; sleep 0.02; done';
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', counting);
    await gantry.open('web', 'Logs');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    const field = page.getByRole('searchbox', { name: 'Search log' });
    await field.fill('n=1');
    const matches = page.getByRole('status', { name: 'Matches' });
    await expect(matches).toHaveText(/of \d+$/);
    const count = async () => Number(/of (\d+)/.exec(await matches.innerText())?.[1]);
    const before = await count();
    await expect.poll(count).toBeGreaterThan(before + 5);
    await page.getByRole('button', { name: 'Regular expression' }).click();
    await field.fill('n=(');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('search').getByRole('alert')).toContainText(/group|parenthes/i);
    await field.fill('n=(1)');
    await expect(field).not.toHaveAttribute('aria-invalid', 'true');
    await expect(matches).toHaveText(/of \d+$/);
    await field.press('Enter');
    await page.reload();
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await field.press('ArrowUp');
    await expect(field).toHaveValue('n=(1)');
  });

  test('marks what a pattern matches, and is not held up by one that never ends', async ({ gantry, docker }) => {
    const { page } = gantry;
    const lines = 'echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!; echo bcd 42 and 4711; sleep 1000';
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', lines);
    await gantry.open('web', 'Logs');
    await gantry.log('web').focus();
    await page.keyboard.press('Control+f');
    await page.getByRole('button', { name: 'Regular expression' }).click();
    const field = page.getByRole('searchbox', { name: 'Search log' });
    await field.fill('\\d+');
    await expect.poll(() => page.evaluate(markedTexts)).toEqual(['42', '4711']);
    await field.fill('(a+)+$');
    await expect(page.getByRole('alert')).toContainText('The pattern takes too long on some of the lines.');
    expect(await page.evaluate(markedTexts)).toEqual([]);
    await field.fill('4+\\d');
    await expect.poll(() => page.evaluate(markedTexts)).toEqual(['42', '47']);
  });

  test('brings a match into view that is far to the right', async ({ gantry, docker }) => {
    const { page } = gantry;
    const lines = 'x=$(printf %2000s); echo "needle at the front$x needle far away"; sleep 1000';
    await docker('run', '-d', '--name', 'wide', 'busybox', 'sh', '-c', lines);
    await gantry.open('wide', 'Logs');
    const log = gantry.log('wide');
    const scrolled = () => log.evaluate(({ scrollLeft }) => scrollLeft);
    await log.focus();
    await page.keyboard.press('Control+f');
    const field = page.getByRole('searchbox', { name: 'Search log' });
    await field.fill('far away');
    await expect.poll(scrolled).toBeGreaterThan(5000);
    await field.fill('the front');
    await expect.poll(scrolled).toBe(0);
  });
});

/** Runs in the page: what is marked as a match. */
function markedTexts(): string[] {
  const marked = ['log-match', 'log-current'].flatMap((name) => [...(CSS.highlights.get(name) ?? [])]);
  return marked.map(({ startContainer, startOffset, endOffset }) =>
    (startContainer.textContent ?? '').slice(startOffset, endOffset),
  );
}

test('no button of the search moves away when it tells what it found', async ({ gantry, docker }) => {
  const { page } = gantry;
  await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', 'echo one; sleep 1000');
  for (const size of [
    { width: 1280, height: 800 },
    { width: 1000, height: 700 },
  ]) {
    await page.setViewportSize(size);
    const detail = await gantry.open('web', 'Logs');
    await detail.getByRole('button', { name: 'Search', exact: true }).click();
    const bar = page.getByRole('search', { name: 'Search in the log' });
    const places = async () => [
      await bar.boundingBox(),
      ...(await Promise.all((await bar.getByRole('button').all()).map((button) => button.boundingBox()))),
    ];
    await bar.getByRole('searchbox').fill('');
    const before = await places();
    expect(before.length).toBeGreaterThan(8);
    for (const [text, found] of [
      ['(', 'No matches'],
      ['one', '1 of 1'],
    ] as const) {
      await bar.getByRole('searchbox').fill(text);
      await expect(bar.getByRole('status', { name: 'Matches' })).toContainText(found);
      expect(await places()).toEqual(before);
    }
    await bar.getByRole('button', { name: 'Close search' }).click();
  }
});
