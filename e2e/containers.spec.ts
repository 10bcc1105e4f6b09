import { expect, test } from './fixtures.ts';

test.describe('the list of containers', () => {
  test('shows what runs and what does not, with its state in words', async ({ gantry, lab }) => {
    await lab.cli('run', '-d', '--name', 'web', '-p', '127.0.0.1::80', 'busybox', 'sleep', '1000');
    await lab.cli('run', '--name', 'broken', 'busybox', 'sh', '-c', 'exit 3');
    await lab.cli('create', '--name', 'fresh', 'busybox');
    await expect(gantry.row('web')).toContainText('running');
    await expect(gantry.row('broken')).toContainText('exited 3');
    await expect(gantry.row('fresh')).toContainText('created');
    const published = (await lab.cli('port', 'web', '80')).stdout.trim();
    const link = gantry.row('web').getByRole('link', { name: /→80/ });
    await expect(link).toHaveAttribute('href', `http://${published}`);
    await expect(link).toHaveAttribute('rel', /noopener/);
  });

  test('follows what is done in a terminal', async ({ gantry, lab }) => {
    await lab.cli('run', '-d', '--name', 'one', '--stop-timeout', '0', 'busybox', 'sleep', '1000');
    await expect(gantry.row('one')).toContainText('running');
    await lab.cli('stop', 'one');
    await expect(gantry.row('one')).toContainText('exited 137');
    await lab.cli('start', 'one');
    await expect(gantry.row('one')).toContainText('running');
    await lab.cli('pause', 'one');
    await expect(gantry.row('one')).toContainText('paused');
    await lab.cli('unpause', 'one');
    await lab.cli('rename', 'one', 'uno');
    await expect(gantry.row('uno')).toContainText('running');
    await expect(gantry.row('one')).toHaveCount(0);
    await lab.cli('rm', '-f', 'uno');
    await expect(gantry.row('uno')).toHaveCount(0);
  });

  test('tells healthy, unhealthy and starting apart', async ({ gantry, lab }) => {
    const check = (name: string, command: string) =>
      lab.cli(
        'run',
        '-d',
        '--name',
        name,
        '--health-cmd',
        command,
        '--health-interval',
        '1s',
        '--health-retries',
        '1',
        'busybox',
        'sleep',
        '99',
      );
    await check('good', 'true');
    await check('bad', 'echo no database; exit 1');
    await expect(gantry.row('good')).toContainText('healthy');
    await expect(gantry.row('bad')).toContainText('unhealthy');
    const detail = await gantry.open('bad');
    await expect(detail).toContainText('no database');
  });

  test('streams CPU and memory for running rows', async ({ gantry, lab }) => {
    await lab.cli('run', '-d', '--name', 'busy', 'busybox', 'sh', '-c', 'while :; do :; done');
    await expect(gantry.row('busy')).toContainText(/[1-9]\d* %/, { timeout: 15_000 });
    await expect(gantry.row('busy')).toContainText(/\d (K|M)iB/);
    await lab.cli('stop', '-t', '0', 'busy');
    await expect(gantry.row('busy')).not.toContainText('%');
  });

  test('groups Compose projects', async ({ gantry, lab }) => {
    for (const service of ['web', 'db']) {
      const labels = ['--label', 'com.docker.compose.project=shop', '--label', `com.docker.compose.service=${service}`];
      await lab.cli('create', '--name', `shop-${service}-1`, ...labels, 'busybox');
    }
    await lab.cli('create', '--name', 'alone', 'busybox');
    await expect(gantry.row('shop-web-1')).toBeVisible();
    const group = gantry.containers.getByRole('row', { name: /^shop / });
    await expect(group).toContainText('2 created');
    await group.click();
    await expect(gantry.row('shop-web-1')).toHaveCount(0);
    await expect(gantry.row('alone')).toBeVisible();
  });

  test('filters by text and by key, and says when nothing is left', async ({ gantry, lab }) => {
    await lab.cli('run', '-d', '--name', 'alpha', '--label', 'tier=web', 'busybox', 'sleep', '1000');
    await lab.cli('create', '--name', 'beta', 'busybox');
    await expect(gantry.row('beta')).toBeVisible();
    await gantry.page.keyboard.press('/');
    await expect(gantry.filter).toBeFocused();
    await gantry.filter.fill('state:running label:tier=web');
    await expect(gantry.row('beta')).toHaveCount(0);
    await expect(gantry.row('alpha')).toBeVisible();
    await gantry.filter.fill('no such thing');
    await expect(gantry.page.getByText('No container matches')).toBeVisible();
    await gantry.page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(gantry.row('beta')).toBeVisible();
  });

  test('sorts by a column and remembers that, with the filter and the theme, over a reload', async ({
    gantry,
    lab,
  }) => {
    for (const name of ['b', 'c', 'a']) await lab.cli('create', '--name', name, 'busybox');
    const names = () => gantry.containers.getByRole('row').filter({ hasText: 'created' }).allInnerTexts();
    const first = async () => (await names()).map((text) => text.trim()[0]).join('');
    await expect.poll(first).toBe('abc');
    await gantry.containers.getByRole('columnheader', { name: 'Name' }).click();
    await expect.poll(first).toBe('cba');
    await gantry.navigation.getByRole('link', { name: 'Settings' }).click();
    await gantry.page.getByRole('radio', { name: 'Dark' }).click();
    await gantry.page.keyboard.press('g');
    await gantry.page.keyboard.press('c');
    await gantry.filter.fill('-b');
    await expect.poll(first).toBe('ca');
    await gantry.page.reload();
    await expect(gantry.filter).toHaveValue('-b');
    await expect.poll(first).toBe('ca');
    await expect(gantry.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });

  test('is honest about having nothing', async ({ gantry }) => {
    await expect(gantry.page.getByText('No containers yet')).toBeVisible();
  });
});

test.describe('the verbs', () => {
  test('start, stop and restart from the row', async ({ gantry, lab }) => {
    await lab.cli('create', '--name', 'web', '--stop-timeout', '0', 'busybox', 'sleep', '1000');
    const row = gantry.row('web');
    await row.hover();
    await row.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(row).toContainText('running');
    await row.getByRole('button', { name: 'Restart' }).click();
    await expect(gantry.page.getByRole('status').filter({ hasText: 'Restarted web' })).toBeVisible();
    await row.getByRole('button', { name: 'Stop' }).click();
    await expect(row).toContainText('exited 137');
  });

  test('remove asks first, and Escape means no', async ({ gantry, lab }) => {
    await lab.cli('create', '--name', 'precious', 'busybox');
    await gantry.row('precious').click({ button: 'right' });
    await gantry.page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect(gantry.question).toContainText('Remove precious?');
    await expect(gantry.question.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await gantry.page.keyboard.press('Escape');
    await expect(gantry.question).toHaveCount(0);
    expect((await lab.cli('ps', '-aq')).stdout).not.toBe('');
    await gantry.row('precious').click({ button: 'right' });
    await gantry.page.getByRole('menuitem', { name: 'Remove' }).click();
    await gantry.question.getByRole('button', { name: 'Remove' }).click();
    await expect(gantry.row('precious')).toHaveCount(0);
    expect((await lab.cli('ps', '-aq')).stdout).toBe('');
  });

  test('work on many at once', async ({ gantry, lab }) => {
    for (const name of ['a', 'b', 'c']) await lab.cli('create', '--name', name, 'busybox', 'sleep', '1000');
    await expect(gantry.row('c')).toBeVisible();
    await gantry.row('a').focus();
    await gantry.page.keyboard.press('Control+a');
    await gantry.page.keyboard.press('s');
    for (const name of ['a', 'b', 'c']) await expect(gantry.row(name)).toContainText('running');
    await gantry.page.keyboard.press('Delete');
    await expect(gantry.question).toContainText('Remove 3 containers?');
    await expect(gantry.question).toContainText('3 of them run and will be killed');
    await gantry.question.getByRole('button', { name: 'Remove' }).click();
    await expect(gantry.page.getByText('No containers yet')).toBeVisible();
  });

  test('are all in the palette', async ({ gantry, lab }) => {
    await lab.cli('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await expect(gantry.row('web')).toBeVisible();
    await gantry.page.keyboard.press('Control+k');
    await gantry.palette.getByRole('combobox').fill('pause web');
    await gantry.page.keyboard.press('Enter');
    await expect(gantry.row('web')).toContainText('paused');
    await gantry.page.keyboard.press('Control+k');
    for (const verb of ['Unpause', 'Restart', 'Stop', 'Kill', 'Logs', 'Remove']) {
      await gantry.palette.getByRole('combobox').fill(`${verb} web`);
      await expect(gantry.palette.getByRole('option', { name: `${verb} web` }).first()).toBeVisible();
    }
    await gantry.page.keyboard.press('Escape');
  });

  test("say why they failed, with the engine's own words", async ({ gantry, lab }) => {
    await lab.cli('create', '--name', 'nocmd', 'busybox', '/no/such/program');
    const row = gantry.row('nocmd');
    await row.hover();
    await row.getByRole('button', { name: 'Start', exact: true }).click();
    const alert = gantry.alerts.filter({ hasText: 'Start nocmd failed' });
    await expect(alert).toBeVisible();
    await alert.getByText('Details').click();
    await expect(alert).toContainText('/no/such/program');
  });

  test('can be copied as command lines', async ({ gantry, lab }) => {
    await lab.cli('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.row('web').click({ button: 'right' });
    await gantry.page.getByRole('menuitem', { name: 'Copy docker stop' }).click();
    await expect.poll(() => gantry.page.evaluate(() => navigator.clipboard.readText())).toBe('docker stop web');
  });
});

test.describe('the detail', () => {
  test('opens on a click, tells the facts, closes on Escape', async ({ gantry, lab }) => {
    await lab.cli(
      'run',
      '-d',
      '--name',
      'web',
      '-e',
      'COLOR=blue',
      '-v',
      '/tmp/anon',
      '--label',
      'tier=web',
      '--restart',
      'always',
      'busybox',
      'sleep',
      '1000',
    );
    const detail = await gantry.open('web');
    for (const fact of ['COLOR', 'blue', '/tmp/anon', 'tier', 'always', 'sleep 1000'])
      await expect(detail).toContainText(fact);
    await gantry.page.keyboard.press('Escape');
    await expect(detail).toHaveCount(0);
  });

  test('says in words why a container ended', async ({ gantry, lab }) => {
    await lab.cli('run', '-d', '--name', 'killed', 'busybox', 'sleep', '1000');
    await lab.cli('kill', 'killed');
    const detail = await gantry.open('killed');
    await expect(detail).toContainText('ended by SIGKILL');
  });

  test('shows all that the engine knows as JSON that can be searched', async ({ gantry, lab }) => {
    await lab.cli('run', '-d', '--name', 'web', '-e', 'NEEDLE=found-it', 'busybox', 'sleep', '1000');
    const detail = await gantry.open('web', 'Inspect');
    await detail.getByRole('textbox', { name: 'Find' }).fill('found-it');
    await gantry.page.keyboard.press('Enter');
    await expect(detail.locator('.cm-searchMatch').first()).toContainText('found-it');
  });

  test('says when its container is gone', async ({ gantry, lab }) => {
    await lab.cli('run', '-d', '--name', 'brief', 'busybox', 'sleep', '1000');
    await gantry.open('brief');
    await lab.cli('rm', '-f', 'brief');
    await expect(gantry.page.getByText('This container is gone')).toBeVisible();
  });

  test('survives a reload where it was', async ({ gantry, lab }) => {
    await lab.cli('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.open('web', 'Inspect');
    await gantry.page.reload();
    await expect(gantry.detail('web').getByRole('tab', { name: 'Inspect' })).toHaveAttribute('aria-selected', 'true');
  });
});
