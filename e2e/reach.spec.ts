import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';

test.describe('the filter', () => {
  test('suggests what exists, by pointer and by key, and stays a search box', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', '--label', 'tier=front', 'busybox', 'sleep', '1000');
    await docker('create', '--name', 'job', 'busybox');
    await expect(gantry.row('job')).toBeVisible();
    const { page, filter } = gantry;
    const suggestions = page.getByRole('listbox', { name: 'Suggestions' });
    await filter.focus();
    await suggestions.getByRole('option', { name: /^state:running/ }).click();
    await expect(filter).toHaveValue('state:running');
    await expect(filter).toBeFocused();
    await expect(gantry.row('job')).toHaveCount(0);
    await filter.fill('label:');
    await page.keyboard.press('ArrowDown');
    const option = suggestions.getByRole('option', { name: /^label:tier=front/ });
    await expect(option).toHaveAttribute('aria-selected', 'true');
    await expect(filter).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id')) ?? '');
    await page.keyboard.press('Enter');
    await expect(filter).toHaveValue('label:tier=front');
    await expect(gantry.row('web')).toBeVisible();
  });

  test('suggests after a miss, and leads down into the list where it suggests beside results', async ({
    gantry,
    docker,
  }) => {
    await docker('create', '--name', 'job', 'busybox');
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await expect(gantry.row('web')).toContainText('running');
    const { page, filter } = gantry;
    await filter.fill('runing');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(filter).toHaveValue('state:running');
    await filter.fill('');
    await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(gantry.row('job')).toBeFocused();
    await expect(page.getByRole('listbox', { name: 'Suggestions' })).toHaveCount(0);
  });
});

test.describe('the palette', () => {
  test('begins with the verbs of what is open, then what was done lately, then the ways', async ({
    gantry,
    docker,
  }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await docker('create', '--name', 'job', 'busybox');
    await gantry.open('web');
    const { page, palette } = gantry;
    await page.keyboard.press('Control+k');
    const groups = palette.getByRole('group');
    await expect(groups.nth(0)).toHaveAccessibleName('web');
    await expect(groups.nth(1)).toHaveAccessibleName('Go to');
    await expect(palette.getByRole('option', { name: 'Go to Images' })).toContainText('i');
    await palette.getByRole('combobox').fill('exec');
    await expect(palette.getByRole('option').first()).toHaveText(/^Shell web/);
    await palette.getByRole('combobox').fill('clean disk');
    await expect(palette.getByRole('option').first()).toContainText(/unused|Disk|build cache/);
    await palette.getByRole('combobox').fill('theme dark');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+k');
    await expect(groups.nth(1)).toHaveAccessibleName('Recent');
    await expect(groups.nth(1).getByRole('option')).toHaveText(/Theme: dark/);
    await palette.getByRole('combobox').fill('job');
    await expect(palette.getByRole('option', { name: 'job', exact: true })).toHaveAccessibleDescription(/^created/);
  });
});

