import { findings, lookNames, useLook } from './axe.ts';
import { expect } from './fake-fixtures.ts';
import { test } from './fleet-fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

const rows = ({ containers }: GantryWindow, count: number) =>
  expect(containers).toHaveAttribute('aria-rowcount', String(count + 1));

test('fifty engines, ten of them dead or mute: the others are all there, follow a storm of events, and take verbs', async ({
  fleetOf,
}) => {
  const { fleet, gantry } = await fleetOf({ engines: 50, containers: 200, dead: 5, mute: 5 });
  const { page } = gantry;
  await rows(gantry, 40 * 200);
  await expect(gantry.alerts).toContainText('5 engines are not reachable');
  await expect(gantry.engine).toHaveAccessibleName(/^Engine 50 engines.*40 connected/);
  await expect(page.getByRole('contentinfo')).toContainText('40 of 50 engines');

  // The first twenty containers of each engine end, and those of the first twenty engines start again.
  for (let at = 0; at < 20; at++) {
    for (let engine = 0; engine < 40; engine++) fleet.change(engine, at);
    if (at % 4 === 0) await page.mouse.wheel(0, 5000);
  }
  for (let at = 0; at < 20; at++) for (let engine = 0; engine < 20; engine++) fleet.change(engine, at);
  await expect(page.getByRole('contentinfo')).toContainText(`${(40 * 200 - 20 * 20).toLocaleString('en')} running`);

  await gantry.filter.fill('engine:engine-3 c199');
  await rows(gantry, 10);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('s');
  await expect(gantry.containers.getByText('stopped')).toHaveCount(10);
  await gantry.filter.fill('engine:engine-2 state:exited');
  await rows(gantry, 10 * 20);
});

test('a mute engine holds up no verb on another', async ({ fleetOf }) => {
  const { gantry, fleet } = await fleetOf({ engines: 2, containers: 30, dead: 0, mute: 0 });
  const [first, second] = fleet.engines;
  if (!first || !second) throw new Error('no engines');
  await rows(gantry, 60);
  // It takes connections as before, and answers nothing that it is asked from now on.
  first.mute();
  await gantry.containers.getByRole('row').nth(1).focus();
  await gantry.page.keyboard.press('Control+a');
  await gantry.page.keyboard.press('s');
  await expect.poll(() => [...second.containers.values()].filter(({ state }) => state === 'running').length).toBe(0);
  expect([...first.containers.values()].every(({ state }) => state === 'running')).toBe(true);
  await gantry.filter.fill('engine:engine-01 state:exited');
  await rows(gantry, 30);
});

test('several engines are for everybody, in every theme and size', async ({ fleetOf }) => {
  const { gantry } = await fleetOf({ engines: 4, containers: 3, dead: 2, mute: 0 });
  const { page } = gantry;
  await rows(gantry, 6);
  await expect(gantry.alerts).toContainText('2 engines are not reachable');
  for (const look of lookNames) {
    await useLook(page, look);
    expect(await findings(page), look).toEqual([]);
    await gantry.engine.click();
    await page.getByRole('menuitem', { name: 'Show several' }).press('ArrowRight');
    await expect(page.getByRole('menu')).toHaveCount(2);
    expect(await findings(page), `${look}, the menu`).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await page.getByRole('button', { name: 'Run…' }).click();
    await expect(page.getByRole('group', { name: 'On which engine?' })).toBeVisible();
    expect(await findings(page), `${look}, the question`).toEqual([]);
    await page.keyboard.press('Escape');
  }
  for (const width of [390, 640, 1920]) {
    await page.setViewportSize({ width, height: 844 });
    await expect(page.getByRole('button', { name: 'Run…' })).toBeInViewport({ ratio: 0.99 });
    await expect(page.getByRole('button', { name: 'Group: project' })).toBeInViewport({ ratio: 0.99 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
});
