import type { Page } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/**
 * What axe finds on what is on screen, best practices and the size of targets among it, as one line each. A document gets
 * axe once: to read half a megabyte of code takes longer than to look through a screen.
 */
export async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  // A menu lies over everything and belongs to what opened it, not to a part of the page.
  const parts = (await page.getByRole('menu').count()) === 0;
  const found = await page.evaluate(async (region) => {
    const { violations } = await window.axe.run({
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true }, region: { enabled: region } },
    });
    return violations.map(({ id, nodes }) => ({ id, places: nodes.map(({ html }) => html.slice(0, 120)) }));
  }, parts);
  return found.flatMap(({ id, places }) => {
    // A tooltip, too, belongs to what it is on; one may come at any moment.
    const said = places.filter((html) => !(id === 'region' && isTooltip(html)));
    return said.length > 0 ? [`${id}: ${said.join(' | ')}`] : [];
  });
}

function isTooltip(html: string): boolean {
  return html.startsWith('<div role="tooltip"');
}

/** The four themes, as the system asks for them. */
const looks = {
  dark: { colorScheme: 'dark' },
  'high contrast': { colorScheme: 'dark', contrast: 'more' },
  'forced colours': { forcedColors: 'active' },
  light: { colorScheme: 'light' },
} as const;

/** Their names. */
export const lookNames = Object.keys(looks) as readonly (keyof typeof looks)[];

/** Has the system ask for a theme, without motion. */
export async function useLook(page: Page, name: keyof typeof looks): Promise<void> {
  await page.emulateMedia({
    colorScheme: null,
    contrast: null,
    forcedColors: null,
    ...looks[name],
    reducedMotion: 'reduce',
  });
}

/** What axe finds on what is on screen, in one theme after the other, each line with the name of its theme; light stays. */
export async function findingsInEveryLook(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const name of lookNames) {
    await useLook(page, name);
    for (const line of await findings(page)) found.push(`${name}: ${line}`);
  }
  return found;
}
