import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

/** What the terminal shows, as text. */
const screen = (gantry: GantryWindow) => gantry.shell('web').locator('.xterm-rows');

/** Opens the form by key on the container's row. */
async function ask(gantry: GantryWindow): Promise<Locator> {
  await gantry.verb('web', 'Shift+E');
  return gantry.page.getByRole('dialog', { name: 'Open a shell in web' });
}

test.describe('opening a shell', () => {
  test.beforeEach(async ({ docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
  });

  test('offers the shells that are there, and runs what is chosen as whom and where that is said', {
    tag: ['@engines', '@electron'],
  }, async ({ gantry }) => {
    const form = await ask(gantry);
    const program = form.getByRole('combobox', { name: 'Program' });
    await expect(program).toBeFocused();
    await expect(program.getByRole('option')).toHaveText([
      'bash, else sh',
      'ash (/bin/ash)',
      'sh (/bin/sh)',
      'Another command',
    ]);
    await program.selectOption('ash (/bin/ash)');
    await form.getByRole('textbox', { name: 'User' }).fill('1000:1001');
    await form.getByRole('textbox', { name: 'Working directory' }).fill('/tmp');
    await form.getByRole('button', { name: 'Add variable' }).click();
    await gantry.page.keyboard.type('WORD=secret word');
    await expect(form.getByRole('region', { name: 'Command line' })).toContainText(
      "docker exec -it --user 1000:1001 --workdir /tmp --env 'WORD=secret word' web /bin/ash",
    );
    await form.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(form).toHaveCount(0);
    await expect(screen(gantry)).toContainText('$');
    await gantry.page.keyboard.type('echo "$(id -u):$(id -g) $PWD [$WORD] $0"\n');
    await expect(screen(gantry)).toContainText('1000:1001 /tmp [secret word] /bin/ash');
  });

  test('does the same again by one key, and asks again for what may be secret', { tag: '@engines' }, async ({
    gantry,
    docker,
  }) => {
    const form = await ask(gantry);
    await form.getByRole('combobox', { name: 'Program' }).selectOption('Another command');
    await form.getByRole('textbox', { name: 'Command', exact: true }).fill("sh -c 'echo began by $USER_NAME; exec sh'");
    await form.getByRole('button', { name: 'Add variable' }).click();
    await gantry.page.keyboard.type('USER_NAME=me');
    await form.getByRole('textbox', { name: 'User', exact: true }).press('Enter');
    await expect(screen(gantry)).toContainText('began by me');
    await gantry.page.keyboard.type('exit\n');
    await expect(gantry.shell('web')).toContainText('The shell ended with exit code 0');
    // In its tab, and from the row of any other container of the image.
    await gantry.shell('web').getByRole('button', { name: 'Reconnect' }).click();
    const value = form.getByRole('textbox', { name: 'Value of USER_NAME' });
    await expect(value).toHaveValue('');
    await value.fill('you');
    await form.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(screen(gantry)).toContainText('began by you');
    await expect(gantry.dock.getByRole('tab')).toHaveCount(1);
    await docker('run', '-d', '--name', 'other', 'busybox', 'sleep', '1000');
    await gantry.verb('other', 'e');
    const next = gantry.page.getByRole('dialog', { name: 'Open a shell in other' });
    await expect(next.getByRole('textbox', { name: 'Command', exact: true })).toHaveValue(/began by/);
    await next.getByRole('button', { name: 'Remove USER_NAME' }).click();
    await next.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(gantry.shell('other').locator('.xterm-rows')).toContainText('began by');
    await gantry.verb('other', 'e');
    await expect(gantry.dock.getByRole('tab', { name: 'Shell other' })).toHaveCount(2);
  });

  test('says at the field what the engine refuses, until that is changed', { tag: '@engines' }, async ({ gantry }) => {
    const form = await ask(gantry);
    const open = form.getByRole('button', { name: 'Open', exact: true });
    const user = form.getByRole('textbox', { name: 'User', exact: true });
    await user.fill('nobody-at-all');
    await open.click();
    await expect(user).toHaveAccessibleDescription('The image has no such user.');
    await user.fill('');
    await expect(user).not.toHaveAccessibleDescription('The image has no such user.');
    const folder = form.getByRole('textbox', { name: 'Working directory' });
    await folder.fill('relative');
    await expect(folder).toHaveAccessibleDescription(/An absolute path/);
    await expect(open).toBeDisabled();
    await folder.fill('/not/there');
    await open.click();
    await expect(folder).toHaveAccessibleDescription('This cannot be the working directory.');
    await folder.fill('');
    await form.getByRole('combobox', { name: 'Program' }).selectOption('Another command');
    const command = form.getByRole('textbox', { name: 'Command', exact: true });
    await command.fill("sh -c 'open");
    await expect(command).toHaveAccessibleDescription("A quote (') is not closed.");
    await command.fill('nonesuch --help');
    await open.click();
    await expect(command).toHaveAccessibleDescription('This command cannot be run in the image.');
    await expect(gantry.dock.getByRole('tab')).toHaveCount(0);
    await gantry.page.keyboard.press('Escape');
    await expect(gantry.row('web')).toBeFocused();
  });
});
