import { test as base, expect } from './fixtures.ts';
import { Keys } from './keys.ts';

const test = base.extend<{ keys: Keys }>({ keys: async ({ gantry }, use) => use(new Keys(gantry.page)) });

/** What a container of these tests does: it prints words to look for, and ends at once when it is stopped. */
const sleeper = ['--stop-timeout', '0', 'busybox', 'sh', '-c', 'echo hay; echo needle in it; echo hay; sleep 1000'];

test.describe('whole tasks on containers, by keyboard alone', () => {
  test.beforeEach(async ({ gantry, docker }) => {
    for (const name of ['api', 'web']) await docker('run', '-d', '--name', name, ...sleeper);
    await docker('create', '--name', 'zoo', ...sleeper);
    await expect(gantry.row('zoo')).toBeVisible();
    await expect(gantry.row('web')).toContainText('running');
    await expect(gantry.row('api')).toBeFocused();
  });

  test('stop one: 1 key', { tag: '@electron' }, async ({ gantry, keys }) => {
    await keys.press('s');
    await expect(gantry.row('api')).toContainText('stopped');
    await expect(gantry.row('api')).toBeFocused();
    expect(keys.count).toBe(1);
  });

  test('start the last one: 2 keys', async ({ gantry, keys }) => {
    await keys.press('End', 'Shift+S');
    await expect(gantry.row('zoo')).toContainText('running');
    await expect(gantry.row('zoo')).toBeFocused();
    expect(keys.count).toBe(2);
  });

  test('restart one and see since when it runs: 2 keys', async ({ gantry, docker, keys }) => {
    const started = await docker('inspect', '--format', '{{.State.StartedAt}}', 'api');
    await keys.press('r');
    await expect(gantry.page.getByRole('region', { name: 'Notices' })).toContainText('Restarted api');
    await keys.press('Enter');
    await expect(gantry.detail('api')).toContainText('running');
    await expect(gantry.row('api')).toBeFocused();
    expect(await docker('inspect', '--format', '{{.State.StartedAt}}', 'api')).not.toBe(started);
    expect(keys.count).toBe(2);
  });

  test('open a log and find a word in it: 2 keys and the word', async ({ gantry, keys }) => {
    await keys.press('l');
    await expect(gantry.log('api')).toBeFocused();
    await expect(gantry.log('api')).toContainText('needle');
    await keys.press('/');
    await expect(gantry.dock.getByRole('searchbox').or(gantry.dock.getByRole('textbox')).first()).toBeFocused();
    await keys.type('needle');
    await expect(gantry.dock.getByText('1 of 1', { exact: true })).toBeVisible();
    expect(keys.count).toBe(2 + 'needle'.length);
  });

  test('run a command in a shell: 2 keys and the command', async ({ gantry, keys }) => {
    await keys.press('e');
    const screen = gantry.shell('api').locator('.xterm-rows');
    await expect(screen).toContainText('#');
    await expect(gantry.shell('api').getByRole('textbox')).toBeFocused();
    await keys.type('expr 40 + 2');
    await keys.press('Enter');
    await expect(screen).toContainText('42');
    expect(keys.count).toBe(2 + 'expr 40 + 2'.length);
  });

  test('filter to a state and back: 5 keys and a word', async ({ gantry, keys }) => {
    await keys.press('/');
    await expect(gantry.filter).toBeFocused();
    await keys.type('created');
    await expect(gantry.row('api')).toHaveCount(0);
    await keys.press('Enter');
    await expect(gantry.row('zoo')).toBeFocused();
    await keys.press('/');
    await expect(gantry.filter).toBeFocused();
    await keys.press('Escape');
    await expect(gantry.row('api')).toBeVisible();
    await keys.press('Escape');
    await expect(gantry.row('zoo')).toBeFocused();
    expect(keys.count).toBe(5 + 'created'.length);
  });

  test('remove one, after its question: 3 keys, and the next has the focus', async ({ gantry, keys }) => {
    await keys.press('Delete');
    await expect(gantry.question.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await keys.press('Tab');
    await expect(gantry.question.getByRole('button', { name: 'Remove' })).toBeFocused();
    await keys.press('Enter');
    await expect(gantry.row('api')).toHaveCount(0);
    await expect(gantry.row('web')).toBeFocused();
    expect(keys.count).toBe(3);
  });

  test('stop two at once: 4 keys', async ({ gantry, keys }) => {
    await keys.press('Space', 'j', 'Space', 's');
    await expect(gantry.row('api')).toContainText('stopped');
    await expect(gantry.row('web')).toContainText('stopped');
    expect(keys.count).toBe(4);
  });

  test('copy its docker command: 4 keys', async ({ gantry, keys }) => {
    const { page } = gantry;
    await page.evaluate(() => {
      // Whether a page may read the clipboard is the browser's affair; what it writes is ours.
      navigator.clipboard.writeText = async (text) => void (document.title = text);
    });
    await keys.press('Shift+F10');
    await expect(page.getByRole('menuitem', { name: 'Stop', exact: true })).toBeVisible();
    await keys.press('ArrowUp');
    await expect(page.getByRole('menuitem', { name: 'Copy command' })).toBeFocused();
    await keys.press('ArrowRight');
    await expect(page.getByRole('menuitem', { name: 'docker stop api' })).toBeFocused();
    await keys.press('Enter');
    await expect(page).toHaveTitle('docker stop api');
    await expect(gantry.row('api')).toBeFocused();
    expect(keys.count).toBe(4);
  });

  test('choose the dark theme: 2 keys and a word', async ({ gantry, keys }) => {
    await keys.press('Control+k');
    await expect(gantry.palette.getByRole('combobox')).toBeFocused();
    await keys.type('dark');
    await keys.press('Enter');
    await expect(gantry.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(gantry.row('api')).toBeFocused();
    expect(keys.count).toBe(2 + 'dark'.length);
  });
});
