import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

/** What the terminal shows, as text. */
const screen = (shell: Locator) => shell.locator('.xterm-rows');

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** Has a container, and its shell with the keyboard in it. */
async function openShell(gantry: GantryWindow, docker: (...args: string[]) => Promise<string>): Promise<Locator> {
  await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
  await gantry.openShell('web');
  return gantry.shell('web');
}

/** Calls of processes with a terminal, as the kernel tells them by number: a read of 0, or a poll of one file without an end. */
const calls =
  'for p in /proc/[0-9]*; do case $(readlink $p/fd/0) in */pts/*) read -r call <$p/syscall && echo "$call"; esac; done';

/** Waits until the shell reads what is typed: what is typed right after its prompt busybox' may throw away. */
async function reads(docker: (...args: string[]) => Promise<string>): Promise<void> {
  await expect
    .poll(() => docker('exec', 'web', 'sh', '-c', `${calls}; true`))
    .toMatch(/^(0 0x0|7 0x\w+ 0x1 0xffffffff) /m);
}

/** Chooses from the terminal's menu, by the keyboard. */
async function choose(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.getByRole('menuitem', { name, exact: true }).press('Enter');
}

/** Prints a sequence that a shell would take for typed. */
function prints(page: Page, sequence: string): Promise<void> {
  return page.keyboard.type(`printf '${sequence}'\n`);
}

/** Prints a sequence, and has all that is typed from then on shown as it comes. */
async function startCat(page: Page, shell: Locator, sequence: string): Promise<void> {
  await page.keyboard.type(`printf '${sequence}be%s\\n' gun; cat -v\n`);
  // What is typed earlier is shown in part before the sequence, and in part behind it.
  await expect(screen(shell)).toContainText('begun');
  await page.keyboard.type('heard\n');
  // By the terminal of the container and by the program.
  await expect(screen(shell)).toContainText(/heard\s*heard/);
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press('Control+Shift+V');
}

