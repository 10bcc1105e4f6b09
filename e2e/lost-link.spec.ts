import type { Page, WebSocketRoute } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** Lets the page's wires through, or breaks and refuses them; they pass at first if `passes`. */
async function wires(page: Page, passes: boolean) {
  const open = new Set<WebSocketRoute>();
  const gate = {
    open: () => {
      passes = true;
    },
    close: async () => {
      passes = false;
      for (const socket of open) await socket.close();
      open.clear();
    },
  };
  await page.routeWebSocket(/\/wire\//, (socket) => {
    if (!passes) {
      void socket.close();
      return;
    }
    socket.connectToServer();
    open.add(socket);
  });
  return gate;
}

const lost = 'The window lost its connection to Gantry';

test('a question that is asked while the link is lost says so, and is answered once the link is back', async ({
  page,
  host,
  docker,
}) => {
  await docker('volume', 'create', 'lost-link-data');
  const gate = await wires(page, true);
  await page.goto(host.url);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Volumes' }).click();
  await expect(page.getByRole('row', { name: /^lost-link-data / })).toBeVisible();
  await gate.close();
  await expect(page.getByText(lost)).toBeVisible();
  await page.getByRole('button', { name: 'Remove unused…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove unused volumes' });
  await expect(dialog.getByRole('alert')).toContainText('The window has no connection to Gantry.');
  gate.open();
  await dialog.getByRole('checkbox', { name: 'Named volumes too' }).check();
  await expect(dialog.getByRole('checkbox', { name: 'lost-link-data' })).toBeVisible();
  await docker('volume', 'rm', 'lost-link-data');
});

test('what a view asks is answered however late the link comes', async ({ page, host }) => {
  const gate = await wires(page, false);
  await page.goto(`${host.url}#/settings`);
  await expect(page.getByText(lost)).toBeVisible();
  gate.open();
  await expect(page.getByText(lost)).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'About' })).toContainText('browser');
  await expect(page.getByRole('region', { name: 'Registries' })).toContainText('No registry knows you yet');
  await gate.close();
  await expect(page.getByText(lost)).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Builds' }).click();
  await page.getByRole('button', { name: 'Open folder' }).first().click();
  const chooser = page.getByRole('dialog', { name: 'Open folder' });
  await expect(chooser.getByRole('alert')).toContainText('no connection to Gantry');
  gate.open();
  await expect(chooser.getByRole('option').first()).toBeVisible();
  await expect(chooser.getByRole('alert')).toHaveCount(0);
});
