import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import type { GantryWindow } from './window.ts';

/** A container that prints a text again and again, as `docker run` takes it. */
export const prints = (text: string) => ['busybox', 'sh', '-c', `while :; do echo ${text}; sleep 0.2; done`];

/** The names of the tabs in each pane, in the order in which the panes are read. */
export async function arrangement({ dock }: GantryWindow): Promise<string[][]> {
  const rows = await dock.getByRole('tablist').all();
  return Promise.all(rows.map((row) => row.getByRole('tab').allInnerTexts()));
}

/** Opens the logs of containers that print, one after the other. */
export async function openLogs(
  gantry: GantryWindow,
  docker: (...args: string[]) => Promise<string>,
  ...names: string[]
) {
  for (const name of names) await docker('run', '-d', '--name', name, ...prints(`from-${name}`));
  for (const name of names) {
    await gantry.row(name).focus();
    await gantry.page.keyboard.press('l');
    await expect(gantry.log(name)).toContainText(`from-${name}`);
  }
}

/** Presses keys one after the other. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** What is said to who hears the window. */
export const spoken = ({ page }: GantryWindow) => page.getByRole('status', { name: 'Announcements' });
