import { mkdir, writeFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { expect } from './fixtures.ts';
import type { Lab } from './lab/lab.ts';
import type { GantryWindow } from './pages/window.ts';

/** Writes a project's file, brings up its services, or those that are named, and gives the file's path. */
export async function upProject(lab: Lab, name: string, text: string, ...services: string[]): Promise<string> {
  const file = `${lab.dir}/${name}/compose.yaml`;
  await mkdir(`${lab.dir}/${name}`, { recursive: true });
  await writeFile(file, text);
  const { code, stderr } = await lab.cli('compose', '-f', file, 'up', '-d', ...services);
  expect(code, stderr).toBe(0);
  return file;
}

/** Shows a project by its row; gives its detail. */
export async function openProject(gantry: GantryWindow, name: string): Promise<Locator> {
  const { page } = gantry;
  await gantry.navigation.getByRole('link', { name: 'Compose' }).click();
  const row = page.getByRole('grid', { name: 'Compose' }).getByRole('row', { name: new RegExp(`^${name}( |$)`) });
  await row.getByRole('gridcell').first().click();
  return gantry.detail(name);
}

/** A verb of a project, above its detail. */
export function buttonOf(detail: Locator, name: string): Locator {
  return detail.getByRole('button', { name, exact: true });
}
