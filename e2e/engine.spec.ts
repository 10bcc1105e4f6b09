import { existsSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { startLab } from './lab/lab.ts';
import { GantryWindow } from './pages/window.ts';
import { switchTo, testOfTwo } from './two-engines.ts';

test.describe('an engine that dies', () => {
  test('is said to be gone, once, with a next step; when it is back the list is right without a click', {
    tag: '@electron',
  }, async ({ hostOn, show }) => {
    const lab = await startLab({ liveRestore: true });
    try {
      await lab.cli('run', '-d', '--name', 'stays', 'busybox', 'sleep', '1000');
      await lab.cli('run', '-d', '--name', 'changes', 'busybox', 'sleep', '1000');
      const changing = Number((await lab.cli('inspect', '-f', '{{.State.Pid}}', 'changes')).stdout);
      const page = await show(await hostOn(lab.dockerHost));
      const gantry = new GantryWindow(page);
      await expect(gantry.row('stays')).toContainText('running');

      await lab.engine.kill('SIGKILL');
      const killed = Date.now();
      await expect(gantry.alerts).toHaveCount(1);
      console.log(`said after ${Date.now() - killed} ms`);
      await expect(gantry.alerts).toContainText('is not reachable');
      await expect(gantry.alerts).toContainText(/[Ss]tart/);
      await expect(gantry.alerts.getByRole('button', { name: 'Try now' })).toBeVisible();
      await expect(gantry.engine).toHaveAccessibleName(/not reachable/);
      await expect(gantry.row('stays')).toBeVisible();
      // It ends while nobody can tell.
      process.kill(changing, 'SIGKILL');
      await expect.poll(() => existsSync(`/proc/${changing}`)).toBe(false);
      await expect(gantry.alerts).toHaveCount(1);

      await lab.engine.start();
      const started = Date.now();
      await expect(gantry.row('changes')).toContainText('exited');
      console.log(`right again after ${Date.now() - started} ms`);
      await expect(gantry.alerts).toHaveCount(0);
      await lab.cli('rm', '-f', 'stays');
      await expect(gantry.row('stays')).toHaveCount(0);
    } finally {
      await lab.stop();
    }
  });

  test('leaves the focus in the open switcher, at the engine that it names anew', async ({ hostOn, show }) => {
    const lab = await startLab();
    try {
      const { engine, page } = new GantryWindow(await show(await hostOn(lab.dockerHost)));
      await expect(engine).toHaveAccessibleName(/connected$/);
      await engine.press('Enter');
      await expect(page.getByRole('menuitemcheckbox', { name: / · Docker / })).toBeFocused();
      await lab.engine.kill('SIGKILL');
      await expect(page.getByRole('menuitemcheckbox', { name: /not reachable/ })).toBeFocused();
      await page.keyboard.press('End');
      await expect(page.getByRole('menuitem', { name: 'About this engine' })).toBeFocused();
    } finally {
      await lab.stop();
    }
  });

  test('measures again when it is back, also what was started anew meanwhile', async ({ hostOn, show }) => {
    const lab = await startLab({ liveRestore: true });
    try {
      await lab.cli('run', '-d', '--name', 'stays', '--stop-timeout', '0', 'busybox', 'sleep', '1000');
      const gantry = new GantryWindow(await show(await hostOn(lab.dockerHost)));
      await expect(gantry.row('stays')).toContainText(/\d %/);
      await lab.engine.kill('SIGKILL');
      await expect(gantry.alerts).toContainText('is not reachable');
      await expect(gantry.row('stays')).not.toContainText(/\d %/);
      await lab.engine.start();
      await expect(gantry.alerts).toHaveCount(0);
      await expect(gantry.row('stays')).toContainText(/\d %/);
      await lab.cli('restart', 'stays');
      await expect(gantry.row('stays')).toContainText(/\d %/);
    } finally {
      await lab.stop();
    }
  });

  test('frozen, answers no verb but freezes nothing here', async ({ hostOn, show }) => {
    const lab = await startLab();
    try {
      await lab.cli('create', '--name', 'web', 'busybox', 'sleep', '1000');
      const page = await show(await hostOn(lab.dockerHost));
      const gantry = new GantryWindow(page);
      await expect(gantry.row('web')).toContainText('created');
      lab.engine.pause();
      await gantry.row('web').focus();
      await page.keyboard.press('Shift+S');
      await expect(gantry.row('web')).toHaveAttribute('aria-busy', 'true');
      await gantry.navigation.getByRole('link', { name: 'Settings' }).click();
      await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
      await gantry.navigation.getByRole('link', { name: 'Containers' }).click();
      lab.engine.resume();
      await expect(gantry.row('web')).toContainText('running');
    } finally {
      lab.engine.resume();
      await lab.stop();
    }
  });
});

testOfTwo(
  'the switcher shows every engine with its state and leads to it',
  { tag: '@electron' },
  async ({ gantryOfTwo: gantry, docker, other }) => {
    const { page } = gantry;
    await docker('create', '--name', 'on-first', 'busybox');
    await other.cli('create', '--name', 'on-second', 'busybox');
    await expect(gantry.row('on-first')).toBeVisible();
    await gantry.engine.click();
    await expect(page.getByRole('menuitemcheckbox', { name: /^Docker/ })).toHaveAttribute('aria-checked', 'true');
    await page.getByRole('menuitemcheckbox', { name: /^second/ }).click();
    await expect(gantry.row('on-second')).toBeVisible();
    await expect(gantry.row('on-first')).toHaveCount(0);
    await expect(gantry.engine).toHaveAccessibleName(/^Engine second .*\S, connected$/);
  },
);

testOfTwo(
  'an object is named by its engine: two volumes of one name are two, and the address of one leads to no other',
  async ({ gantryOfTwo: gantry, docker, other }) => {
    const { page } = gantry;
    await docker('volume', 'create', '--label', 'on=first', 'data');
    await other.cli('volume', 'create', '--label', 'on=second', 'data');
    try {
      const row = page.getByRole('grid', { name: 'Volumes' }).getByRole('row', { name: /^data / });
      const detail = page.getByRole('complementary', { name: 'data' });
      await gantry.navigation.getByRole('link', { name: 'Volumes' }).click();
      await row.click();
      await expect(detail).toContainText('first');
      await expect(page).toHaveURL(/#\/volumes\/e[0-9a-f]{12}\/data$/);
      const first = new URL(page.url()).hash;

      await switchTo(gantry, /^second/);
      await expect(row).toBeVisible();
      await expect(detail).toHaveCount(0);
      await row.click();
      await expect(detail).toContainText('second');
      expect(new URL(page.url()).hash).not.toBe(first);

      await switchTo(gantry, /^Docker/);
      await expect(detail).toHaveCount(0);
      await page.goBack();
      await expect(detail).toContainText('first');
      expect(new URL(page.url()).hash).toBe(first);
      // As an older Gantry wrote it: on the engine that is shown.
      await page.evaluate(() => {
        location.hash = '#/volumes/data/inspect';
      });
      await expect(detail.getByRole('tab', { name: 'Inspect' })).toHaveAttribute('aria-selected', 'true');
      await expect(detail).toContainText('first');
    } finally {
      await docker('volume', 'rm', 'data');
    }
  },
);
