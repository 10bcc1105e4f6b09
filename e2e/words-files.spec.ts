import { en } from '../renderer/words/en.ts';
import { pseudo } from '../renderer/words/language/pseudo.ts';
import { expect, test } from './build-folder.ts';
import type { GantryWindow } from './pages/window.ts';

const { builds, common, compose, editor: editorWords, problems } = pseudo(en);

/** Shows a place of the page in another language. */
async function showDisguised({ page, navigation }: GantryWindow, hash: string): Promise<void> {
  await expect(navigation).toBeVisible();
  const address = new URL(page.url());
  address.searchParams.set('words', 'pseudo');
  address.hash = hash;
  await page.goto(address.href);
}

test('a Dockerfile and what is wrong in it are in another language', async ({ gantry, folder }) => {
  folder.put({ Dockerfile: 'FROM busybox\nRUN --mont=type=cache true\n' });
  const { page } = gantry;
  await showDisguised(gantry, `#/builds/${encodeURIComponent(folder.path)}`);
  const whole = page.getByRole('region', { name: builds.page.label, exact: true });
  await expect(whole.getByRole('button', { name: common.save, exact: true })).toBeVisible();
  const form = whole.getByRole('group', { name: builds.form.label, exact: true });
  await form.getByLabel(builds.form.tag, { exact: true }).fill('Not-Small');
  const start = whole.getByRole('button', { name: builds.commands.start, exact: true });
  await expect(start).toHaveAccessibleDescription(builds.page.refused.wrong);

  const text = whole.getByRole('textbox', { name: builds.files.dockerfile, exact: true });
  await page.locator('.cm-lintRange-error').hover();
  const wording = problems['flag-unknown'];
  if (typeof wording !== 'function') throw new Error('it names nothing');
  const said = wording({ instruction: 'RUN', flag: '--mont', meant: '--mount' });
  await expect(page.locator('.cm-tooltip .cm-diagnostic')).toHaveText(said);
  await text.press('Control+f');
  await expect(page.getByRole('textbox', { name: editorWords.phrases.Find, exact: true })).toBeFocused();

  await whole.getByRole('button', { name: builds.page.back, exact: true }).click();
  await expect(page.getByRole('button', { name: builds.history.openFolder, exact: true }).first()).toBeVisible();
});

test('a Compose project and its verbs are in another language', async ({ gantry, docker }) => {
  const { page } = gantry;
  const label = (name: string, value: string) => ['--label', `com.docker.compose.${name}=${value}`];
  const labels = [...label('project', 'worded'), ...label('service', 'web')];
  await docker('run', '--detach', '--init', '--name', 'worded-1', ...labels, 'busybox', 'sleep', '600');
  await showDisguised(gantry, '#/compose/worded/services');
  const state = compose.states.running({ running: 1 });
  await expect(page.getByRole('row', { name: `worded ${state}`, exact: true })).toBeVisible();
  await expect(page.getByRole('list', { name: compose.services.containersOf({ service: 'web' }) })).toBeVisible();
  await page.getByRole('tab', { name: compose.detail.tabs.file, exact: true }).click();
  await expect(page.getByText(compose.file.none.text, { exact: true })).toBeVisible();

  await page.getByRole('row', { name: `worded ${state}`, exact: true }).focus();
  await page.keyboard.press('Delete');
  const question = page.getByRole('alertdialog', { name: compose.down.title({ project: 'worded' }), exact: true });
  await expect(question.getByText(compose.down.body, { exact: true })).toBeVisible();
  await question.getByRole('button', { name: compose.down.confirm, exact: true }).click();
  await expect(page.getByText(compose.detail.gone.text, { exact: true })).toBeVisible();
});
