import { focusedIn, pair } from './by-key.ts';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

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

/** Which verbs were carried out on a container so far, as the engine tells it. */
async function happened(docker: (...args: string[]) => Promise<string>, name: string): Promise<string[]> {
  const now = String(Math.ceil(Date.now() / 1000));
  // Earlier tests had others of that name.
  const id = await docker('inspect', '--format', '{{.Id}}', name);
  const filter = ['--filter', 'type=container', '--filter', `container=${id}`, '--format', '{{.Action}}'];
  const text = await docker('events', '--since', '0', '--until', now, ...filter);
  return text.split('\n').filter((action) => ['start', 'stop', 'pause', 'unpause', 'restart'].includes(action));
}

test.describe('a pair of keys', () => {
  test('leads to a section, and its second key is no verb of the row with the focus', async ({ gantry, docker }) => {
    const { page } = gantry;
    await startThree(gantry, docker);
    const sections = { p: 'Compose', n: 'Networks', i: 'Images', b: 'Builds', v: 'Volumes', u: 'Stats' };
    for (const [key, section] of Object.entries(sections)) {
      await expect(gantry.row('a1')).toBeFocused();
      await pair(page, 'g', key);
      await expect(page.getByRole('main')).toHaveAccessibleName(section);
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await pair(page, 'g', 'c');
    }
    await expect(gantry.row('a1')).toBeFocused();
    // Not even where it leads nowhere.
    for (const key of ['s', 'Shift+S', 'r', 'Shift+P', 'l', 'Shift+L', 'e']) await pair(page, 'g', key);
    await expect(gantry.dock).toHaveCount(0);
    // The next key is itself again.
    await page.keyboard.press('s');
    await expect(gantry.row('a1')).toContainText('stopped');
    await expect(gantry.alerts).toHaveCount(0);
    expect(await happened(docker, 'a1')).toEqual(['start', 'stop']);
  });

  test('is none in a menu, whose letters find its entries and are no verbs of the row behind', async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    await startThree(gantry, docker);
    await gantry.row('a1').focus();
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menuitem', { name: 'Stop', exact: true })).toBeVisible();
    await page.keyboard.press('p');
    await expect(page.getByRole('menuitem', { name: 'Pause', exact: true })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(gantry.row('a1')).toBeFocused();
    await page.keyboard.press('s');
    await expect(gantry.row('a1')).toContainText('stopped');
    expect(await happened(docker, 'a1')).toEqual(['start', 'stop']);
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

  test('F6 goes round the parts of the window, and the skip link leads past them', async ({ gantry, docker }) => {
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
    const skip = page.getByRole('link', { name: 'Skip to the list' });
    await skip.focus();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(gantry.row('a1')).toBeFocused();
  });

  test('also where a shell is docked: that has the keys only once it was asked for', async ({ gantry, docker }) => {
    const { page } = gantry;
    await startThree(gantry, docker);
    await gantry.openShell('a1');
    await page.keyboard.type('echo $((40+2))\n');
    await expect(gantry.shell('a1').locator('.xterm-rows')).toContainText('42');
    await page.reload();
    await expect(gantry.shell('a1').locator('.xterm-rows')).toContainText('42');
    await expect(gantry.row('a1')).toBeFocused();
    await page.keyboard.press('j');
    await expect(gantry.row('b1')).toBeFocused();
    await page.keyboard.press('F6');
    await expect(gantry.shell('a1').getByRole('textbox')).toBeFocused();
  });
});

test('a screen reader is told what is selected and what is being done', async ({ gantry, docker }) => {
  const { page } = gantry;
  // There before anything is said.
  const told = page.getByRole('status', { name: 'Announcements' });
  await expect(told).toHaveText('');
  await startThree(gantry, docker);
  await docker('run', '-d', '--name', 'slow', '--stop-timeout', '3', 'busybox', 'sh', '-c', 'trap "" TERM; sleep 1000');
  await expect(gantry.row('slow')).toContainText('running');
  await gantry.row('a1').focus();
  await page.keyboard.press('Space');
  await expect(told).toHaveText('1 selected');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(told).toHaveText('2 selected');
  await page.keyboard.press('Escape');
  await expect(told).toHaveText('Nothing selected');
  await page.keyboard.press('End');
  await page.keyboard.press('s');
  await expect(told).toHaveText('Stopping slow…');
  await page.keyboard.press('Control+a');
  await expect(told).toHaveText('4 selected');
  await page.keyboard.press('r');
  await expect(told).toHaveText(/^Restarting \d containers…$/);
});
