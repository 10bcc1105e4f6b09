import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { container, openLog, openSection, openShell, other, press, type Screen, walk } from './words-walk.ts';

const { sections, shell } = other;

/** What stands in the dock and about it. Each in a window of its own: what one leaves in the dock the next would show. */
const screens: Readonly<Record<string, Screen>> = {
  'the shells that run': { show: openSessions, data: ['sh'] },
  'a shell in the dock': { show: openShell },
  'the form that types into several shells': { show: openBroadcast },
  'a shell that others hear': { show: startBroadcast },
  'the form that records a shell': { show: openRecord, data: [/\/\S+/g] },
  'a recording that is played': { show: playRecorded, data: [/\S+\.cast/g, '#'] },
  'a shell that has ended': { show: endShell },
  'the menu of a tab and its pane': { show: openTabMenu },
  'the form of the name of a tab': { show: openTabName },
  'the search in a shell': { show: findInShell },
  'the menu of a shell': { show: openShellMenu },
  'a log in the dock': { show: openLog, data: ['hello'] },
  'the note over a shell that files are held over': { show: holdFiles },
};

async function openSessions(page: Page): Promise<Locator> {
  await openShell(page);
  const main = await openSection(page, 'activity', sections.activity.label);
  return main.getByRole('region', { name: other.activity.sessions.title });
}

async function openBroadcast(page: Page): Promise<Locator> {
  const dock = await openShell(page);
  await press(page, 'e');
  await expect(dock.getByRole('tab').nth(1)).toHaveAttribute('aria-selected', 'true');
  // It takes the focus once it is drawn.
  await expect(page.locator('.xterm textarea')).toBeFocused();
  await press(page, 'd');
  await page.keyboard.press('t');
  return page.getByRole('dialog', { name: other.typing.broadcast.title });
}

async function startBroadcast(page: Page): Promise<Locator> {
  const form = await openBroadcast(page);
  await form.getByRole('button', { name: other.typing.broadcast.start, exact: true }).click();
  const dock = page.getByRole('region', { name: shell.dock.title, exact: true });
  await expect(dock).toContainText(other.typing.broadcast.on({ count: 2 }));
  return dock;
}

async function openRecord(page: Page): Promise<Locator> {
  await openShell(page);
  await press(page, 'd');
  await page.keyboard.press('c');
  return page.getByRole('dialog', { name: other.recordings.form.title({ name: container }) });
}

async function playRecorded(page: Page): Promise<Locator> {
  const form = await openRecord(page);
  const folder = await mkdtemp(join(tmpdir(), 'gantry-words-'));
  await form.getByRole('textbox', { name: other.recordings.form.file }).fill(join(folder, 'words.cast'));
  await form.getByRole('button', { name: other.recordings.form.verb, exact: true }).click();
  await page.getByRole('button', { name: other.recordings.stop, exact: true }).click();
  await page.getByRole('button', { name: other.recordings.playIt, exact: true }).click();
  const shown = page.getByRole('region', { name: other.recordings.player.title({ name: 'words.cast' }) });
  await expect(shown.getByRole('slider')).toBeVisible();
  await rm(folder, { recursive: true });
  return shown;
}

async function openTabMenu(page: Page): Promise<Locator> {
  const dock = await openLog(page);
  await dock.getByRole('button', { name: other.dock.menu }).click();
  return page.getByRole('menu');
}

async function openTabName(page: Page): Promise<Locator> {
  const dock = await openLog(page);
  await dock.getByRole('tab').press('F2');
  return page.getByRole('dialog');
}

async function findInShell(page: Page): Promise<Locator> {
  const dock = await openShell(page);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('no such thing');
  await expect(dock.getByRole('search')).toContainText(other.parts.find.none);
  return dock;
}

async function openShellMenu(page: Page): Promise<Locator> {
  await openShell(page);
  await page.keyboard.press('Shift+F10');
  return page.getByRole('menu');
}

async function endShell(page: Page): Promise<Locator> {
  const dock = await openShell(page);
  await page.keyboard.type('exit 5\n');
  await expect(dock).toContainText(other.terminal.ended({ code: 5 }));
  return dock;
}

async function holdFiles(page: Page): Promise<Locator> {
  const dock = await openShell(page);
  const dataTransfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['text'], 'held.txt'));
    return data;
  });
  await dock.locator('.xterm').dispatchEvent('dragover', { dataTransfer });
  const note = dock.getByText(other.terminal.upload.drop, { exact: true });
  await expect(note).toBeVisible();
  return dock;
}

// On an engine of its own: what other tests have left there is no word of the catalogue either.
test.use({ labOptions: {} });

test.describe('in another language', () => {
  for (const [name, screen] of Object.entries(screens)) walk(name, { [name]: screen });
});
