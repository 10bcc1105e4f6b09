import { en } from '../renderer/words/en.ts';
import { pseudo } from '../renderer/words/language/pseudo.ts';
import { expect, test } from './fixtures.ts';

const { containers, logs, run } = pseudo(en);

/** Disguised, as every text is that comes from the words. */
const disguised = /^\[.+\]$/;

test('containers, the form that runs one and a log are in another language', async ({ gantry: { page }, docker }) => {
  await docker('run', '--detach', '--init', '--name', 'worded', 'busybox', 'sh', '-c', 'echo hello; sleep 600');
  const address = new URL(page.url());
  address.searchParams.set('words', 'pseudo');
  await page.goto(address.href);
  const row = page.getByRole('row', { name: `worded ${containers.states.running} busybox`, exact: true });
  await expect(row).toBeVisible();

  await page.getByRole('button', { name: containers.list.run, exact: true }).click();
  const form = page.getByRole('dialog', { name: run.title, exact: true });
  await form.getByRole('button', { name: run.ports.add, exact: true }).click();
  await form.getByLabel(run.ports.hostPort({ number: 1 }), { exact: true }).fill('70000');
  await form.getByRole('button', { name: run.run, exact: true }).click();
  await expect(form.getByText(run.rules.port, { exact: true })).toBeVisible();
  await form.getByRole('button', { name: run.ports.remove({ number: 1 }), exact: true }).click();
  await page.keyboard.press('Escape');

  await row.getByRole('gridcell').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: containers.open.logs, exact: true }).click();
  const log = page.getByRole('log', { name: logs.log({ name: 'worded' }), exact: true });
  await expect(log).toContainText('hello');
  const bar = page.getByRole('toolbar', { name: logs.toolbar, exact: true });
  for (const button of await bar.getByRole('button').all()) await expect(button).toHaveAccessibleName(disguised);
  await expect(bar.getByRole('status', { name: logs.lines.label })).toHaveText(logs.lines.count({ count: 1 }));
});
