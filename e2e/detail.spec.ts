import type { Locator } from '@playwright/test';
import { test as fakeTest } from './fake-fixtures.ts';
import { expect, test } from './fixtures.ts';

/** The value beside a fact's label. */
function fact(detail: Locator, label: string): Locator {
  return detail.locator('dl > div').filter({ has: detail.page().getByText(label, { exact: true }) });
}

function clipboard(detail: Locator): Promise<string> {
  return detail.page().evaluate(() => navigator.clipboard.readText());
}

test.describe("a container's detail", () => {
  test('says in its head how long it has been so, in the words of the list', { tag: '@electron' }, async ({
    gantry,
    docker,
  }) => {
    await docker('run', '-d', '--name', 'web', '--stop-timeout', '0', 'busybox', 'sleep', '1000');
    await docker('run', '-d', '--name', 'broken', 'busybox', 'sh', '-c', 'exit 3');
    await docker('create', '--name', 'fresh', 'busybox');
    await expect((await gantry.open('fresh')).locator('header')).toContainText(/created\s*\d+ s ago/);
    const crashed = await gantry.open('broken');
    await expect(crashed.locator('header')).toContainText(/exited 3.*\d+ s ago/);
    await expect(fact(crashed, 'Ended')).toContainText('exit code 3');
    const detail = await gantry.open('web');
    await expect(detail.locator('header')).toContainText(/running\s*since \d+ s ago/);
    await expect(fact(detail, 'Ended')).toHaveCount(0);
    await docker('stop', 'web');
    await expect(detail.locator('header')).toContainText(/stopped.*\d+ s ago/);
  });

  test('opens its ports by buttons, and copies their addresses', { tag: '@engines' }, async ({ gantry, docker }) => {
    const ports = ['-p', '127.0.0.1::80', '-p', '127.0.0.1::53/udp', '--expose', '9000'];
    await docker('run', '-d', '--name', 'web', ...ports, 'busybox', 'sleep', '1000');
    const published = await docker('port', 'web', '80/tcp');
    const detail = await gantry.open('web');
    const link = detail.getByRole('link', { name: `${published.split(':').at(-1)}→80` });
    await expect(link).toHaveAttribute('href', `http://${published}`);
    expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(24);
    await expect(fact(detail, '9000/tcp')).toContainText('not published');
    await fact(detail, '80/tcp').hover();
    await detail.getByRole('button', { name: 'Copy 80/tcp', exact: true }).click();
    await expect.poll(() => clipboard(detail)).toBe(`http://${published}`);
    await detail.getByRole('button', { name: 'Copy 53/udp', exact: true }).click();
    await expect.poll(() => clipboard(detail)).toBe(await docker('port', 'web', '53/udp'));
  });

  test('draws CPU and memory of the last minutes, which stay when it stops', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', '--stop-timeout', '0', '-m', '64m', 'busybox', 'sleep', '1000');
    await docker('create', '--name', 'fresh', 'busybox');
    const detail = await gantry.open('web');
    const use = detail.getByRole('region', { name: 'Use' });
    await expect(use).toContainText(/CPU \d/);
    await expect(use).toContainText(/Memory .* of 64\.0 MiB/);
    const graph = use.getByRole('img', { name: /^CPU and memory of the last/ });
    expect((await graph.boundingBox())?.height).toBe(64);
    const isDrawn = () =>
      graph.evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
        return data.some((value) => value !== 0);
      });
    await expect.poll(isDrawn).toBe(true);
    await docker('stop', 'web');
    await expect(use).toContainText('its last');
    expect(await isDrawn()).toBe(true);
    const other = await gantry.open('fresh');
    await expect(other).toContainText('Restart policy');
    await expect(other.getByRole('region', { name: 'Use' })).toHaveCount(0);
    // What was measured before is there again at once.
    await gantry.open('web');
    await expect(use).toContainText('its last');
  });

  test('says how it is checked, what the last answer was and how often in a row', async ({ gantry, docker }) => {
    const run = (name: string, ...check: string[]) =>
      docker('run', '-d', '--name', name, ...check, 'busybox', 'sleep', '1000');
    const checked = (command: string) => ['--health-cmd', command, '--health-interval', '1s', '--health-retries', '1'];
    await run('bad', ...checked('echo no database; exit 7'));
    await run('good', ...checked('true'));
    await run('plain');
    const bad = (await gantry.open('bad')).getByRole('region', { name: 'Health' });
    await expect(bad).toContainText(/failed (\d+ times in a row)/);
    await expect(bad).toContainText(/exit code 7, \d+ s ago/);
    await expect(bad).toContainText('no database');
    await expect(fact(bad, 'Check')).toContainText('echo no database; exit 7');
    const good = (await gantry.open('good')).getByRole('region', { name: 'Health' });
    await expect(good).toContainText(/passed (once|\d+ times in a row)/);
    const plain = await gantry.open('plain');
    await expect(plain).toContainText('Restart policy');
    await expect(plain.getByRole('region', { name: 'Health' })).toHaveCount(0);
  });

  test('shows three lines of a long command until more is asked for', async ({ gantry, docker }) => {
    const script = `sleep 1000 # ${'word '.repeat(200)}the end`;
    await docker('run', '-d', '--name', 'long', 'busybox', 'sh', '-c', script);
    await docker('run', '-d', '--name', 'short', 'busybox', 'sleep', '1000');
    const short = await gantry.open('short');
    await expect(fact(short, 'Command')).toContainText('sleep 1000');
    await expect(short.getByRole('button', { name: 'Show all' })).toHaveCount(0);
    const detail = await gantry.open('long');
    const code = fact(detail, 'Command').locator('code');
    const height = async () => (await code.boundingBox())?.height ?? 0;
    await expect(code).not.toContainText('the end');
    expect(await height()).toBeLessThanOrEqual(3 * 18);
    const more = detail.getByRole('button', { name: 'Show all' });
    await expect(more).toHaveAttribute('aria-expanded', 'false');
    await more.focus();
    await gantry.page.keyboard.press('Enter');
    await expect(code).toContainText('the end');
    expect(await height()).toBeGreaterThan(10 * 18);
    await expect(detail.getByRole('button', { name: 'Show less' })).toBeFocused();
    await detail.getByRole('button', { name: 'Copy Command' }).click();
    await expect.poll(() => clipboard(detail)).toBe(`sh -c '${script}'`);
    await gantry.page.keyboard.press('Shift+Tab');
    await gantry.page.keyboard.press('Enter');
    expect(await height()).toBeLessThanOrEqual(3 * 18);
  });

  test('leads to its image, its volume, its network and its project', { tag: ['@electron', '@engines'] }, async ({
    gantry,
    docker,
  }) => {
    await docker('network', 'create', 'detail-back');
    await docker('volume', 'create', 'detail-data');
    try {
      const labels = ['--label', 'com.docker.compose.project=shop', '--label', 'com.docker.compose.service=web'];
      const mounts = ['-v', 'detail-data:/data', '--network', 'detail-back'];
      await docker('run', '-d', '--name', 'web', ...mounts, ...labels, 'busybox', 'sleep', '1000');
      const ways = [
        ['busybox', 'Images', 'busybox'],
        ['detail-data', 'Volumes', 'detail-data'],
        ['detail-back', 'Networks', 'detail-back'],
        ['shop', 'Compose', 'shop'],
      ] as const;
      for (const [link, section, name] of ways) {
        const detail = await gantry.open('web');
        await detail.getByRole('link', { name: link, exact: true }).click();
        await expect(gantry.page.getByRole('main')).toHaveAccessibleName(section);
        // Its row tells that the list is there, so that the detail would say that it is gone.
        const row = gantry.page.getByRole('grid', { name: section }).getByRole('row', { name: new RegExp(`^${name}`) });
        await expect(row).toBeVisible();
        const other = gantry.page.getByRole('complementary');
        await expect(other.getByRole('heading', { level: 2 }).first()).toContainText(name);
        await expect(other).not.toContainText('is gone');
        await gantry.page.keyboard.press('g');
        await gantry.page.keyboard.press('c');
      }
    } finally {
      await docker('rm', '-f', 'web');
      await docker('network', 'rm', 'detail-back');
      await docker('volume', 'rm', 'detail-data');
    }
  });

  test('copies every value beside it, and the environment as a whole', async ({ gantry, docker }) => {
    const env = [
      '-e',
      'COLOR=blue',
      '-e',
      'EMPTY=',
      '-e',
      'LINES=one\ntwo=2',
      '-e',
      `LONG=${'x'.repeat(2000)}`,
      '-e',
      'DB_PASSWORD=hunter2',
    ];
    await docker('run', '-d', '--name', 'web', ...env, 'busybox', 'sleep', '1000');
    const own = JSON.parse(await docker('inspect', '-f', '{{json .Config.Env}}', 'web')) as string[];
    const detail = await gantry.open('web');
    const table = detail.getByRole('table', { name: 'Environment' });
    await expect(table.getByRole('row', { name: /^COLOR/ }).getByRole('cell')).toContainText('blue');
    await detail.getByRole('button', { name: 'Copy all variables' }).click();
    await expect.poll(() => clipboard(detail)).toBe(own.join('\n'));
    await table.getByRole('button', { name: 'Copy LINES' }).click();
    await expect.poll(() => clipboard(detail)).toBe('one\ntwo=2');

    // What seems to be a secret is seen once somebody asks; on its way to the clipboard it is what it is.
    const secret = table.getByRole('row', { name: /^DB_PASSWORD/ });
    await expect(secret.getByRole('img', { name: 'Hidden value' })).toBeVisible();
    await expect(table).not.toContainText('hunter2');
    await table.getByRole('button', { name: 'Copy DB_PASSWORD' }).click();
    await expect.poll(() => clipboard(detail)).toBe('hunter2');
    await detail.getByRole('button', { name: 'Show secrets' }).click();
    await expect(secret).toContainText('hunter2');

    const opacity = (button: Locator) => button.evaluate((element) => getComputedStyle(element.parentElement!).opacity);
    const image = fact(detail, 'Image');
    const copy = image.getByRole('button', { name: 'Copy Image' });
    await detail.getByRole('heading', { level: 2 }).hover();
    expect(await opacity(copy)).toBe('0');
    const link = image.getByRole('link');
    await link.focus();
    await gantry.page.keyboard.press('Tab');
    await expect(copy).toBeFocused();
    expect(await opacity(copy)).toBe('1');
    await gantry.page.keyboard.press('Enter');
    await expect.poll(() => clipboard(detail)).toBe('busybox');
    await image.hover();
    const [right, left] = [await link.boundingBox(), (await copy.boundingBox())?.x ?? 0];
    expect((right?.x ?? 0) + (right?.width ?? 0)).toBeLessThanOrEqual(left);
  });
});