test.describe('a terminal', () => {
  test('finds what it holds, says which of how many, and gives the keyboard back', async ({ gantry, docker }) => {
    const { page } = gantry;
    const shell = await openShell(gantry, docker);
    await page.keyboard.type('for i in 1 2 3; do echo pin-$i; done; seq 100\n');
    await expect(screen(shell)).toContainText('100');
    await page.keyboard.press('Control+f');
    const bar = shell.getByRole('search', { name: 'Find in the terminal' });
    const matches = bar.getByRole('status', { name: 'Matches' });
    await page.keyboard.type('pin-');
    await expect(matches).toHaveText('4 of 4');
    await expect(screen(shell)).toContainText('pin-3');
    await page.keyboard.press('Enter');
    await expect(matches).toHaveText('1 of 4');
    await page.keyboard.press('Shift+Enter');
    await expect(matches).toHaveText('4 of 4');
    await bar.getByRole('button', { name: 'Regular expression' }).click();
    await bar.getByRole('searchbox', { name: 'Find' }).fill('pin-[12]$');
    await expect(matches).toHaveText('2 of 2');
    await bar.getByRole('searchbox', { name: 'Find' }).fill('pin-[');
    await expect(bar.getByRole('alert')).toHaveText('This is no regular expression.');
    await bar.getByRole('searchbox', { name: 'Find' }).fill('PIN-3');
    await expect(matches).toHaveText('1 of 1');
    await bar.getByRole('button', { name: 'Match case' }).click();
    await expect(matches).toHaveText('No matches');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(bar).toBeHidden();
    await page.keyboard.type('echo back-$((1+1))\n');
    await expect(screen(shell)).toContainText('back-2');
  });

  test('gives up a pattern that takes too long', async ({ gantry, docker }) => {
    const { page } = gantry;
    const shell = await openShell(gantry, docker);
    await page.keyboard.type(`clear; echo ${'a'.repeat(60)}\n`);
    await page.keyboard.press('Control+f');
    const bar = shell.getByRole('search', { name: 'Find in the terminal' });
    await bar.getByRole('button', { name: 'Regular expression' }).click();
    await bar.getByRole('searchbox', { name: 'Find' }).fill('(a+)+$b');
    await expect(bar.getByRole('alert')).toContainText('takes too long');
  });

  test('leaves Ctrl+F to a program that fills the screen', async ({ gantry, docker }) => {
    const { page } = gantry;
    const shell = await openShell(gantry, docker);
    await startCat(page, shell, '\\033[?1049h');
    await page.keyboard.press('Control+f');
    await page.keyboard.press('Enter');
    await expect(screen(shell)).toContainText('^F');
    await expect(shell.getByRole('search')).toBeHidden();
    await page.keyboard.press('Control+Shift+F');
    await expect(shell.getByRole('search')).toBeVisible();
  });

  test('opens a link only after a question that says where it leads', async ({ gantry, docker }) => {
    const { page } = gantry;
    await page.context().route('http://example.com/**', (route) => route.fulfill({ body: 'there' }));
    const shell = await openShell(gantry, docker);
    await prints(page, '\\033]8;;http://example.com/true\\033\\\\harmless\\033]8;;\\033\\\\\\n');
    await page.keyboard.type('echo http://example.com/$((40+2)) src/main.ts:$((6*2)):3\n');
    await expect(screen(shell)).toContainText('src/main.ts:12:3');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Links on screen' }).press('ArrowRight');
    await page.getByRole('menuitem', { name: 'http://example.com/42' }).press('Enter');
    await expect(gantry.question).toContainText('Open example.com in the browser?');
    await expect(gantry.question).toContainText('http://example.com/42');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(gantry.question).toBeHidden();
    expect(page.context().pages()).toHaveLength(1);
    const word = await screen(shell).getByText('harmless', { exact: true }).last().boundingBox();
    await page.mouse.move((word?.x ?? 0) + 8, (word?.y ?? 0) + 6);
    await expect(shell.getByRole('toolbar')).toContainText('http://example.com/true');
    await page.keyboard.down('Control');
    await page.mouse.down();
    await page.mouse.up();
    await page.keyboard.up('Control');
    await expect(gantry.question).toContainText('http://example.com/true');
    const [opened] = await Promise.all([
      page.waitForEvent('popup'),
      gantry.question.getByRole('button', { name: 'Open' }).click(),
    ]);
    expect(opened.url()).toBe('http://example.com/true');
  });

  test('copies a place in a file', { tag: '@electron' }, async ({ gantry, docker }) => {
    const { page } = gantry;
    const shell = await openShell(gantry, docker);
    await page.keyboard.type('echo src/main.ts:$((6*2)):3\n');
    await expect(screen(shell)).toContainText('src/main.ts:12:3');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Links on screen' }).press('ArrowRight');
    await page.getByRole('menuitem', { name: 'src/main.ts:12:3' }).press('Enter');
    await expect.poll(() => clipboard(page)).toBe('src/main.ts:12:3');
  });

  test('asks once before several lines are pasted, and never of what takes a paste as a whole', async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    const shell = await openShell(gantry, docker);
    await paste(page, 'echo one-$((1+1))\necho two-$((1+1))\n');
    await expect(gantry.question).toContainText('Paste 2 lines into web?');
    await expect(gantry.question).toContainText('echo two-$((1+1))');
    await page.keyboard.press('Escape');
    await paste(page, 'echo three-$((1+1))\n');
    await expect(screen(shell)).toContainText('three-2');
    await expect(screen(shell)).not.toContainText('one-2');
    await paste(page, 'echo one-$((1+1))\necho two-$((1+1))\n');
    await gantry.question.getByRole('checkbox', { name: 'Do not ask again' }).check();
    await gantry.question.getByRole('button', { name: 'Paste' }).click();
    await expect(screen(shell)).toContainText('two-2');
    await paste(page, 'echo four-$((1+1))\necho five-$((1+1))\n');
    await expect(screen(shell)).toContainText('five-2');
    await startCat(page, shell, '\\033[?2004h');
    await paste(page, 'a\u001b[201~b\nc\n');
    await page.keyboard.press('Enter');
    await expect(screen(shell)).toContainText('^[[200~a[201~b');
  });

  test('shows the bell, the title, and how the last command ended', async ({ gantry, docker }) => {
    const { page } = gantry;
    const shell = await openShell(gantry, docker);
    const bar = shell.getByRole('toolbar', { name: 'Terminal tools' });
    await prints(page, '\\007');
    await expect(bar.getByRole('img', { name: 'The bell rang' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(bar.getByRole('img', { name: 'The bell rang' })).toBeHidden();
    await prints(page, '\\033]0;my <b>title\\007');
    await expect(bar).toContainText('my <b>title');
    await prints(page, '\\033]133;C\\007\\033]133;D;3\\007');
    await expect(bar.getByRole('status', { name: 'Last command' })).toContainText('exit code 3');
    expect(await findings(page)).toEqual([]);
  });

  test('goes from prompt to prompt where the shell marks them', async ({ gantry, docker }) => {
    const { page } = gantry;
    const shell = await openShell(gantry, docker);
    await page.keyboard.type("PS1=$(printf '\\033]133;A\\007')'% '; clear\n");
    await expect(screen(shell)).toHaveText(/^\s*%\s*$/);
    await reads(docker);
    await page.keyboard.type('seq 100 $((100+99))\n');
    await expect(screen(shell)).toContainText(/199\s*%/);
    await reads(docker);
    await page.keyboard.type('seq 200 $((200+99))\n');
    await expect(screen(shell)).toContainText('299');
    await page.keyboard.press('Control+Shift+ArrowUp');
    await expect(screen(shell)).toContainText('seq 200');
    await page.keyboard.press('Control+Shift+ArrowUp');
    await expect(screen(shell)).toContainText('seq 100');
    await page.keyboard.press('Control+Shift+ArrowDown');
    await expect(screen(shell)).toContainText('seq 200');
    await page.keyboard.press('Control+Shift+End');
    await expect(screen(shell)).toContainText('299');
    await page.keyboard.press('Control+Shift+Home');
    await expect(screen(shell)).toContainText('seq 100');
  });

  test('asks before a program puts something on the clipboard, and never reads it to one', async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    const shell = await openShell(gantry, docker);
    await page.evaluate(() => navigator.clipboard.writeText('mine'));
    await prints(page, '\\033]52;c;aGVsbG8=\\007');
    await expect(gantry.question).toContainText('Put this on the clipboard for web?');
    await expect(gantry.question).toContainText('hello');
    await page.keyboard.press('Escape');
    await expect(gantry.question).toBeHidden();
    expect(await clipboard(page)).toBe('mine');
    await prints(page, '\\033]52;c;aGVsbG8=\\007');
    await gantry.question.getByRole('button', { name: 'Put on the clipboard' }).click();
    await expect.poll(() => clipboard(page)).toBe('hello');
    await startCat(page, shell, '\\033]52;c;?\\007');
    // What a program is answered comes as if it was typed.
    await expect(screen(shell)).not.toContainText('^[]52');
  });

  test('has a font as large as is wanted, also after a reload', async ({ gantry, docker }) => {
    const { page } = gantry;
    const shell = await openShell(gantry, docker);
    const size = () => screen(shell).evaluate((rows) => getComputedStyle(rows).fontSize);
    expect(await size()).toBe('12px');
    await page.keyboard.press('Control+=');
    await page.keyboard.press('Control+=');
    await page.keyboard.press('Control+-');
    await expect.poll(size).toBe('13px');
    await page.reload();
    await expect(screen(gantry.shell('web'))).toContainText('#');
    await expect.poll(size).toBe('13px');
    await gantry.shell('web').click();
    await page.keyboard.press('Control+0');
    await expect.poll(size).toBe('12px');
  });

  test('copies all of it as HTML, and clears it, by its menu', { tag: '@electron' }, async ({ gantry, docker }) => {
    const { page } = gantry;
    const shell = await openShell(gantry, docker);
    await prints(page, '\\033[31mred <b>\\033[0m\\n');
    await expect(screen(shell)).toContainText('red <b>');
    await choose(page, 'Copy as HTML');
    const html = () =>
      page.evaluate(async () => {
        const items = await navigator.clipboard.read();
        // What was there before may be plain text only, which has no such type to ask for.
        const item = items.find(({ types }) => types.includes('text/html'));
        return (await item?.getType('text/html'))?.text();
      });
    await expect.poll(html).toContain('red &lt;b&gt;');
    await shell.click({ button: 'right' });
    expect(await findings(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Clear' }).click();
    await expect(screen(shell)).not.toContainText('red');
    await page.keyboard.type('echo on-$((1+1))\n');
    await expect(screen(shell)).toContainText('on-2');
  });

  test(
    'is saved as text, all that it holds, and cleared for good',
    { tag: '@electron' },
    async ({ gantry, docker }, info) => {
      const { page } = gantry;
      const shell = await openShell(gantry, docker);
      // Gantry's own folder takes no files of others.
      const folder = info.outputPath('saved');
      await mkdir(folder, { recursive: true });
      const file = join(folder, 'web.txt');
      await page.keyboard.type(
        `seq 3000; echo ${'x'.repeat(300)}; printf '\\033[31mred\\033[0m\\n'; echo end-$((1+1))\n`,
      );
      await expect(screen(shell)).toContainText('end-2');
      await page.keyboard.press('Control+Shift+S');
      const dialog = page.getByRole('dialog', { name: 'Save the terminal of web' });
      await dialog.getByRole('textbox', { name: 'File' }).fill(join(folder, 'web.sh'));
      await expect(dialog).toContainText('ends in .log or .txt');
      await dialog.getByRole('textbox', { name: 'File' }).fill(file);
      expect(await findings(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(dialog).toHaveCount(0);
      const saved = () => readFile(file, 'utf8').catch(() => '');
      const numbers = Array.from({ length: 3000 }, (_, at) => at + 1).join('\n');
      await expect.poll(saved).toContain(`\n${numbers}\n${'x'.repeat(300)}\nred\nend-2\n`);
      await shell.locator('.xterm-screen').click();
      await page.keyboard.press('Control+Shift+K');
      await expect(screen(shell)).not.toContainText('end-2');
      await page.keyboard.type('echo after-$((1+1))\n');
      await expect(screen(shell)).toContainText('after-2');
      await page.reload();
      await expect(screen(gantry.shell('web'))).toContainText('after-2');
      await expect(screen(gantry.shell('web'))).not.toContainText('end-2');
    },
  );

  test('does as the settings say', async ({ gantry, docker }) => {
    const { page } = gantry;
    const shell = await openShell(gantry, docker);
    await page.keyboard.type('echo word-$((1+1))\n');
    await expect(screen(shell)).toContainText('word-2');
    await page.getByRole('link', { name: 'Settings' }).click();
    const group = page.getByRole('region', { name: 'Terminal', exact: true });
    await group.getByRole('checkbox', { name: 'Copy what is selected' }).check();
    await group.getByRole('checkbox', { name: 'Tell a screen reader what is printed' }).check();
    await group.getByRole('radio', { name: 'Copy or paste' }).check();
    await group.getByRole('combobox', { name: 'Font size, px' }).selectOption('14');
    expect(await findings(page)).toEqual([]);
    await expect.poll(() => screen(shell).evaluate((rows) => getComputedStyle(rows).fontSize)).toBe('14px');
    await expect(shell.getByRole('list')).toContainText('word-2');
    const word = await screen(shell).getByText('word-2', { exact: true }).last().boundingBox();
    await page.mouse.dblclick((word?.x ?? 0) + 10, (word?.y ?? 0) + 6);
    await expect.poll(() => clipboard(page)).toContain('word');
    await page.evaluate(() => navigator.clipboard.writeText('echo right-$((1+1))\n'));
    await page.keyboard.press('Enter');
    await shell.locator('.xterm-screen').click({ button: 'right' });
    await expect(screen(shell)).toContainText('right-2');
  });

  test('stands whatever a program prints', async ({ gantry, docker }) => {
    const { page } = gantry;
    const shell = await openShell(gantry, docker);
    const bar = shell.getByRole('toolbar', { name: 'Terminal tools' });
    await page.keyboard.type(
      "i=0; while [ $i -lt 20000 ]; do printf '\\033]0;title %d\\007\\007' $i; i=$((i+1)); done; echo flood-$((1+1))\n",
    );
    await expect(screen(shell)).toContainText('flood-2');
    await expect(bar).toContainText('title 19999');
    await page.keyboard.type(
      "printf '\\033]8;;javascript:window.pwned=1\\033\\\\bad\\033]8;;\\033\\\\ \\033]8;;file:///etc\\033\\\\worse\\033]8;;\\033\\\\\\n'\n",
    );
    await page.keyboard.type("printf '\\033Pq'; head -c 3000000 /dev/zero | tr '\\0' '?'; printf '\\033\\\\'\n");
    await page.keyboard.type("head -c 2000000 /dev/zero | tr '\\0' 'x'; clear; echo giant-$((1+1))\n");
    await expect(screen(shell)).toContainText('giant-2');
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menuitem', { name: 'Find…' })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: 'Links on screen' })).toBeHidden();
  });
});
