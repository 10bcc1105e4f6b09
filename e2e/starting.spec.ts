import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { writeContexts } from './contexts.ts';
import { test as base, expect } from './fixtures.ts';
import type { Lab } from './lab/lab.ts';
import { GantryWindow } from './pages/window.ts';
import { switchTo } from './two-engines.ts';
import { cutOff, unworded } from './unworded.ts';

interface Machine {
  readonly gantry: GantryWindow;
  /** What the program was called with so far, a line each time. */
  calls(): Promise<string>;
}

interface StartFixtures {
  /** A window on an engine of Colima's that does not run, and a program that starts it as the script says. */
  machineWith: (
    script: (socket: string) => string,
    /** More that the docker CLI names. */
    contexts?: (home: string) => Readonly<Record<string, string>>,
  ) => Promise<Machine>;
}

/** Real but for the virtual machine: what `colima` starts is the lab's engine, by a link at the place of the socket. */
const test = base.extend<StartFixtures>({
  machineWith: async ({ hostOn, show }, use) => {
    const homes: string[] = [];
    await use(async (script, contexts) => {
      const home = await mkdtemp(join(tmpdir(), 'gantry-home-'));
      homes.push(home);
      const socket = join(home, '.colima/work/docker.sock');
      const called = join(home, 'called');
      await mkdir(join(home, '.colima/work'), { recursive: true });
      await writeFile(called, '');
      await mkdir(join(home, 'bin'));
      const program = join(home, 'bin/colima');
      await writeFile(program, `#!/bin/sh\necho "$@" >>'${called}'\n${script(socket)}\n`, { mode: 0o755 });
      const env = {
        PATH: [join(home, 'bin'), process.env.PATH].join(delimiter),
        HOME: home,
        DOCKER_CONFIG: await writeContexts(home, contexts?.(home) ?? {}),
      };
      const gantry = new GantryWindow(await show(await hostOn(`unix://${socket}`, { env })));
      return { gantry, calls: () => readFile(called, 'utf8') };
    });
    for (const home of homes) await rm(home, { recursive: true, force: true });
  },
});

const linkTo = (lab: Lab) => (socket: string) =>
  `echo "starting work"; ln -s '${lab.dockerHost.replace('unix://', '')}' '${socket}'`;

test('an engine that does not run is started once a person has agreed to the command', {
  tag: '@electron',
}, async ({ machineWith, lab, docker }) => {
  await docker('create', '--name', 'waits', 'busybox');
  const { gantry, calls } = await machineWith(linkTo(lab));
  const { page } = gantry;
  await expect(gantry.alerts).toContainText('Start it with colima start work');
  const start = gantry.alerts.getByRole('button', { name: 'Start Docker…' });
  await start.click();
  await expect(gantry.question).toHaveAccessibleName('Start Docker?');
  await expect(gantry.question.getByRole('listitem')).toHaveText('colima start work');
  await gantry.question.getByRole('button', { name: 'Cancel' }).click();
  await expect(gantry.question).toHaveCount(0);
  expect(await calls()).toBe('');

  await start.click();
  await gantry.question.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(gantry.row('waits')).toBeVisible();
  expect(await calls()).toBe('start work\n');
  await gantry.navigation.getByRole('link', { name: 'Activity' }).click();
  await gantry.activity.getByRole('row', { name: /^Start Docker/ }).click();
  const detail = page.getByRole('complementary', { name: 'Start Docker' });
  await expect(detail).toContainText('succeeded');
  await expect(detail).toContainText('starting work');
});

test('of several engines that do not run each that can be started is offered', async ({ machineWith, lab }) => {
  const { gantry, calls } = await machineWith(linkTo(lab), (home) => ({
    second: `unix://${join(home, '.colima/second/docker.sock')}`,
    far: 'tcp://127.0.0.1:9',
  }));
  await switchTo(gantry, /^All/);
  await expect(gantry.alerts).toContainText('far');
  await expect(gantry.alerts.getByRole('button', { name: /^Start / })).toHaveText(['Start Docker…', 'Start second…']);
  await gantry.alerts.getByRole('button', { name: 'Start Docker…' }).press('Enter');
  await expect(gantry.question.getByRole('listitem')).toHaveText('colima start work');
  await gantry.question.getByRole('button', { name: 'Start', exact: true }).click();
  await expect.poll(calls).toBe('start work\n');
  // It runs: what is left is offered above what it has.
  await expect(gantry.alerts.getByRole('button', { name: /^Start / })).toHaveText(['Start second…']);
});

test('why an engine could not be started is told, with what the program printed', async ({ machineWith }) => {
  const { gantry } = await machineWith(() => 'echo "no disk left for the machine" >&2; exit 7');
  const { page } = gantry;
  await gantry.engine.click();
  await page.getByRole('menuitem', { name: /^Start Docker…/ }).click();
  await gantry.question.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(gantry.alerts.filter({ hasText: 'Start Docker failed' })).toContainText(
    'colima ended with exit code 7.',
  );
  await gantry.navigation.getByRole('link', { name: 'Activity' }).click();
  await gantry.activity.getByRole('row', { name: /^Start Docker/ }).click();
  await expect(page.getByRole('complementary', { name: 'Start Docker' })).toContainText('no disk left for the machine');
});

test('the start of an engine is worded in any language', async ({ machineWith }) => {
  const { gantry } = await machineWith(() => 'exit 1');
  const { page } = gantry;
  await expect(gantry.alerts.getByRole('button', { name: 'Start Docker…' })).toBeVisible();
  const address = new URL(page.url());
  address.searchParams.set('words', 'pseudo');
  await page.goto(address.href);
  const start = gantry.alerts.getByRole('button').filter({ hasText: 'Docker' });
  await expect(start).toBeVisible();
  const data = ['Docker', 'colima start work', /unix:\S+/g, /connect ENOENT \S+/g];
  expect(await unworded(gantry.alerts, data)).toEqual([]);
  await start.click();
  await expect(gantry.question).toBeVisible();
  expect(await unworded(gantry.question, data)).toEqual([]);
  expect(await cutOff(gantry.question)).toEqual([]);
});
