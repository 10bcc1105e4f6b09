import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

const attached = (gantry: GantryWindow) => gantry.page.getByRole('region', { name: 'Attached to web' });
const screen = (gantry: GantryWindow) => attached(gantry).locator('.xterm-rows');

/** Attaches from the menu of the row; gives what is said before. */
async function attach(gantry: GantryWindow): Promise<string> {
  await gantry.row('web').click({ button: 'right' });
  await gantry.page.getByRole('menuitem', { name: 'Attach…' }).click();
  await expect(gantry.question).toContainText('Attach to web?');
  const said = await gantry.question.innerText();
  await gantry.question.getByRole('button', { name: 'Attach', exact: true }).click();
  return said;
}

test.describe('attaching to a main process', () => {
  test('shows its terminal from its beginning, and lets go of it without an end', {
    tag: ['@engines', '@electron'],
  }, async ({ gantry, docker }) => {
    await docker('run', '-dit', '--name', 'web', '--env', 'PS1=> ', 'busybox', 'sh', '-c', 'echo began; exec sh');
    const said = await attach(gantry);
    expect(said).toContain('all that you type goes to it');
    expect(said).toContain('Closing the tab lets go of it');
    await expect(screen(gantry)).toContainText('began');
    await expect(gantry.dock.getByRole('tab', { name: 'Attached to web' })).toBeVisible();
    await attached(gantry).click();
    await gantry.page.keyboard.type('kept=$((6*7))\n');
    await expect(screen(gantry)).toContainText('kept=$((6*7))');
    await gantry.dock.getByRole('tab', { name: 'Attached to web' }).press('Delete');
    await expect(attached(gantry)).toHaveCount(0);
    await attach(gantry);
    await attached(gantry).click();
    await gantry.page.keyboard.type('echo [$kept]; exit 5\n');
    await expect(screen(gantry)).toContainText('[42]');
    await expect(attached(gantry)).toContainText('The main process ended with exit code 5');
  });

  test('without a terminal sends lines, and marks what is an error', { tag: '@engines' }, async ({
    gantry,
    docker,
  }) => {
    const program = 'while read word; do echo "got $word"; echo "bad $word" >&2; done';
    await docker('run', '-di', '--name', 'web', 'busybox', 'sh', '-c', program);
    expect(await attach(gantry)).toContain('line by line');
    await attached(gantry).click();
    await gantry.page.keyboard.type('wrong');
    await gantry.page.keyboard.press('Control+u');
    await gantry.page.keyboard.type('right\n');
    await expect(screen(gantry)).toContainText('got right');
    await expect(screen(gantry)).not.toContainText('got wrong');
    await expect(screen(gantry).locator('.xterm-italic', { hasText: 'bad right' })).toBeVisible();
  });

  test('that reads nothing takes no input, and says so', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker(
      'run',
      '-d',
      '--name',
      'web',
      'busybox',
      'sh',
      '-c',
      'for n in $(seq 500); do echo line $n; sleep 1; done',
    );
    expect(await attach(gantry)).toContain('what you type does not reach it');
    await expect(attached(gantry)).toContainText('It takes no input');
    await expect(screen(gantry)).toContainText('line 1');
    await docker('kill', 'web');
    await expect(attached(gantry)).toContainText('The main process ended with exit code 137');
    await attached(gantry).getByRole('button', { name: 'Reconnect' }).click();
    await expect(attached(gantry)).toContainText('The container is not running.');
  });

  test('a shell without a terminal runs line by line, too', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.verb('web', 'Shift+E');
    const form = gantry.page.getByRole('dialog', { name: 'Open a shell in web' });
    await form.getByRole('checkbox', { name: 'Terminal (TTY)' }).uncheck();
    await form.getByRole('button', { name: 'Open', exact: true }).click();
    const shell = gantry.shell('web');
    // Its screen may still be to come.
    await shell.click();
    await gantry.page.keyboard.type('test -t 0 || echo none-$((1+1))\n');
    await expect(shell.locator('.xterm-rows')).toContainText('none-2');
    await gantry.page.keyboard.press('Control+d');
    await expect(shell).toContainText('The shell ended with exit code 0');
  });
});