test.describe('a container that is run again', () => {
  const make = [
    'run',
    '-d',
    '--name',
    'web',
    '-p',
    '28431:80',
    '-e',
    'COLOR=deep blue',
    '-v',
    'reach-data:/data',
    '--label',
    'tier=front',
    '--memory',
    '64m',
    '--restart',
    'on-failure:3',
    'busybox',
    'sleep',
    '1000',
  ];

  test('fills the form with what it was made with, and nothing that its image brings', async ({ gantry, docker }) => {
    await docker(...make);
    await gantry.row('web').click({ button: 'right' });
    await gantry.page.getByRole('menuitem', { name: /^Run again with changes…/ }).click();
    const form = gantry.page.getByRole('dialog', { name: 'Run a container' });
    await expect(form.getByLabel('Name', { exact: true })).toHaveValue('web-2');
    await expect(form.getByText('Port 28431 is used by web.')).toBeVisible();
    await form.getByRole('button', { name: 'Use 28432' }).click();
    await expect(form.getByRole('region', { name: 'Command line' })).toHaveText(
      `docker run --detach --name web-2 --restart on-failure:3 --publish 28432:80 ` +
        `--mount type=volume,source=reach-data,target=/data --env COLOR="\${COLOR:?was left out}" --label tier=front ` +
        `--memory 67108864b busybox sleep 1000`,
    );
    await form.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(gantry.row('web-2')).toContainText('running');
    expect(await docker('inspect', '-f', '{{json .Config.Env}}', 'web-2')).toContain('"COLOR=deep blue"');
  });

  test('is undone by the notice of a removal, from Activity and from the palette', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker(...make);
    await docker('exec', 'web', 'sh', '-c', 'head -c 12000000 /dev/zero > /big');
    const config = await docker('inspect', '-f', '{{json .Config.Env}} {{json .HostConfig.PortBindings}}', 'web');
    await gantry.row('web').focus();
    await gantry.page.keyboard.press('Delete');
    await expect(gantry.question).toContainText('to its own files.');
    await expect(gantry.question.getByRole('button', { name: 'Export its files first…' })).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await gantry.question.getByRole('button', { name: 'Remove' }).click();
    await expect(gantry.row('web')).toHaveCount(0);
    const notice = page.getByRole('status').filter({ hasText: 'Removed web' });
    await expect(notice).toContainText('Recreated, it is as it was, without the files that it wrote.');
    await notice.getByRole('button', { name: 'Recreate' }).click();
    await expect(gantry.row('web')).toContainText('running');
    expect(await docker('inspect', '-f', '{{json .Config.Env}} {{json .HostConfig.PortBindings}}', 'web')).toBe(config);

    const remove = async () => {
      await gantry.navigation.getByRole('link', { name: 'Containers' }).click();
      await gantry.row('web').focus();
      await page.keyboard.press('Delete');
      await gantry.question.getByRole('button', { name: 'Remove' }).click();
      await expect(gantry.row('web')).toHaveCount(0);
    };
    await remove();
    await gantry.navigation.getByRole('link', { name: 'Activity' }).click();
    const removed = page.getByRole('region', { name: 'Removed containers' });
    await expect(removed).toContainText('busybox');
    expect(await findings(page)).toEqual([]);
    await removed.getByRole('button', { name: 'Recreate web' }).click();
    await expect(removed).toHaveCount(0);
    await remove();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('recreate web');
    await page.getByRole('option', { name: 'Recreate web' }).click();
    await expect(gantry.row('web')).toContainText('running');
    expect(await docker('port', 'web', '80')).toContain(':28431');

    await docker('create', '--name', 'job', 'busybox');
    await expect(gantry.row('job')).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('remove stopped');
    await page.getByRole('option', { name: 'Remove stopped containers…' }).click();
    const prune = page.getByRole('dialog', { name: 'Remove stopped containers' });
    await expect(prune.getByRole('checkbox', { name: 'job' })).toBeChecked();
    await expect(prune.getByRole('checkbox', { name: 'web' })).toHaveCount(0);
    expect(await findings(page)).toEqual([]);
    await prune.getByRole('button', { name: 'Remove 1' }).click();
    await expect(gantry.row('job')).toHaveCount(0);
    await page
      .getByRole('status')
      .filter({ hasText: 'Removed 1 container' })
      .getByRole('button', { name: 'Show what was removed' })
      .click();
    await expect(removed.getByRole('button', { name: 'Recreate job' })).toBeVisible();
  });
});

test('the disk is reached from the status bar, with what can be freed and the way to see it first', async ({
  gantry,
  docker,
}) => {
  await docker('volume', 'create', 'reach-unused');
  const { page } = gantry;
  await page.getByRole('contentinfo').getByRole('button', { name: 'Disk' }).click();
  const parts = page.getByRole('list', { name: 'What uses the disk' }).getByRole('listitem');
  await expect(parts).toHaveCount(5);
  await expect(parts.filter({ hasText: /^Images/ })).toContainText(/\d [KMG]iB/);
  await parts.filter({ hasText: 'Volumes' }).getByRole('button', { name: 'Remove unused volumes…' }).click();
  await page.getByRole('checkbox', { name: 'Named volumes too' }).check();
  await expect(page.getByRole('checkbox', { name: 'reach-unused' })).toBeChecked();
  await page.keyboard.press('Escape');
  await docker('volume', 'rm', 'reach-unused');
});
