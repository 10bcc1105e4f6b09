import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { startLab } from './lab/lab.ts';
import { GantryWindow } from './pages/window.ts';

/** The shape and colour of a row's state. */
async function expectState(row: Locator, tone: string, words: string): Promise<void> {
  await expect(row.locator('[data-tone]')).toContainText(words);
  await expect(row.locator('[data-tone]')).toHaveAttribute('data-tone', tone);
}

test.describe('a state tells who did it', () => {
  test('stopped by a person is calm, whoever was asked and whatever the exit code; a crash is red with its reason', {
    tag: '@electron',
  }, async ({ gantry, docker }) => {
    const sleeping = ['--stop-timeout', '0', 'busybox', 'sleep', '1000'];
    for (const name of ['by-hand', 'by-cli', 'killed']) await docker('run', '-d', '--name', name, ...sleeping);
    const onTerm = (code: number) => [
      'busybox',
      'sh',
      '-c',
      `trap "exit ${code}" TERM HUP; while :; do sleep 0.1; done`,
    ];
    await docker('run', '-d', '--name', 'graceful', ...onTerm(1));
    await docker('run', '-d', '--name', 'reloaded', ...onTerm(5));
    await docker('run', '-d', '--name', 'broken', 'busybox', 'sh', '-c', 'exit 127');
    await docker('run', '-d', '--name', 'finished', 'busybox', 'true');
    await expect(gantry.row('by-hand')).toContainText('running');
    await gantry.row('by-hand').focus();
    await gantry.page.keyboard.press('s');
    await docker('stop', 'by-cli', 'graceful');
    await docker('kill', 'killed');
    await docker('kill', '--signal', 'HUP', 'reloaded');
    for (const name of ['by-hand', 'by-cli', 'killed', 'graceful']) {
      await expectState(gantry.row(name), 'exited', 'stopped');
    }
    await expectState(gantry.row('reloaded'), 'bad', 'exited 5');
    await expectState(gantry.row('broken'), 'bad', 'exited 127');
    await expectState(gantry.row('broken'), 'bad', 'its command was not found');
    await expectState(gantry.row('finished'), 'exited', 'exited');
    // What was once stopped and then ends by itself is no longer what somebody asked for.
    await docker('start', 'graceful');
    await expectState(gantry.row('graceful'), 'running', 'running');
    await docker('exec', 'graceful', 'kill', '-TERM', '1');
    await expectState(gantry.row('graceful'), 'bad', 'exited 1');
    await gantry.filter.fill('state:stopped');
    await expect(gantry.row('by-cli')).toBeVisible();
    await expect(gantry.row('broken')).toHaveCount(0);
    await gantry.filter.fill('');
  });

  test('what is being stopped is neutral and says so, what is starting does not look healthy', async ({
    gantry,
    docker,
  }) => {
    await docker('run', '-d', '--name', 'slow', '--stop-timeout', '6', 'busybox', 'sleep', '1000');
    const check = ['--health-cmd', 'sleep 100', '--health-interval', '1s', '--health-timeout', '100s'];
    await docker('run', '-d', '--name', 'starting', ...check, 'busybox', 'sleep', '1000');
    await expectState(gantry.row('starting'), 'starting', 'starting');
    await expectState(gantry.row('slow'), 'running', 'running');
    await gantry.row('slow').focus();
    await gantry.page.keyboard.press('s');
    await expectState(gantry.row('slow'), 'busy', 'Stopping…');
    // Once, beside the word.
    await expect(gantry.row('slow').locator('[class*=spinner]')).toHaveCount(1);
    await expect(gantry.row('slow')).toHaveAccessibleName(/^slow Stopping/);
    await expectState(gantry.row('slow'), 'exited', 'stopped');
  });

  test('while the engine is away they are grey with their age, and no verb is carried out', async ({
    hostOn,
    show,
  }) => {
    const lab = await startLab({ liveRestore: true });
    try {
      await lab.cli('run', '-d', '--name', 'stays', 'busybox', 'sleep', '1000');
      const page = await show(await hostOn(lab.dockerHost));
      const gantry = new GantryWindow(page);
      await expectState(gantry.row('stays'), 'running', 'running');
      await lab.engine.kill('SIGKILL');
      await expectState(gantry.row('stays'), 'unknown', 'running');
      await expectState(gantry.row('stays'), 'unknown', 'as of');
      await expect(page.getByRole('main')).toContainText(/1 running as of \d+ s ago/);
      await gantry.row('stays').focus();
      for (const key of ['s', 'Delete']) {
        await page.keyboard.press(key);
        const verb = key === 's' ? 'Stop' : 'Remove';
        await expect(gantry.alerts.filter({ hasText: `${verb} is not possible` })).toContainText('not reachable');
      }
      await expect(gantry.question).toHaveCount(0);
      await lab.engine.start();
      await expectState(gantry.row('stays'), 'running', 'running');
      expect((await lab.cli('inspect', '-f', '{{.State.Status}}', 'stays')).stdout.trim()).toBe('running');
    } finally {
      await lab.stop();
    }
  });
});
