import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineColour, EngineGuard } from '../app/engines/engine.ts';
import { findingsInEveryLook } from './axe.ts';
import { test as base, expect } from './fixtures.ts';
import { startLab } from './lab/lab.ts';
import { GantryWindow } from './pages/window.ts';
import { cutOff, unworded } from './unworded.ts';

interface Mark {
  readonly name: string;
  readonly colour: EngineColour;
  readonly guard: EngineGuard;
}

interface GuardFixtures {
  /** Folders that go with the test. */
  profiles: string[];
  /** A window on the lab's engine, of which a person made this; `others` are addresses that are known too. */
  guarded: (mark: Mark, others?: Readonly<Record<string, string>>) => Promise<GantryWindow>;
}

const test = base.extend<GuardFixtures>({
  profiles: async ({}, use) => {
    const folders: string[] = [];
    await use(folders);
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  },
  // The profiles first: they go once the hosts have ended, which still write there.
  guarded: async ({ profiles, lab, hostOn, show }, use) => {
    await use(async (mark, others = {}) => {
      // As Electron has it: in a profile, which goes with its host.
      const profile = await mkdtemp(join(tmpdir(), 'gantry-guard-'));
      profiles.push(profile);
      const dataDir = join(profile, 'gantry');
      await mkdir(dataDir);
      const id = `e${createHash('sha256').update(lab.dockerHost).digest('hex').slice(0, 12)}`;
      const own = Object.entries(others).map(([name, url]) => ({ name, url }));
      const kept = { version: 1, own, marks: { [id]: mark }, order: [] };
      await writeFile(join(dataDir, 'connections.json'), JSON.stringify(kept));
      return new GantryWindow(await show(await hostOn(lab.dockerHost, { dataDir })));
    });
  },
});

const readOnly: Mark = { name: 'prod', colour: 'red', guard: 'read-only' };
const held: Mark = { name: 'prod', colour: 'red', guard: 'protected' };
const why = 'The connection prod is read-only: nothing is changed there.';

