import { expect, test } from './fixtures.ts';

test.describe('the filter', () => {
  test('suggests what exists, by pointer and by key, and stays a search box', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', '--label', 'tier=front', 'busybox', 'sleep', '1000');
    await docker('create', '--name', 'job', 'busybox');
    await expect(gantry.row('job')).toBeVisible();
    const { page, filter } = gantry;
    const suggestions = page.getByRole('listbox', { name: 'Suggestions' });
    await filter.focus();
    await suggestions.getByRole('option', { name: /^state:running/ }).click();
    await expect(filter).toHaveValue('state:running');
    await expect(filter).toBeFocused();
    await expect(gantry.row('job')).toHaveCount(0);
    await filter.fill('label:');
    await page.keyboard.press('ArrowDown');
    const option = suggestions.getByRole('option', { name: /^label:tier=front/ });
    await expect(option).toHaveAttribute('aria-selected', 'true');
    await expect(filter).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id')) ?? '');
    await page.keyboard.press('Enter');
    await expect(filter).toHaveValue('label:tier=front');
    await expect(gantry.row('web')).toBeVisible();
  });

  test('suggests after a miss, and leads down into the list where it suggests beside results', async ({
    gantry,
    docker,
  }) => {
    await docker('create', '--name', 'job', 'busybox');
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await expect(gantry.row('web')).toContainText('running');
    const { page, filter } = gantry;
    await filter.fill('runing');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(filter).toHaveValue('state:running');
    await filter.fill('');
    await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(gantry.row('job')).toBeFocused();
    await expect(page.getByRole('listbox', { name: 'Suggestions' })).toHaveCount(0);
  });
});

test.describe('the palette', () => {
  test('begins with the verbs of what is open, then what was done lately, then the ways', async ({
    gantry,
    docker,
  }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    await docker('create', '--name', 'job', 'busybox');
    await gantry.open('web');
    const { page, palette } = gantry;
    await page.keyboard.press('Control+k');
    const groups = palette.getByRole('group');
    await expect(groups.nth(0)).toHaveAccessibleName('web');
    await expect(groups.nth(1)).toHaveAccessibleName('Go to');
    await expect(palette.getByRole('option', { name: 'Go to Images' })).toContainText('i');
    await palette.getByRole('combobox').fill('exec');
    await expect(palette.getByRole('option').first()).toHaveText(/^Shell web/);
    await palette.getByRole('combobox').fill('clean disk');
    await expect(palette.getByRole('option').first()).toContainText(/unused|Disk/);
    await palette.getByRole('combobox').fill('theme dark');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+k');
    await expect(groups.nth(1)).toHaveAccessibleName('Recent');
    await expect(groups.nth(1).getByRole('option')).toHaveText(/Theme: dark/);
    await palette.getByRole('combobox').fill('job');
    await expect(palette.getByRole('option', { name: 'job', exact: true })).toHaveAccessibleDescription(/^created/);
  });
});
