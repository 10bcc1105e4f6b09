import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

test('what is typed before the first folder is read stays, and leads where it says', async ({ page, host }) => {
  const folder = await mkdtemp(join(tmpdir(), 'chooser-'));
  await writeFile(join(folder, 'compose.yaml'), 'services: {}\n');
  const held: (() => void)[] = [];
  let holds = false;
  await page.routeWebSocket(/\/wire\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => server.send(message));
    server.onMessage((message) => {
      if (holds) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  await page.goto(`${host.url}#/compose`);
  const open = page.getByRole('button', { name: 'Open compose file…' });
  await expect(open).toBeVisible();
  holds = true;
  await open.click();
  const chooser = page.getByRole('dialog', { name: 'Open compose file' });
  const path = chooser.getByLabel('Path');
  await path.fill(folder);
  await expect.poll(() => held.length).toBeGreaterThan(0);
  holds = false;
  for (const pass of held) pass();
  await expect(chooser.getByRole('option').first()).toBeVisible();
  await expect(path).toHaveValue(folder);
  await path.press('Enter');
  await expect(chooser.getByRole('option', { name: 'compose.yaml' })).toBeVisible();

  await path.fill(`${folder}/not-there`);
  await path.press('Enter');
  await expect(chooser.getByRole('alert')).toBeVisible();
  await expect(path).toHaveValue(`${folder}/not-there`);
  await rm(folder, { recursive: true });
});
