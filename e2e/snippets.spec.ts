import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('a snippet is kept, and typed into the shell in front from the palette', { tag: '@electron' }, async ({
  gantry,
  docker,
}) => {
  const { page } = gantry;
  await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
  await gantry.navigation.getByRole('link', { name: 'Settings' }).click();
  const card = page.getByRole('region', { name: 'Snippets', exact: true });
  await expect(card).toContainText('No snippet is kept yet.');
  for (const [name, text, atOnce] of [
    ['Count', 'echo count-$((40+2))', true],
    ['Wait', 'echo wait-$((40+3))', false],
  ] as const) {
    await card.getByRole('button', { name: 'Add…' }).click();
    const form = page.getByRole('dialog', { name: 'Add a snippet' });
    await form.getByRole('textbox', { name: 'Name' }).fill(name);
    await form.getByRole('textbox', { name: 'Text' }).fill(text);
    await form.getByRole('textbox', { name: 'Only for containers that match' }).fill('image:busybox');
    await form.getByRole('checkbox', { name: 'Run at once' }).setChecked(atOnce);
    expect(await findings(page)).toEqual([]);
    await form.getByRole('button', { name: 'Keep', exact: true }).click();
  }
  const kept = card.getByRole('list', { name: 'Kept snippets' }).getByRole('listitem');
  await expect(kept).toHaveCount(2);
  await card.getByRole('button', { name: 'Move Wait up' }).click();
  await expect(kept.first()).toContainText('Wait');
  await card.getByRole('button', { name: 'Remove Wait' }).click();
  await expect(kept).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(kept.first()).toContainText('Wait');
  expect(await findings(page)).toEqual([]);
  await page.reload();
  await expect(kept).toHaveCount(2);

  await gantry.navigation.getByRole('link', { name: 'Containers' }).click();
  const screen = await gantry.openShell('web');
  for (const [name, typed] of [
    ['Count', 'count-42'],
    ['Wait', 'echo wait-$((40+3))'],
  ] as const) {
    await gantry.row('web').focus();
    await page.keyboard.press('Control+k');
    await gantry.palette.getByRole('combobox').fill(name);
    await gantry.palette.getByRole('option', { name }).first().click();
    await expect(screen).toContainText(typed);
  }
  await expect(screen).not.toContainText('wait-43');
  await page.keyboard.press('Enter');
  await expect(screen).toContainText('wait-43');
});

test('a snippet of several lines asks where the shell runs them as they come', async ({ gantry, docker }) => {
  const { page } = gantry;
  await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
  await gantry.row('web').focus();
  await page.keyboard.press('Control+k');
  await gantry.palette.getByRole('combobox').fill('add a snippet');
  await gantry.palette.getByRole('option', { name: 'Add a snippet…' }).click();
  const form = page.getByRole('dialog', { name: 'Add a snippet' });
  await form.getByRole('textbox', { name: 'Name' }).fill('Two lines');
  await form.getByRole('textbox', { name: 'Text' }).fill('echo one-$((40+2))\necho two-$((40+2))');
  await form.getByRole('button', { name: 'Keep', exact: true }).click();
  const screen = await gantry.openShell('web');
  await gantry.row('web').focus();
  await page.keyboard.press('Control+k');
  await gantry.palette.getByRole('combobox').fill('two lines');
  await gantry.palette.getByRole('option', { name: 'Two lines' }).click();
  await expect(gantry.question).toHaveAccessibleName('Run the lines of Two lines?');
  await gantry.question.getByRole('button', { name: 'Type them' }).click();
  await expect(screen).toContainText('one-42');
  await expect(screen).not.toContainText('two-42');
});
