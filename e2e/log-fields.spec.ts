import { expect, test } from './fixtures.ts';

test('lines of JSON and logfmt open as trees, and fields become columns that stay', async ({ gantry, docker }) => {
  const { page } = gantry;
  const lines = [
    '{"level":"info","msg":"first","http":{"status":200,"path":"/a"},"id":9007199254740993}',
    'plain text',
    'level=warn msg="slow query" ms=120',
    '{"msg":"<img src=x onerror=alert(1)>","__proto__":{"x":1}}',
    '{"level":"error","msg":"second","http":{"status":503}}',
  ];
  await docker(
    'run',
    '-d',
    '--name',
    'web',
    'busybox',
    'sh',
    '-c',
    `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')}; sleep 1000`,
  );
  await gantry.open('web', 'Logs');
  const log = gantry.log('web');
  const openers = log.getByRole('button', { name: 'Fields', exact: true });
  await expect(openers).toHaveCount(4);
  await openers.first().focus();
  await page.keyboard.press('Enter');
  await expect(openers.first()).toHaveAttribute('aria-expanded', 'true');
  await expect(log).toContainText('9007199254740993');
  const body = log.locator('[data-part=body]').first();
  await expect(body).toContainText('/a');
  await body.getByText('200').hover();
  await log.getByRole('button', { name: 'Show as column: http.status' }).click();
  const columns = page.getByRole('list', { name: 'Columns' });
  await expect(columns).toContainText('http.status');
  await expect(log.locator('[data-part=cell]', { hasText: '503' })).toBeVisible();
  await openers.nth(2).click();
  await expect(log).toContainText('<img src=x onerror=alert(1)>');
  await expect(log.locator('img')).toHaveCount(0);
  await page.reload();
  await expect(columns).toContainText('http.status');
  await expect(log.locator('[data-part=cell]', { hasText: '503' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove column http.status' }).click();
  await expect(columns).toHaveCount(0);
  await openers.first().click();
  await body.getByText('first').hover();
  await log.getByRole('button', { name: 'Search for this value: msg' }).click();
  await expect(page.getByRole('searchbox', { name: 'Search log' })).toHaveValue('first');
  await expect(page.getByRole('status', { name: 'Matches' })).toHaveText('1 of 1');
});