test.describe('on a read-only connection', () => {
  test('verbs that change something are there, say why they cannot be used, and do nothing', {
    tag: '@electron',
  }, async ({ guarded, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const gantry = await guarded(readOnly);
    const { page } = gantry;
    const row = gantry.row('web');
    await expect(row).toContainText('running');
    await expect(page).toHaveTitle('prod (read-only) – Gantry');
    await expect(page.getByRole('region', { name: 'prod (read-only)' })).toContainText('nothing is changed here');

    await row.hover();
    const stop = row.getByRole('button', { name: 'Stop' });
    await expect(stop).toBeDisabled();
    await expect(stop).toHaveAccessibleDescription(why);
    await row.focus();
    await page.keyboard.press('s');
    await expect(gantry.alerts).toContainText('Stop is not possible');
    await expect(gantry.alerts).toContainText(why);

    await row.click({ button: 'right' });
    for (const verb of ['Stop', 'Kill', 'Rename…', 'Remove', 'Shell']) {
      await expect(page.getByRole('menuitem', { name: verb, exact: true })).toBeDisabled();
    }
    await expect(page.getByRole('menuitem', { name: 'Logs', exact: true })).toBeEnabled();
    await page.keyboard.press('Escape');

    const detail = await gantry.open('web', 'Shell');
    await expect(detail.getByRole('button', { name: 'Open shell' })).toBeDisabled();
    for (const section of ['Volumes', 'Networks']) {
      await gantry.navigation.getByRole('link', { name: section }).click();
      for (const button of ['Create…', 'Remove unused…']) {
        await expect(page.getByRole('main').getByRole('button', { name: button })).toBeDisabled();
      }
    }
    await page.keyboard.press('Control+k');
    await gantry.palette.getByRole('combobox').fill('stop web');
    await expect(gantry.palette.getByRole('option', { name: 'Stop web' })).toHaveCount(0);
    expect(await docker('ps', '--format', '{{.Names}}')).toBe('web');
  });
});

test.describe('on a protected connection', () => {
  test('what cannot be undone is done once the connection has been named', { tag: '@electron' }, async ({
    guarded,
    docker,
  }) => {
    await docker('create', '--name', 'old', 'busybox');
    const gantry = await guarded(held);
    const { page, question } = gantry;
    await expect(page).toHaveTitle('prod (protected) – Gantry');
    await expect(page.getByRole('region', { name: 'prod (protected)' })).toBeVisible();
    await gantry.row('old').focus();
    await page.keyboard.press('Delete');
    await expect(question).toHaveAccessibleName('Remove old?');
    await expect(question).toContainText('On prod');
    const yes = question.getByRole('button', { name: 'Remove' });
    const field = question.getByRole('textbox', { name: 'Type prod to confirm' });
    await expect(yes).toBeDisabled();
    await field.fill('Prod');
    await field.press('Enter');
    await expect(yes).toBeDisabled();
    expect(await docker('ps', '-aq')).not.toBe('');
    // What was typed for one question does not stand for the next.
    await field.fill('prod');
    await expect(yes).toBeEnabled();
    await page.keyboard.press('Escape');
    await expect(question).toHaveCount(0);
    await page.keyboard.press('Delete');
    await expect(yes).toBeDisabled();
    await field.fill('prod');
    await field.press('Enter');
    await expect(gantry.row('old')).toHaveCount(0);
    expect(await docker('ps', '-aq')).toBe('');
  });

  test('typing into several shells is asked for by name, too', async ({ guarded, docker }) => {
    for (const name of ['web', 'db']) await docker('run', '-d', '--name', name, 'busybox', 'sleep', '1000');
    const gantry = await guarded(held);
    const { page } = gantry;
    for (const name of ['web', 'db']) await gantry.openShell(name);
    await gantry.row('web').focus();
    await page.keyboard.press('d');
    await page.keyboard.press('t');
    const start = page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true });
    await expect(start).toBeDisabled();
    await page.getByRole('textbox', { name: 'Type prod to confirm' }).fill('prod');
    await start.click();
    await expect(gantry.shell('db').getByRole('status')).toHaveText('What is typed here goes to 2 shells');
  });

  test('a kill and a cleanup are asked for by name, too', async ({ guarded, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await docker('volume', 'create', 'unused');
    const gantry = await guarded(held);
    const { page, question } = gantry;
    await gantry.row('web').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Kill' }).click();
    await expect(question).toHaveAccessibleName('Kill web?');
    await question.getByRole('textbox', { name: 'Type prod to confirm' }).fill('prod');
    await question.getByRole('button', { name: 'Kill' }).click();
    await expect(gantry.row('web')).toContainText('stopped');

    await gantry.navigation.getByRole('link', { name: 'Volumes' }).click();
    await page.getByRole('button', { name: 'Remove unused…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: /^Named volumes too/ }).check();
    await expect(dialog.getByRole('checkbox', { name: /^unused/ })).toBeVisible();
    const yes = dialog.getByRole('button', { name: /^Remove \d/ });
    await expect(yes).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Type prod to confirm' }).fill('prod');
    await yes.click();
    await expect.poll(() => docker('volume', 'ls', '-q')).not.toContain('unused');
  });
});

test('a dangerous question names its engine where there are several, and asks for no name', async ({
  guarded,
  docker,
}) => {
  const other = await startLab();
  try {
    await docker('create', '--name', 'old', 'busybox');
    const mark = { name: 'laptop', colour: 'blue', guard: 'none' } as const;
    const gantry = await guarded(mark, { server: other.dockerHost });
    await gantry.row('old').focus();
    await gantry.page.keyboard.press('Delete');
    await expect(gantry.question).toContainText('On laptop');
    await expect(gantry.question.getByRole('textbox')).toHaveCount(0);
    await gantry.question.getByRole('button', { name: 'Remove' }).click();
    await expect(gantry.row('old')).toHaveCount(0);
  } finally {
    await other.stop();
  }
});

test('a connection that is made read-only holds back the windows and shells that are open', async ({
  guarded,
  docker,
}) => {
  await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
  const gantry = await guarded({ name: 'prod', colour: 'grey', guard: 'none' });
  const { page } = gantry;
  await expect(gantry.row('web')).toContainText('running');
  await gantry.openShell('web');
  await expect(page).toHaveTitle('Gantry');
  await gantry.navigation.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('grid', { name: 'Connections' }).getByRole('row', { name: /^prod/ }).focus();
  await page.keyboard.press('e');
  const form = page.getByRole('dialog');
  await form.getByLabel('Guard').selectOption('Read-only');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveTitle('prod (read-only) – Gantry');
  await expect(gantry.shell('web')).toContainText('What is typed here does not reach the shell');
  await gantry.shell('web').getByRole('textbox').focus();
  await page.keyboard.type('touch /was-heard\n');
  await gantry.navigation.getByRole('link', { name: 'Containers' }).click();
  await gantry.row('web').focus();
  await page.keyboard.press('s');
  await expect(gantry.alerts).toContainText(why);
  expect(await docker('exec', 'web', 'ls', '/')).not.toContain('was-heard');
});

test('guards are worded in any language', async ({ guarded, docker }) => {
  await docker('create', '--name', 'old', 'busybox');
  const { page, question } = await guarded(held);
  const address = new URL(page.url());
  address.searchParams.set('words', 'pseudo');
  await page.goto(address.href);
  const mark = page.locator('section').filter({ hasText: 'prod' }).first();
  await expect(mark).toBeVisible();
  expect(await unworded(mark, ['prod'])).toEqual([]);
  await page.getByRole('row').filter({ hasText: 'old' }).focus();
  await page.keyboard.press('Delete');
  await expect(question).toBeVisible();
  expect(await unworded(question, ['prod', 'old'])).toEqual([]);
  expect(await cutOff(question)).toEqual([]);
});

test('axe finds nothing where connections are guarded, in any theme', async ({ guarded, docker }) => {
  await docker('create', '--name', 'old', 'busybox');
  const gantry = await guarded(held);
  const { page, question } = gantry;
  const row = gantry.row('old');
  await expect(row).toBeVisible();
  expect.soft(await findingsInEveryLook(page), 'mark').toEqual([]);
  await row.focus();
  await page.keyboard.press('Delete');
  await expect(question).toBeVisible();
  expect.soft(await findingsInEveryLook(page), 'question').toEqual([]);
});
