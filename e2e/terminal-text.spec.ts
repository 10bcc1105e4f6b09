import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/**
 * As programs print them: wide, combined, flags, halfwidth, drawn in colour. None that the font joins over several
 * characters: without the graphics card these are drawn narrower than they count.
 */
const texts = ['漢字', 'e\u0301a\u0308', '👍', '🇩🇪', '한국어', 'ｱｲ', '☕ ✔', 'a\u200bb'];

/** Prints a text, and behind it what the terminal in main says of where the cursor is then. */
const asks = `at() { printf '%s' "$1"; stty raw -echo; printf '\\033[6n'; dd bs=32 count=1 2>/dev/null | tr -d '\\033'; stty sane; echo; }\n`;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middle of a character of some text on the screen, the lowest such. */
function middleOf(page: Page, text: string, at: number): Promise<Point> {
  return page.locator('.xterm-rows').evaluate(
    (rows, { text, at }) => {
      const nodes = document.createTreeWalker(rows, NodeFilter.SHOW_TEXT);
      let found: Point | undefined;
      while (nodes.nextNode()) {
        const node = nodes.currentNode as Text;
        const from = node.data.indexOf(text);
        if (from < 0) continue;
        const range = document.createRange();
        range.setStart(node, from + at);
        range.setEnd(node, from + at + 1);
        const { left, top, width, height } = range.getBoundingClientRect();
        found = { x: left + width / 2, y: top + height / 2 };
      }
      if (!found) throw new Error(`${text} is not there`);
      return found;
    },
    { text, at },
  );
}

async function copied(page: Page): Promise<string> {
  await page.keyboard.press('Control+Shift+C');
  return page.evaluate(() => navigator.clipboard.readText());
}

test.describe('the text of a terminal', () => {
  test('stands in the same columns in main and in the page', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const lines = texts.map((text) => `at '${text}'\n`).join('');
    await docker('exec', 'web', 'sh', '-c', `cat >/texts <<'END'\n${asks}${lines}END`);
    const screen = await gantry.openShell('web');
    await page.keyboard.type('clear; . /texts; echo ok-$((1+1))\n');
    await expect(screen).toContainText('ok-2');
    const columns = await screen.evaluate((rows) => {
      const { left } = rows.getBoundingClientRect();
      const found: { readonly said: number; readonly from: number; readonly cell: number }[] = [];
      for (const row of rows.children) {
        const said = /\[\d+;(\d+)R/.exec(row.textContent ?? '');
        if (!said) continue;
        const nodes = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        while (nodes.nextNode()) {
          const node = nodes.currentNode as Text;
          const at = node.data.search(/\[\d+;\d+R/);
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + said[0].length);
          const box = range.getBoundingClientRect();
          found.push({ said: Number(said[1]), from: box.left - left, cell: box.width / said[0].length });
        }
      }
      return found;
    });
    expect(columns).toHaveLength(texts.length);
    expect(columns.map(({ from, cell }) => Math.round(from / cell) + 1)).toEqual(columns.map(({ said }) => said));
  });

  test('is selected by word, line and block, and copied as it was printed', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const long = `begin-${'0123456789'.repeat(40)}-end`;
    await docker('exec', 'web', 'sh', '-c', `printf '%s\\n' '${long}' 'one two-2 three' 'abcdef' 'ghijkl' >/lines`);
    const screen = await gantry.openShell('web');
    await page.keyboard.type('clear; cat /lines\n');
    await expect(screen).toContainText('ghijkl');
    const word = await middleOf(page, 'two-2', 1);
    await page.mouse.dblclick(word.x, word.y);
    expect(await copied(page)).toBe('two-2');
    const start = await middleOf(page, 'begin-', 1);
    await page.mouse.click(start.x, start.y, { clickCount: 3 });
    expect((await copied(page)).trimEnd()).toBe(long);
    const [from, to] = [await middleOf(page, 'abcdef', 1), await middleOf(page, 'ghijkl', 3)];
    await page.keyboard.down('Alt');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
    expect(await copied(page)).toMatch(/^bcd?\nhij?$/);
  });

  test('comes from an input method once', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const screen = await gantry.openShell('web');
    await page.keyboard.type('cat >/typed\n');
    await expect(screen).toContainText('cat >/typed');
    const chromium = await page.context().newCDPSession(page);
    for (const text of ['に', 'にほ', 'にほん']) {
      await chromium.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await expect(gantry.shell('web').locator('.composition-view')).toHaveText('にほん');
    await chromium.send('Input.insertText', { text: '日本' });
    await expect(screen).toContainText('日本');
    await page.keyboard.type('x\n');
    await page.keyboard.press('Control+d');
    await expect.poll(() => docker('exec', 'web', 'cat', '/typed')).toBe('日本x');
  });
});
