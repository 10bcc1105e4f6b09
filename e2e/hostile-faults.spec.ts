import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { frame } from './fake/engine.ts';
import { expect, test } from './fake-fixtures.ts';
import { startHost } from './host.ts';
import { GantryWindow } from './pages/window.ts';

/** Loaded into the host before its own program: throws out of a timer when it is signalled. */
const saboteur = `
process.on('SIGUSR2', () => setTimeout(() => { throw new Error('unforeseen, with password=hunter2 and ' + process.env.PLANTED_SECRET) }));
`;

test('an unforeseen error is written down and told once; three in a minute end the host with everything saved', async ({
  page,
  folder,
  fake,
}) => {
  const engine = await fake({ containers: 2 });
  const preload = join(folder, 'saboteur.mjs');
  await writeFile(preload, saboteur);
  const env = { NODE_OPTIONS: `--import=${pathToFileURL(preload).href}`, PLANTED_SECRET: 'swordfish' };
  const host = await startHost({ dockerHost: `unix://${engine.socket}`, env });
  await page.goto(host.url);
  const gantry = new GantryWindow(page);
  await expect(gantry.row('fake-0')).toBeVisible();

  process.kill(host.pid, 'SIGUSR2');
  await expect(gantry.alerts).toContainText('Something went wrong inside Gantry');
  const log = join(host.dataDir, 'faults.log');
  const written = await readFile(log, 'utf8');
  expect(written).toMatch(/exception: Error: unforeseen, with password=\*\*\* and \*\*\*\n {4}at /);
  expect((await stat(log)).mode & 0o777).toBe(0o600);
  await gantry.alerts.getByRole('button', { name: 'Dismiss' }).click();
  await expect(gantry.alerts).toHaveCount(0);

  // It goes on: what the engine says is still heard.
  const [first] = engine.containers.values();
  engine.containers.delete(first?.id ?? '');
  engine.emit({ Type: 'container', Action: 'destroy', Actor: { ID: first?.id } });
  await expect(gantry.row('fake-0')).toHaveCount(0);
  await expect(gantry.row('fake-1')).toBeVisible();

  await gantry.row('fake-1').focus();
  await page.keyboard.press('l');
  await expect(gantry.log('fake-1')).toBeVisible();
  const settings = () => readFile(join(host.dataDir, 'settings.json'), 'utf8').catch(() => '');
  await expect.poll(settings).toContain('fake-1');
  process.kill(host.pid, 'SIGUSR2');
  await expect.poll(() => readFile(log, 'utf8').then((text) => text.match(/exception:/g)?.length)).toBe(2);

  // What was printed right before the end is on the disk after it.
  const [second] = engine.containers.values();
  engine.print(second?.id ?? '', frame(1, '2024-01-01T00:00:00.000000000Z the last words\n'));
  await expect(gantry.log('fake-1')).toContainText('the last words');
  process.kill(host.pid, 'SIGUSR2');
  expect(await host.exited).toBe(1);
  expect(await settings()).toContain('fake-1');
  const logs = join(host.dataDir, 'logs');
  const kept = (await readdir(logs, { recursive: true })).filter((name) => name.endsWith('.log'));
  const texts = await Promise.all(kept.map((name) => readFile(join(logs, name), 'utf8')));
  expect(texts.join('')).toContain('the last words');
  await host.stop();
});
