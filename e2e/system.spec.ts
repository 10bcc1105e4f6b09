import { findingsInEveryLook } from './axe.ts';
import { sendJson } from './fake/engine.ts';
import { test as fakeTest } from './fake-fixtures.ts';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

/** Opens the page by the engine switcher, by keys alone. */
async function openSystem({ page, engine }: GantryWindow): Promise<void> {
  // A window that has just opened gives the focus to its list first.
  await expect(page.locator('main:focus, main :focus')).toBeVisible();
  await engine.press('Enter');
  // A menu that is not there yet takes no keys.
  await expect(page.locator('[role=menu]:focus, [role=menu] :focus')).toBeVisible();
  // The last entry.
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'About this engine' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toHaveAccessibleName('System');
}

test.describe('what an engine says of itself', () => {
  test('is what docker info says, reached from the engine switcher', { tag: '@electron' }, async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    const info = JSON.parse(await docker('info', '--format', '{{json .}}'));
    await openSystem(gantry);
    await expect(page.getByRole('heading', { name: 'System', level: 1 })).toBeVisible();
    const told = page.getByRole('region', { name: 'Engine', exact: true });
    for (const field of [
      'ServerVersion',
      'Driver',
      'LoggingDriver',
      'CgroupDriver',
      'CgroupVersion',
      'DockerRootDir',
    ]) {
      await expect(told).toContainText(info[field]);
    }
    const machine = page.getByRole('region', { name: 'Machine' });
    for (const field of ['Name', 'OperatingSystem', 'KernelVersion', 'Architecture']) {
      await expect(machine).toContainText(info[field]);
    }
    await expect(machine).toContainText(`CPUs${info.NCPU}`);
    await expect(machine).toContainText(/Memory[\d.]+ [MG]iB/);
    const warnings: string[] = info.Warnings ?? [];
    const shown = page.getByRole('list', { name: 'Warnings' }).getByRole('listitem');
    await expect(shown).toHaveCount(warnings.length);
    if (warnings.length === 0) await expect(told).toContainText('Warningsnone');
    const disk = page.getByRole('region', { name: 'Disk' });
    await expect(disk).toContainText(/Images[\d.]+ [KMG]iB/);
    await disk.getByRole('button', { name: 'What can be freed' }).click();
    await expect(page.getByRole('main')).toHaveAccessibleName('Disk');
    await page.goBack();
    await expect(told).toContainText(info.ServerVersion);
    expect(new URL(page.url()).hash).toBe('#/system');
  });

  test('is a page that axe finds nothing on, in any theme', async ({ gantry }) => {
    await openSystem(gantry);
    await expect(gantry.page.getByRole('region', { name: 'Disk' })).toContainText('Together');
    expect(await findingsInEveryLook(gantry.page)).toEqual([]);
  });

  test('is found in the palette by what it holds', async ({ gantry }) => {
    const { page, palette } = gantry;
    await page.keyboard.press('Control+k');
    await palette.getByRole('combobox').fill('cgroup');
    await palette.getByRole('option', { name: /^Go to System/ }).click();
    await expect(page.getByRole('main')).toHaveAccessibleName('System');
  });
});

fakeTest.describe('an engine that says of itself', () => {
  const hostile = `<img src=x onerror="window.pwned=1">\u202e\u001b[31m`;

  fakeTest('little, as an old Podman: what is missing is left out', async ({ open, fake }) => {
    const engine = await fake({
      podman: true,
      handlers: { 'GET /info': ({ response }) => sendJson(response, 200, { Driver: 'vfs', Warnings: null }) },
    });
    const gantry = await open(engine);
    await openSystem(gantry);
    const told = gantry.page.getByRole('region', { name: 'Engine', exact: true });
    await expect(told).toContainText('Storage drivervfs');
    // That is known from when it was connected to.
    await expect(told).toContainText('Version0.0-fake');
    await expect(told.getByRole('term')).toHaveText(['Version', 'API', 'Storage driver', 'Warnings']);
    await expect(gantry.page.getByRole('region', { name: 'Machine' })).toHaveCount(0);
    const unmeasured = gantry.alerts.filter({ hasText: 'The disk could not be measured' });
    await expect(unmeasured).toContainText('This engine does not tell what its disk is used for.');
  });

  fakeTest('what would take the window over shows as text', async ({ open, fake }) => {
    const long = `${hostile}${'long '.repeat(400)}`;
    const engine = await fake({
      handlers: {
        'GET /info': ({ response }) =>
          sendJson(response, 200, {
            ServerVersion: hostile,
            Driver: long,
            CgroupVersion: hostile,
            Name: long,
            OperatingSystem: hostile,
            NCPU: 1e300,
            MemTotal: 1e300,
            Warnings: Array.from({ length: 300 }, () => `WARNING: ${long}`),
          }),
      },
    });
    const gantry = await open(engine);
    const { page } = gantry;
    await openSystem(gantry);
    await expect(page.getByRole('list', { name: 'Warnings' }).getByRole('listitem')).toHaveCount(100);
    const main = page.getByRole('main');
    await expect(main).toContainText('⟨ESC⟩[31m');
    expect(await main.innerText()).not.toMatch(/[\u001b\u202e]/);
    await expect(main.locator('img')).toHaveCount(0);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(width).toBeLessThanOrEqual(0);
  });

  fakeTest('nothing, as nobody answers: what to do', async ({ open, folder }) => {
    const gantry = await open(`unix://${folder}/no.sock`);
    await openSystem(gantry);
    await expect(gantry.alerts).toContainText('is not reachable');
    await expect(gantry.alerts).toContainText('Start Docker or Podman');
    await expect(gantry.alerts.getByRole('button', { name: 'Try now' })).toBeVisible();
  });

  fakeTest(
    'nothing: that is said, and asked again; gone, what was known stays until it is back',
    async ({ open, fake, folder }) => {
      let wrong = true;
      const socket = `${folder}/e.sock`;
      const engine = await fake({
        socket,
        handlers: {
          'GET /info': ({ response }) => {
            if (wrong) sendJson(response, 500, { message: 'the store is damaged' });
            else sendJson(response, 200, { ServerVersion: '9.9.9' });
          },
        },
      });
      const gantry = await open(engine);
      const { page } = gantry;
      await openSystem(gantry);
      await expect(gantry.alerts.filter({ hasText: 'The engine could not be asked' })).toBeVisible();
      wrong = false;
      await page.getByRole('button', { name: 'Ask again' }).click();
      await expect(page.getByRole('region', { name: 'Engine', exact: true })).toContainText('9.9.9');
      await expect(gantry.alerts.filter({ hasText: 'The engine could not be asked' })).toHaveCount(0);
      await engine.close();
      await expect(gantry.alerts.filter({ hasText: 'is not reachable: this is what was known last' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Try now' })).toBeVisible();
      await expect(page.getByRole('region', { name: 'Engine', exact: true })).toContainText('9.9.9');
      await expect(gantry.alerts).toHaveCount(1);
      const next = await fake({
        socket,
        handlers: { 'GET /info': ({ response }) => sendJson(response, 200, { ServerVersion: '10.0.0' }) },
      });
      await expect(page.getByRole('region', { name: 'Engine', exact: true })).toContainText('10.0.0');
      await expect(gantry.alerts.filter({ hasText: 'is not reachable' })).toHaveCount(0);
      expect(next.requests.some(({ path }) => path.endsWith('/info'))).toBe(true);
    },
  );
});
