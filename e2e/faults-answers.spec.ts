import { sendJson } from './fake/engine.ts';
import { expect, test } from './fake-fixtures.ts';

test.describe('an engine that answers wrong', () => {
  const bodies: [string, string][] = [
    ['garbage', '{"Id": "x"'],
    ['an object', '{"message":"hello"}'],
    ['nothing', ''],
  ];
  for (const [name, body] of bodies) {
    test(`${name} for a list is said, and the list comes when it is right`, async ({ open, fake }) => {
      let wrong = true;
      const engine = await fake({
        handlers: {
          'GET /containers/json': ({ response }) => {
            if (wrong) response.setHeader('content-type', 'application/json').end(body);
            else sendJson(response, 200, [{ Id: 'a'.repeat(64), Names: ['/right'], State: 'running', Status: 'Up' }]);
          },
        },
      });
      const gantry = await open(engine);
      await expect(gantry.alerts).toContainText('The containers could not be read');
      await expect(gantry.alerts).toContainText(/Check|Try|try/);
      wrong = false;
      await expect(gantry.row('right')).toBeVisible();
      await expect(gantry.alerts).toHaveCount(0);
    });
  }

  test('500 for a list is said with its words, and the list comes when it is right', async ({ open, fake }) => {
    let wrong = true;
    const engine = await fake({
      handlers: {
        'GET /containers/json': ({ response }) => {
          if (wrong) sendJson(response, 500, { message: 'layer store is damaged' });
          else sendJson(response, 200, [{ Id: 'a'.repeat(64), Names: ['/right'], State: 'running', Status: 'Up' }]);
        },
      },
    });
    const gantry = await open(engine);
    await expect(gantry.alerts).toContainText('The containers could not be read');
    await gantry.alerts.getByText('Details').click();
    await expect(gantry.alerts).toContainText('layer store is damaged');
    wrong = false;
    await expect(gantry.row('right')).toBeVisible();
  });

  test('odd rows among good ones cost only themselves', async ({ open, fake }) => {
    const good = { Id: 'b'.repeat(64), Names: ['/good'], State: 'running', Status: 'Up' };
    const odd = [
      null,
      7,
      'x',
      [],
      {},
      { Id: 5 },
      { Id: 'short' },
      { ...good, Id: 'c'.repeat(64), Names: 9, Ports: {} },
    ];
    const engine = await fake({
      handlers: { 'GET /containers/json': ({ response }) => sendJson(response, 200, [...odd, good]) },
    });
    const gantry = await open(engine);
    await expect(gantry.row('good')).toBeVisible();
    await expect(gantry.row('cccccccccccc')).toBeVisible();
    await expect(gantry.alerts).toHaveCount(0);
  });

  test("to a verb: the engine's own words are under Details", async ({ open, fake }) => {
    const engine = await fake({
      containers: [{ state: 'exited', status: 'Exited (0) 1 minute ago' }],
      handlers: {
        'POST /containers/:id/start': ({ response }) =>
          sendJson(response, 500, { message: 'driver failed: the moon is in the wrong phase' }),
      },
    });
    const gantry = await open(engine);
    await gantry.row('fake-0').focus();
    await gantry.page.keyboard.press('Shift+S');
    const alert = gantry.alerts.filter({ hasText: 'Couldn’t start fake-0' });
    await expect(alert).toContainText(/[Tt]ry/);
    await alert.getByText('Details').click();
    await expect(alert).toContainText('the moon is in the wrong phase');
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await expect(gantry.alerts).toHaveCount(0);
  });
});
