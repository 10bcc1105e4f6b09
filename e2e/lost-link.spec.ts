import type { WebSocketRoute } from '@playwright/test';
import { expect, test } from './fixtures.ts';

test('a question that is asked while the link is lost says so, and is answered once the link is back', async ({
  page,
  host,
  docker,
}) => {
  await docker('volume', 'create', 'lost-link-data');
  let passes = true;
  const open = new Set<WebSocketRoute>();
  await page.routeWebSocket(/\/wire\//, (socket) => {
    if (!passes) {
      void socket.close();
      return;
    }
    socket.connectToServer();
    open.add(socket);
  });
  await page.goto(host.url);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Volumes' }).click();
  await expect(page.getByRole('row', { name: /^lost-link-data / })).toBeVisible();
  passes = false;
  for (const socket of open) await socket.close();
  await expect(page.getByText('The window lost its connection to Gantry')).toBeVisible();
  await page.getByRole('button', { name: 'Remove unused…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove unused volumes' });
  await expect(dialog.getByRole('alert')).toContainText('The window has no connection to Gantry.');
  passes = true;
  await dialog.getByRole('checkbox', { name: 'Named volumes too' }).check();
  await expect(dialog.getByRole('checkbox', { name: 'lost-link-data' })).toBeVisible();
  await docker('volume', 'rm', 'lost-link-data');
});
