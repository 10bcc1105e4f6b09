import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds on what is on screen, best practices and the size of targets among it, as one line each. */
export async function findings(page: Page): Promise<string[]> {
  // A menu lies over everything and belongs to what opened it, not to a part of the page.
  const parts = (await page.getByRole('menu').count()) === 0;
  const { violations } = await new AxeBuilder({ page })
    .options({ rules: { 'target-size': { enabled: true }, region: { enabled: parts } } })
    .analyze();
  return violations.flatMap(({ id, nodes }) => {
    // A tooltip, too, belongs to what it is on; one may come at any moment.
    const found = nodes.map(({ html }) => html.slice(0, 120)).filter((html) => !(id === 'region' && isTooltip(html)));
    return found.length > 0 ? [`${id}: ${found.join(' | ')}`] : [];
  });
}

function isTooltip(html: string): boolean {
  return html.startsWith('<div role="tooltip"');
}

/** The four themes, as the system asks for them. */
const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'high contrast': { colorScheme: 'dark', contrast: 'more' },
  'forced colours': { forcedColors: 'active' },
} as const;

/** Their names. */
export const lookNames = Object.keys(looks) as readonly (keyof typeof looks)[];

/** Has the system ask for a theme, without motion. */
export async function useLook(page: Page, name: keyof typeof looks): Promise<void> {
  await page.emulateMedia({ ...looks[name], reducedMotion: 'reduce' });
}
