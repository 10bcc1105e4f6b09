import { type FakeScript, type Handler, sendJson } from './fake/engine.ts';
import { expect, test } from './fake-fixtures.ts';

/** A container that is checked and whose check was never run, as on a Podman without systemd. */
const checked: FakeScript['containers'] = [
  {
    name: 'web',
    inspect: {
      State: { Status: 'running', Running: true, Health: { Status: 'starting', FailingStreak: 0, Log: [] } },
      Config: { Image: 'busybox', Healthcheck: { Test: ['CMD-SHELL', 'test -e /ok'] } },
    },
  },
];

const list: Handler = ({ engine, response }) =>
  sendJson(
    response,
    200,
    Array.from(engine.containers.keys(), (Id) => ({ Id, Status: 'starting' })),
  );
const fail: Handler = ({ response }) => sendJson(response, 200, { Status: 'unhealthy', FailingStreak: 0, Log: null });

test.describe('the health of a container', () => {
  test('on Podman is in the list from the first, and is checked when that is asked for', async ({ open, fake }) => {
    const handlers = { 'GET /libpod/containers/json': list, 'GET /libpod/containers/:id/healthcheck': fail };
    const engine = await fake({ podman: true, containers: checked, handlers });
    const gantry = await open(engine);
    await expect(gantry.row('web')).toContainText('starting');
    const detail = await gantry.open('web');
    await detail.getByRole('region', { name: 'Health' }).getByRole('button', { name: 'Check now' }).click();
    await expect(gantry.page.getByRole('status').filter({ hasText: 'Checked web: the check failed' })).toBeVisible();
    expect(engine.requests.filter(({ path }) => path.endsWith('/healthcheck'))).toHaveLength(1);
  });

  test('elsewhere is left to the engine', async ({ open, fake }) => {
    const gantry = await open(await fake({ containers: checked }));
    const detail = await gantry.open('web');
    const health = detail.getByRole('region', { name: 'Health' });
    await expect(health).toContainText('test -e /ok');
    await expect(health.getByRole('button', { name: 'Check now' })).toHaveCount(0);
  });
});
