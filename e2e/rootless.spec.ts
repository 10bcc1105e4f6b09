import { type Handler, sendJson } from './fake/engine.ts';
import { expect, test } from './fake-fixtures.ts';

/** As a Podman of an ordinary user answers on a machine with control groups of version 1. */
const info: Handler = ({ response }) =>
  sendJson(response, 200, {
    ServerVersion: '5.8.6',
    SecurityOptions: ['name=seccomp,profile=default', 'name=rootless'],
    CgroupVersion: '1',
    CgroupDriver: 'cgroupfs',
    MemTotal: 25_276_510_208,
  });
const id = 'ab'.repeat(32);
const stats: Handler = ({ response }) => {
  const now = Date.now();
  response.write(
    `${JSON.stringify({
      read: new Date(now).toISOString(),
      preread: new Date(now - 5000).toISOString(),
      cpu_stats: { cpu_usage: { total_usage: 0 }, system_cpu_usage: 86_616_736_838_237, online_cpus: 2, cpu: 0 },
      memory_stats: { usage: 449_060_864, limit: 25_276_510_208 },
    })}\n`,
  );
};

test.describe('a rootless engine without control groups', () => {
  test('says what it is, and no figures of the whole machine as a container’s', async ({ open, fake }) => {
    const handlers = { 'GET /info': info, 'GET /containers/:id/stats': stats };
    const gantry = await open(await fake({ podman: true, containers: [{ name: 'web' }], handlers }));
    const { page } = gantry;
    await expect(gantry.row('web')).toContainText('–');
    await expect(gantry.row('web')).not.toContainText(/MiB|%/);
    await expect(page.getByRole('contentinfo')).toContainText('rootless');
    await page.getByRole('button', { name: /^Engine / }).click();
    await page.getByRole('menuitem', { name: 'About this engine' }).click();
    const about = page.getByRole('region', { name: 'About the engine' });
    await expect(about).toContainText('Rootless: those of an ordinary user');
    await expect(about).toContainText('None have effect');
  });

  test('is known to leave out the limits of what is run', async ({ open, fake }) => {
    const engine = await fake({
      podman: true,
      handlers: {
        'GET /info': info,
        'POST /containers/create': ({ response }) => sendJson(response, 201, { Id: id, Warnings: [] }),
        'POST /containers/:id/start': ({ response }) => void response.writeHead(204).end(),
        'GET /containers/:id/json': ({ response }) =>
          sendJson(response, 200, { Id: id, Name: 'web', State: { Status: 'running' }, HostConfig: { Memory: 0 } }),
      },
    });
    const gantry = await open(engine);
    const { page } = gantry;
    await page.keyboard.press('Control+k');
    await gantry.palette.getByRole('combobox').fill('run a container');
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'Run a container' });
    await form.getByLabel('Image').fill('busybox');
    await form.getByLabel('Name', { exact: true }).fill('web');
    await form.getByLabel('Memory', { exact: true }).fill('64m');
    await page.keyboard.press('Control+Enter');
    const notice = page.getByRole('status').filter({ hasText: 'with 1 warning' });
    await notice.getByRole('button', { name: 'Show' }).click();
    await expect(page.getByText('holds it to no limit of memory')).toBeVisible();
  });
});
