import { expect, test } from './fixtures.ts';

test.describe('the list of containers', () => {
  test('shows what runs and what does not, with its state in words', { tag: '@engines' }, async ({
    gantry,
    docker,
  }) => {
    await docker('run', '-d', '--name', 'web', '-p', '127.0.0.1::80', 'busybox', 'sleep', '1000');
    await docker('run', '-d', '--name', 'broken', 'busybox', 'sh', '-c', 'exit 3');
    await docker('create', '--name', 'fresh', 'busybox');
    await expect(gantry.row('web')).toContainText('running');
    await expect(gantry.row('broken')).toContainText('exited 3');
    await expect(gantry.row('fresh')).toContainText('created');
    const published = await docker('port', 'web', '80');
    const link = gantry.row('web').getByRole('link', { name: /→80/ });
    await expect(link).toHaveAttribute('href', `http://${published}`);
    await expect(link).toHaveAttribute('rel', /noopener/);
  });

  test('follows what is done in a terminal', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'one', '--stop-timeout', '0', 'busybox', 'sleep', '1000');
    await expect(gantry.row('one')).toContainText('running');
    await docker('stop', 'one');
    await expect(gantry.row('one')).toContainText('stopped');
    await docker('start', 'one');
    await expect(gantry.row('one')).toContainText('running');
    await docker('pause', 'one');
    await expect(gantry.row('one')).toContainText('paused');
    await docker('unpause', 'one');
    await docker('rename', 'one', 'uno');
    await expect(gantry.row('uno')).toContainText('running');
    await expect(gantry.row('one')).toHaveCount(0);
    await docker('rm', '-f', 'uno');
    await expect(gantry.row('uno')).toHaveCount(0);
  });

  test('tells the age of what was just made by the second', async ({ gantry, docker }) => {
    await expect(gantry.page.getByText('No containers yet')).toBeVisible();
    await docker('create', '--name', 'new', 'busybox', 'true');
    // Both within less time than ages of minutes need to be renewed.
    await expect(gantry.row('new')).toContainText(/busybox[1-4] s/);
    await expect(gantry.row('new')).toContainText(/busybox[5-9] s/);
  });

  test('tells healthy, unhealthy and starting apart', async ({ gantry, docker }) => {
    const check = (name: string, command: string) =>
      docker(
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

  test('streams CPU and memory for running rows', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'busy', '--cpus', '0.2', 'busybox', 'sh', '-c', 'while :; do :; done');
    await expect(gantry.row('busy')).toContainText(/[1-9]\d* %/);
    await expect(gantry.row('busy')).toContainText(/\d (K|M)iB/);
    await docker('stop', '-t', '0', 'busy');
    await expect(gantry.row('busy')).not.toContainText('%');
  });

  test('groups Compose projects', { tag: '@engines' }, async ({ gantry, docker }) => {
    for (const service of ['web', 'db']) {
      const labels = ['--label', 'com.docker.compose.project=shop', '--label', `com.docker.compose.service=${service}`];
      await docker('create', '--name', `shop-${service}-1`, ...labels, 'busybox');
    }
    await docker('create', '--name', 'alone', 'busybox');
    await expect(gantry.row('shop-web-1')).toBeVisible();
    const group = gantry.containers.getByRole('row', { name: /^shop,/ });
    await expect(group).toContainText('2 created');
    await group.click();
    await expect(gantry.row('shop-web-1')).toHaveCount(0);
    await expect(gantry.row('alone')).toBeVisible();
  });

  test('filters by text and by key, and says when nothing is left', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'alpha', '--label', 'tier=web', 'busybox', 'sleep', '1000');
    await docker('create', '--name', 'beta', 'busybox');
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

  test('sorts by a column and remembers that, with the filter and the theme, over a reload', {
    tag: '@electron',
  }, async ({ gantry, docker }) => {
    for (const name of ['beta', 'ceta', 'alfa']) await docker('create', '--name', name, 'busybox');
    const names = () => gantry.containers.getByRole('row').filter({ hasText: 'created' }).allInnerTexts();
    const first = async () => (await names()).map((text) => text.trim()[0]).join('');
    await expect.poll(first).toBe('abc');
    await gantry.containers.getByRole('columnheader', { name: 'Name' }).click();
    await expect.poll(first).toBe('cba');
    await gantry.navigation.getByRole('link', { name: 'Settings' }).click();
    await gantry.page.getByRole('radio', { name: 'Dark' }).click();
    await gantry.page.keyboard.press('g');
    await gantry.page.keyboard.press('c');
    await gantry.filter.fill('-beta');
    await expect.poll(first).toBe('ca');
    await gantry.page.reload();
    await expect(gantry.filter).toHaveValue('-beta');
    await expect.poll(first).toBe('ca');
    await expect(gantry.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });

  test('is honest about having nothing', async ({ gantry }) => {
    await expect(gantry.page.getByText('No containers yet')).toBeVisible();
  });
});

