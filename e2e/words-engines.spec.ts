import type { Locator } from '@playwright/test';
import { en } from '../renderer/words/en.ts';
import { pseudo } from '../renderer/words/language/pseudo.ts';
import { expect } from './fake-fixtures.ts';
import { test } from './fleet-fixtures.ts';
import { cutOff, type Data, unworded } from './unworded.ts';

const { shell, parts, containers, lists } = pseudo(en);
/** What there is of any fleet. */
const data: Data = [/unix:\S*/g, /engine-\d\d(-c\d)?/g, 'Docker', '0.0-fake', 'busybox'];

async function expectWorded(part: Locator): Promise<void> {
  await expect(part.first()).toBeVisible();
  expect(await unworded(part, data), 'texts past the catalogue').toEqual([]);
  expect(await cutOff(part), 'cut off').toEqual([]);
}

test('several engines, in another language: the list, the switcher, the question on which of them, the page about one', async ({
  fleetOf,
}) => {
  const { gantry } = await fleetOf({ engines: 5, containers: 2, dead: 2, mute: 0 });
  const { page } = gantry;
  await expect(gantry.alerts).toBeVisible();
  const address = new URL(page.url());
  address.searchParams.set('words', 'pseudo');
  await page.goto(address.href);
  await expect(page.getByRole('row', { name: /^engine-02/ }).first()).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(parts.engineAway.someLastKnown({ count: 2 }));
  await expectWorded(page.getByRole('main'));
  await page.getByRole('button', { name: lists.groups.button({ by: lists.groups.project }) }).click();
  await page.getByRole('menuitemcheckbox', { name: lists.groups.engine, exact: true }).click();
  await expectWorded(page.getByRole('main'));
  await page.getByRole('row', { name: /^engine-00-c0/ }).click();
  await expect(page.getByRole('complementary')).toContainText('engine-00');

  await page.getByRole('banner').getByRole('button', { name: shell.engine.title }).click();
  await page.getByRole('menuitem', { name: shell.engine.choose, exact: true }).press('ArrowRight');
  await expect(page.getByRole('menu')).toHaveCount(2);
  await expectWorded(page.getByRole('menu'));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: containers.list.run, exact: true }).click();
  await expectWorded(page.getByRole('dialog'));
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.location.assign('#/system'));
  await expect(page.getByRole('button', { name: parts.on({ engine: 'Docker' }) })).toBeVisible();
});