test('dates are as the computer writes them, or by ISO 8601', { tag: '@electron' }, async ({ gantry, docker }) => {
  const { page } = gantry;
  await docker('create', '--name', 'web', 'busybox');
  const iso = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d/;
  await expect(gantry.row('web').getByTitle(/, /)).toBeVisible();
  await expect(gantry.row('web').getByTitle(iso)).toHaveCount(0);
  await gantry.navigation.getByRole('link', { name: 'Settings' }).click();
  const dates = page.getByRole('radiogroup', { name: 'Dates' });
  await expect(dates.getByRole('radio', { name: 'As this computer does' })).toBeChecked();
  await dates.getByRole('radio', { name: 'ISO 8601' }).check();
  await page.reload();
  await expect(dates.getByRole('radio', { name: 'ISO 8601' })).toBeChecked();
  await gantry.navigation.getByRole('link', { name: 'Containers' }).click();
  await expect(gantry.row('web').getByTitle(iso)).toBeVisible();
  await expect(fact(await gantry.open('web'), 'Created')).toContainText(iso);
});

test('tells the last checks, labels by where they come from, and what a service needs and serves', async ({
  gantry,
  docker,
}) => {
  const ofShop = (service: string, needs = '') =>
    ['project=shop', `service=${service}`, `depends_on=${needs}`].flatMap((one) => [
      '--label',
      `com.docker.compose.${one}`,
    ]);
  const check = ['--health-cmd', 'test -e /well || exit 3', '--health-interval', '1s', '--health-retries', '9'];
  const run = ['run', '-d', '--stop-timeout', '0'];
  await docker(
    ...run,
    '--name',
    'shop-db-1',
    ...check,
    ...ofShop('db'),
    '--label',
    'tier=back',
    'busybox',
    'sleep',
    '1000',
  );
  await docker(
    ...run,
    '--name',
    'shop-web-1',
    ...ofShop('web', 'db:service_started:false'),
    'busybox',
    'sleep',
    '1000',
  );
  const detail = await gantry.open('shop-db-1');
  await expect(detail.getByRole('img', { name: /^Checks, oldest first: failed \d+ s ago, failed/ })).toBeVisible();
  await docker('exec', 'shop-db-1', 'touch', '/well');
  await expect(detail.getByRole('img', { name: /^Checks, .*passed \d+ s ago$/ })).toBeVisible();
  await expect(detail.getByRole('table', { name: 'Labels', exact: true })).toContainText('back');
  const compose = detail.getByRole('table', { name: 'Labels com.docker.compose' });
  await expect(compose.getByRole('row', { name: /^project shop/ })).toBeVisible();
  await detail.getByRole('region', { name: 'Used by' }).getByRole('link', { name: 'shop-web-1' }).click();
  const web = gantry.detail('shop-web-1');
  await expect(web.getByRole('region', { name: 'Depends on' }).getByRole('link', { name: 'shop-db-1' })).toBeVisible();
});

fakeTest('use is read only while it is on screen', async ({ open, fake }) => {
  let reading = 0;
  const engine = await fake({
    containers: [{ name: 'web' }, { name: 'other', state: 'exited' }],
    handlers: {
      'GET /containers/:id/stats': ({ response }) => {
        reading += 1;
        response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
        response.on('close', () => (reading -= 1));
      },
    },
  });
  const gantry = await open(engine);
  const detail = await gantry.open('web');
  // The row and the detail share what is read.
  await expect.poll(() => reading).toBe(1);
  await gantry.filter.fill('other');
  await expect(gantry.row('web')).toHaveCount(0);
  await expect(detail).toContainText('Restart policy');
  expect(reading).toBe(1);
  await detail.getByRole('tab', { name: 'Inspect' }).click();
  await expect.poll(() => reading).toBe(0);
  await detail.getByRole('tab', { name: 'Overview' }).click();
  await expect.poll(() => reading).toBe(1);
});
