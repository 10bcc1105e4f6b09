import { cp, mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, expect, openEditor, test } from './build-folder.ts';
import { psql } from './lab/psql.ts';
import type { GantryWindow } from './pages/window.ts';

/** The day of somebody who has these two files and no terminal. Ports 4000 and 5432 are the sample's own. */
test.use({ labOptions: { images: ['node', 'postgres'], compose: true, registry: true } });

const samples = fileURLToPath(new URL('./samples/', import.meta.url));
const login = { user: 'postgres', password: 'postgres', database: 'docker-example' };

test('the sample Dockerfile is built in the editor, runs, is pushed and pulled; the sample project comes up with its data', async ({
  gantry,
  lab,
  docker,
}) => {
  test.setTimeout(240_000);
  const { page } = gantry;
  const app = `${lab.dir}/node-app`;
  await cp(`${samples}node-app`, app, { recursive: true });

  await openEditor(gantry, { path: app } as Parameters<typeof openEditor>[1]);
  await expect(gantry.dockerfile).toContainText('FROM node:latest');
  await build(gantry, 'dockerexample');

  await run(gantry, 'dockerexample', '4001', '4000');
  await expect.poll(() => body('http://127.0.0.1:4001/')).toContain('Hello');
  await docker('rm', '-f', ...(await docker('ps', '-q')).split('\n'));

  const there = `${lab.registry}/team/dockerexample:1`;
  await docker('tag', 'dockerexample', there);
  await transfer(gantry, 'Push', there);
  await docker('rmi', there);
  await transfer(gantry, 'Pull', there);
  expect(await docker('images', '--quiet', there)).toBe(await docker('images', '--quiet', 'dockerexample'));

  const folder = `${lab.dir}/docker-example`;
  await mkdir(folder);
  await cp(`${samples}docker-example`, folder, { recursive: true });
  await openCompose(gantry, folder);
  const detail = gantry.detail('docker-example');
  const row = page.getByRole('grid', { name: 'Compose' }).getByRole('row', { name: /^docker-example/ });
  const up = async () => {
    await detail.getByRole('button', { name: 'Up', exact: true }).last().click();
    await expect(row).toContainText('2 running', { timeout: 60_000 });
    await expect.poll(() => body('http://127.0.0.1:4000/')).toContain('Hello');
    await expect.poll(() => body('http://127.0.0.1:4000/db')).toContain('accepts');
  };
  await up();
  const ask = async (sql: string) => {
    const { code, stdout, stderr } = await psql(lab, 'docker-example-db-1', login, sql);
    return code === 0 ? stdout.trim() : stderr;
  };
  await expect.poll(() => ask('select current_user, current_database()')).toBe('postgres|docker-example');
  await ask("create table note (text text); insert into note values ('kept')");
  await detail.getByRole('button', { name: 'Down', exact: true }).last().click();
  await gantry.question.getByRole('button', { name: 'Down' }).click();
  await expect(row).toContainText('not created');
  expect(await readFile(`${folder}/pgdata/PG_VERSION`, 'utf8')).toContain('15');
  await up();
  await expect.poll(() => ask('select text from note')).toBe('kept');
  await docker('compose', '-f', `${folder}/docker-compose.yml`, 'down', '--timeout', '2');
});

async function command({ page, palette }: GantryWindow, label: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill(label);
  await page.keyboard.press('Enter');
}

async function run(gantry: GantryWindow, image: string, hostPort: string, port: string): Promise<void> {
  await command(gantry, 'run a container');
  const form = gantry.page.getByRole('dialog', { name: 'Run a container' });
  await form.getByLabel('Image').fill(image);
  await form.getByRole('button', { name: 'Add port' }).click();
  await form.getByLabel('Host port 1').fill(hostPort);
  await form.getByLabel('Container port 1').fill(port);
  await gantry.page.keyboard.press('Control+Enter');
  await expect(form).toHaveCount(0);
}

/** Pushes or pulls by the form and waits for the task's end in Activity. */
async function transfer(gantry: GantryWindow, verb: 'Push' | 'Pull', reference: string): Promise<void> {
  await command(gantry, `${verb} image…`);
  const form = gantry.page.getByRole('dialog', { name: `${verb} image` });
  await form.getByLabel('Image').fill(reference);
  await form.getByRole('button', { name: verb, exact: true }).click();
  await expect(form).toBeHidden();
  await gantry.navigation.getByRole('link', { name: 'Activity' }).click();
  const row = gantry.activity.getByRole('row').filter({ hasText: `${verb} ${reference}` });
  await expect(row).toContainText('succeeded', { ignoreCase: true, timeout: 60_000 });
}

async function openCompose({ navigation, page }: GantryWindow, folder: string): Promise<void> {
  await navigation.getByRole('link', { name: 'Compose' }).click();
  await page.getByRole('button', { name: 'Open compose file…' }).click();
  const chooser = page.getByRole('dialog', { name: 'Open compose file' });
  const path = chooser.getByRole('combobox', { name: 'Path' }).or(chooser.getByRole('textbox', { name: 'Path' }));
  await path.fill(folder);
  await page.keyboard.press('Enter');
  await chooser.getByText('docker-compose.yml').dblclick();
}

/** What a web server answers; '' while it does not. */
async function body(url: string): Promise<string> {
  try {
    return await (await fetch(url, { signal: AbortSignal.timeout(3000) })).text();
  } catch {
    return '';
  }
}
