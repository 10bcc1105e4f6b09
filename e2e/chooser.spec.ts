import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { Host } from './host.ts';

/** Lets a spec keep back what the host says, until it passes. */
async function holdAnswers(page: Page) {
  const held: (() => void)[] = [];
  let holds = false;
  await page.routeWebSocket(/\/wire\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => server.send(message));
    server.onMessage((message) => {
      if (holds) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  return {
    hold: () => {
      holds = true;
    },
    held: () => held.length,
    pass: () => {
      holds = false;
      for (const pass of held.splice(0)) pass();
    },
  };
}

/** Opens the chooser, and keeps back what it reads first. */
async function openUnread(page: Page, host: Host) {
  const answers = await holdAnswers(page);
  await page.goto(`${host.url}#/compose`);
  const open = page.getByRole('button', { name: 'Open compose file…' });
  await expect(open).toBeVisible();
  answers.hold();
  await open.click();
  const chooser = page.getByRole('dialog', { name: 'Open compose file' });
  return { answers, chooser, path: chooser.getByLabel('Path') };
}

test('what is typed before the first folder is read stays, and leads where it says', async ({ page, host }) => {
  const folder = await mkdtemp(join(tmpdir(), 'chooser-'));
  await writeFile(join(folder, 'compose.yaml'), 'services: {}\n');
  const { answers, chooser, path } = await openUnread(page, host);
  await path.fill(folder);
  await expect.poll(answers.held).toBeGreaterThan(0);
  answers.pass();
  await expect(chooser.getByRole('option').first()).toBeVisible();
  await expect(path).toHaveValue(folder);
  await path.press('Enter');
  await expect(chooser.getByRole('option', { name: 'compose.yaml' })).toBeVisible();

  await path.fill(`${folder}/not-there`);
  await path.press('Enter');
  await expect(chooser.getByRole('alert')).toBeVisible();
  await expect(path).toHaveValue(`${folder}/not-there`);
  await rm(folder, { recursive: true });
});

test('a letter that is typed just as the first folder’s path comes is not added to that path', async ({
  page,
  host,
}) => {
  const { answers, path } = await openUnread(page, host);
  await expect(path).toBeFocused();
  // The first moment at which the path stands in the field.
  await path.evaluate((field: HTMLInputElement) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      field.setRangeText('/', field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    observer.observe(field, { attributes: true, attributeFilter: ['value'] });
  });
  await expect.poll(answers.held).toBeGreaterThan(0);
  answers.pass();
  await expect(page.getByRole('option').first()).toBeVisible();
  await expect(path).toHaveValue('/');
});

test('what is typed into the path takes the place of the old one, and a file’s path leads to the file', async ({
  page,
  host,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'chooser-'));
  await writeFile(join(folder, 'compose.yaml'), 'services: {}\n');
  await page.goto(`${host.url}#/compose`);
  await page.getByRole('button', { name: 'Open compose file…' }).click();
  const chooser = page.getByRole('dialog', { name: 'Open compose file' });
  const path = chooser.getByLabel('Path');
  await expect(path).toHaveValue(/^\//);
  await path.click();
  await page.keyboard.type(folder);
  await expect(path).toHaveValue(folder);
  await page.keyboard.press('Enter');
  await expect(chooser.getByRole('option', { name: 'compose.yaml' })).toBeVisible();
  // No click in between: the path that was gone to is replaced as well.
  await page.keyboard.type(join(folder, 'compose.yaml'));
  await page.keyboard.press('Enter');
  await expect(chooser).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Compose file' })).toContainText('services');

  await page.goto(`${host.url}#/builds`);
  await page.getByRole('button', { name: 'Open folder' }).first().click();
  const folders = page.getByRole('dialog', { name: /folder/ });
  await expect(folders.getByLabel('Path')).toHaveValue(/^\//);
  await folders.getByLabel('Path').fill(join(folder, 'compose.yaml'));
  await page.keyboard.press('Enter');
  await expect(folders.getByRole('option', { name: 'compose.yaml' })).toBeVisible();
  await expect(folders.getByRole('alert')).toHaveCount(0);
  await expect(folders.getByLabel('Path')).toHaveValue(folder);
  await rm(folder, { recursive: true });
});
