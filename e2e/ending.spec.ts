import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';

const hears = 'trap "echo hup" HUP; trap "exit 3" TERM; echo up; while :; do sleep 0.2; done';
/** Takes no notice of being asked to end. */
const deaf = 'trap "echo asked" TERM; echo up; while :; do sleep 0.2; done';

test.describe('ending in a way of one’s own', () => {
  test('sends the signal that is chosen or typed, and says what is wrong with it', {
    tag: ['@engines', '@electron'],
  }, async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', hears);
    const log = () => docker('logs', 'web');
    await expect.poll(log).toBe('up');
    const open = async () => {
      await gantry.verb('web', 'Shift+F10');
      await page.getByRole('menuitem', { name: 'Send a signal…' }).press('Enter');
    };
    const form = page.getByRole('dialog', { name: 'Send a signal to web' });
    const signal = form.getByRole('combobox', { name: 'Signal' });
    const line = form.getByRole('region', { name: 'Command line' });
    await open();
    await expect(signal).toBeFocused();
    await expect(signal).toHaveValue('TERM');
    await signal.selectOption('HUP');
    await expect(line).toContainText('docker kill --signal HUP web');
    expect(await findings(page)).toEqual([]);
    await form.getByRole('button', { name: 'Send' }).press('Enter');
    await expect(form).toHaveCount(0);
    await expect.poll(log).toBe('up\nhup');
    await expect(page.getByRole('status').filter({ hasText: 'Sent HUP to web' })).toBeVisible();
    await expect(gantry.row('web')).toContainText('running');
    await expect(gantry.row('web')).toBeFocused();

    await open();
    await expect(signal).toHaveValue('HUP');
    await signal.selectOption('Another…');
    const name = form.getByRole('textbox', { name: 'Name or number' });
    const send = form.getByRole('button', { name: 'Send' });
    await expect(send).toBeDisabled();
    await name.fill('65');
    await expect(name).toHaveAccessibleDescription(/a number from 1 to 64/);
    await expect(send).toBeDisabled();
    await name.fill('nonesuch');
    await name.press('Enter');
    await expect(name).toHaveAccessibleDescription('The engine’s machine has no signal NONESUCH.');
    await expect(line).toContainText('docker kill --signal NONESUCH web');
    await name.fill('15');
    await expect(name).not.toHaveAccessibleDescription(/no signal/);
    await name.press('Enter');
    await expect(form).toHaveCount(0);
    await expect(gantry.row('web')).toContainText('stopped');
  });

  test('stops within the seconds that are typed, several at once, or waits until a person does not', {
    tag: '@engines',
  }, async ({ gantry, docker }) => {
    const { page } = gantry;
    for (const name of ['web', 'db']) {
      await docker('run', '-d', '--stop-timeout', '1000', '--name', name, 'busybox', 'sh', '-c', deaf);
      await expect.poll(() => docker('logs', name)).toBe('up');
    }
    await gantry.verb('web', 'Shift+F10');
    await page.getByRole('menuitem', { name: 'Stop with…' }).press('Enter');
    const form = page.getByRole('dialog', { name: 'Stop web' });
    const seconds = form.getByRole('textbox', { name: 'Seconds to end by itself' });
    await expect(seconds).toBeFocused();
    await expect(form.getByRole('region', { name: 'Command line' })).toContainText(/^docker stop web/);
    await seconds.fill('-2');
    await expect(seconds).toHaveAccessibleDescription(/-1 to wait without end/);
    await expect(form.getByRole('button', { name: 'Stop', exact: true })).toBeDisabled();
    await seconds.fill('-1');
    await expect(form.getByRole('region', { name: 'Command line' })).toContainText('docker stop --time -1 web');
    expect(await findings(page)).toEqual([]);
    await seconds.press('Enter');
    await expect(form).toHaveCount(0);
    await expect(gantry.row('web')).toContainText('Stopping');
    await expect.poll(() => docker('logs', 'web')).toContain('asked');
    await page.getByRole('status').getByRole('button', { name: 'Stop waiting' }).click();
    await expect(page.getByText('Waiting for web to end')).toHaveCount(0);
    await expect(gantry.row('web')).not.toContainText('Stopping…');
    await expect(gantry.alerts).toHaveCount(0);

    await gantry.row('web').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: /^Stop with…/ }).press('Enter');
    const both = page.getByRole('dialog', { name: 'Stop 2 containers' });
    const time = both.getByRole('textbox', { name: 'Seconds to end by itself' });
    await expect(time).toHaveValue('-1');
    await time.fill('1');
    await expect(both.getByRole('region', { name: 'Command line' })).toContainText(
      /docker stop --time 1 (web db|db web)/,
    );
    await time.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Stopped 2 containers' })).toBeVisible();
    for (const name of ['web', 'db']) await expect(gantry.row(name)).toContainText('stopped');
  });
});
