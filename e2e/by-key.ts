import type { Page } from '@playwright/test';

/** Whether what has the focus is, or is in, what a CSS selector finds. */
export async function focusedIn(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((selector) => document.activeElement?.closest(selector) != null, selector);
}

/** Two keys, the second right after the first however busy the machine is. */
export async function pair({ keyboard }: Page, first: string, second: string): Promise<void> {
  await Promise.all([keyboard.press(first), keyboard.press(second)]);
}