test.describe('the verbs', () => {
  test('start, stop and restart from the row', { tag: ['@electron', '@engines'] }, async ({ gantry, docker }) => {
    await docker('create', '--name', 'web', '--stop-timeout', '0', 'busybox', 'sleep', '1000');
    const row = gantry.row('web');
    await row.hover();
    await row.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(row).toContainText('running');
    await row.getByRole('button', { name: 'Restart' }).click();
    await expect(gantry.page.getByRole('status').filter({ hasText: 'Restarted web' })).toBeVisible();
    await row.getByRole('button', { name: 'Stop' }).click();
    await expect(row).toContainText('stopped');
  });

  test('remove asks first, and Escape means no', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker('create', '--name', 'precious', 'busybox');
    await gantry.row('precious').click({ button: 'right' });
    await gantry.page.getByRole('menuitem', { name: 'Remove', exact: true }).click();
    await expect(gantry.question).toContainText('Remove precious?');
    await expect(gantry.question.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await gantry.page.keyboard.press('Escape');
    await expect(gantry.question).toHaveCount(0);
    expect(await docker('ps', '-aq')).not.toBe('');
    await gantry.row('precious').click({ button: 'right' });
    await gantry.page.getByRole('menuitem', { name: 'Remove', exact: true }).click();
    await gantry.question.getByRole('button', { name: 'Remove' }).click();
    await expect(gantry.row('precious')).toHaveCount(0);
    expect(await docker('ps', '-aq')).toBe('');
  });

  test('work on many at once', { tag: '@engines' }, async ({ gantry, docker }) => {
    for (const name of ['a1', 'b1', 'c1']) await docker('create', '--name', name, 'busybox', 'sleep', '1000');
    await expect(gantry.row('c1')).toBeVisible();
    await gantry.row('a1').focus();
    await gantry.page.keyboard.press('Control+a');
    await gantry.page.keyboard.press('Shift+S');
    for (const name of ['a1', 'b1', 'c1']) await expect(gantry.row(name)).toContainText('running');
    await gantry.page.keyboard.press('Delete');
    await expect(gantry.question).toContainText('Remove 3 containers?');
    await expect(gantry.question).toContainText('3 of them are running and will be killed');
    await gantry.question.getByRole('button', { name: 'Remove' }).click();
    await expect(gantry.page.getByText('No containers yet')).toBeVisible();
  });

  test('are all in the palette', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
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

  test("say why they failed, with the engine's own words", { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker('create', '--name', 'nocmd', 'busybox', '/no/such/program');
    const row = gantry.row('nocmd');
    await row.hover();
    await row.getByRole('button', { name: 'Start', exact: true }).click();
    const alert = gantry.alerts.filter({ hasText: 'Couldn’t start nocmd' });
    await expect(alert).toBeVisible();
    await alert.getByText('Details').click();
    await expect(alert).toContainText('/no/such/program');
  });

  test('can be copied as command lines', { tag: '@electron' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.row('web').click({ button: 'right' });
    await gantry.page.getByRole('menuitem', { name: 'Copy command' }).press('ArrowRight');
    await gantry.page.getByRole('menuitem', { name: 'docker stop web', exact: true }).press('Enter');
    await expect.poll(() => gantry.page.evaluate(() => navigator.clipboard.readText())).toBe('docker stop web');
  });
});

test.describe('the detail', () => {
  test('opens on a click, tells the facts, closes on Escape', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker(
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

  test('says in words why a container ended', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'killed', 'busybox', 'sleep', '1000');
    await docker('kill', 'killed');
    const detail = await gantry.open('killed');
    await expect(detail).toContainText('ended by SIGKILL');
  });

  test('shows all that the engine knows as JSON that can be searched', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', '-e', 'NEEDLE=found-it', 'busybox', 'sleep', '1000');
    const detail = await gantry.open('web', 'Inspect');
    const json = detail.getByRole('textbox', { name: /Inspect|JSON/ });
    await expect(json).toContainText('"Id"');
    // It waits to be asked, and leaves the keys where they were.
    await expect(detail.getByRole('textbox', { name: 'Find' })).toHaveCount(0);
    await expect(detail.getByRole('tab', { name: 'Inspect' })).toBeFocused();
    await json.press('Control+f');
    await detail.getByRole('textbox', { name: 'Find' }).pressSequentially('found-it');
    await gantry.page.keyboard.press('Enter');
    await expect(detail.locator('.cm-searchMatch').first()).toContainText('found-it');
  });

  test('says when its container is gone', { tag: '@engines' }, async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'brief', 'busybox', 'sleep', '1000');
    await gantry.open('brief');
    await docker('rm', '-f', 'brief');
    await expect(gantry.page.getByText('This container is gone')).toBeVisible();
  });

  test('survives a reload where it was', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await gantry.open('web', 'Inspect');
    await gantry.page.reload();
    await expect(gantry.detail('web').getByRole('tab', { name: 'Inspect' })).toHaveAttribute('aria-selected', 'true');
  });
});
