import { type Handler, sendJson } from './fake/engine.ts';
import { expect, test } from './fake-fixtures.ts';

const network = { Id: 'ab'.repeat(32), Name: 'shop', Driver: 'bridge', Created: '2026-11-27T17:27:29Z' };

test('what was just made is shown, not said to be gone, before the list has followed', async ({ open, fake }) => {
  let listed = false;
  const list: Handler = ({ response }) => sendJson(response, 200, listed ? [network] : []);
  const engine = await fake({
    handlers: {
      'GET /networks': list,
      'POST /networks/create': ({ response }) => sendJson(response, 201, { Id: network.Id }),
      'GET /networks/:id': ({ response }) => sendJson(response, 200, network),
    },
  });
  const gantry = await open(engine);
  const { page } = gantry;
  await gantry.navigation.getByRole('link', { name: 'Networks' }).click();
  const grid = page.getByRole('grid', { name: 'Networks' });
  await page.getByRole('button', { name: 'Create…' }).first().click();
  const form = page.getByRole('dialog', { name: 'Create network' });
  await form.getByLabel('Name', { exact: true }).fill('shop');
  await form.getByRole('button', { name: 'Create', exact: true }).click();
  const detail = gantry.detail('shop');
  await expect(detail).toContainText('bridge');
  await expect(detail).not.toContainText('gone');
  // It can be done something to as soon as the list has it.
  await expect(detail.getByRole('button', { name: 'Remove', exact: true })).toHaveCount(0);
  listed = true;
  engine.emit({ Type: 'network', Action: 'create', Actor: { ID: network.Id } });
  await expect(grid.getByRole('row', { name: /^shop/ })).toBeVisible();
  await expect(detail.getByRole('button', { name: 'Remove', exact: true })).toBeVisible();
});
