import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

/** CSS px; 640 × 400 is a window of 1280 × 800 at twice the size of everything. */
const sizes = [
  [390, 844],
  [640, 400],
  [1024, 700],
  [1280, 800],
  [1920, 1080],
] as const;
const sections = [
  'Containers',
  'Images',
  'Builds',
  'Compose',
  'Volumes',
  'Networks',
  'Activity',
  'Connections',
  'Settings',
];

/**
 * Pairs of things to press or read in the same part of the window whose boxes meet, as one line each; a thing inside
 * another, and what lies scrolled out of its part, do not count.
 */
async function overlaps(part: Locator): Promise<string[]> {
  return part.evaluate((root) => {
    const shown = [...root.querySelectorAll<HTMLElement>('a, button, input, h1, h2, select')].filter((element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    );
    const seen = shown.flatMap((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const box = { element, left, right, top, bottom };
      for (let outer = element.parentElement; outer; outer = outer.parentElement) {
        const style = getComputedStyle(outer);
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        const edge = outer.getBoundingClientRect();
        box.left = Math.max(box.left, edge.left);
        box.right = Math.min(box.right, edge.right);
        box.top = Math.max(box.top, edge.top);
        box.bottom = Math.min(box.bottom, edge.bottom);
      }
      return box.right - box.left > 1 && box.bottom - box.top > 1 ? [box] : [];
    });
    const nameOf = (element: HTMLElement) => element.getAttribute('aria-label') ?? element.textContent ?? '';
    return seen.flatMap((a, index) =>
      seen.slice(index + 1).flatMap((b) => {
        const within = a.element.contains(b.element) || b.element.contains(a.element);
        // A field and the buttons at its end are one thing.
        const field = a.element.matches('input') && a.element.parentElement?.contains(b.element);
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        return within || field || wide <= 1 || high <= 1 ? [] : [`${nameOf(a.element)} / ${nameOf(b.element)}`];
      }),
    );
  });
}

/** Whether the page itself scrolls, or something reaches out of the window at the side. */
async function sticksOut(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return scrollWidth > innerWidth || scrollHeight > innerHeight;
  });
}

async function isWhole(locator: Locator): Promise<void> {
  await expect(locator).toBeInViewport({ ratio: 0.99 });
}

async function fill(docker: (...args: string[]) => Promise<string>, gantry: GantryWindow): Promise<void> {
  const label = 'com.docker.compose.project=shop';
  await docker('run', '-d', '--name', 'web', '-p', '127.0.0.1::80', '--label', label, 'busybox', 'sleep', '1000');
  await docker('create', '--name', 'a-container-with-a-name-that-is-longer-than-its-column', 'busybox');
  await expect(gantry.row('web')).toBeVisible();
}

for (const [width, height] of sizes) {
  test(`nothing overlaps and every verb is in reach at ${width} × ${height}`, async ({ gantry, docker }) => {
    const { page } = gantry;
    await fill(docker, gantry);
    await page.setViewportSize({ width, height });
    for (const section of sections) {
      const link = gantry.navigation.getByRole('link', { name: section, exact: true });
      await isWhole(link);
      await link.click();
      await expect(page.getByRole('main')).toHaveAccessibleName(section);
      const heading = page.getByRole('main').locator('header').first();
      await isWhole(heading.getByRole('heading', { name: section }));
      for (const verb of await heading.getByRole('button').all()) await isWhole(verb);
      for (const field of await heading.getByRole('searchbox').all()) await isWhole(field);
      expect(await overlaps(heading), `header of ${section}`).toEqual([]);
      expect(await sticksOut(page), `${section} scrolls as a page`).toBe(false);
    }
    await gantry.navigation.getByRole('link', { name: 'Containers', exact: true }).click();
    expect(await overlaps(page.locator('nav')), 'navigation').toEqual([]);
    const detail = await gantry.open('web');
    for (const name of ['Stop', 'More actions', 'Close detail']) await isWhole(detail.getByRole('button', { name }));
    expect(await overlaps(detail.locator('header')), 'header of the detail').toEqual([]);
    expect(await sticksOut(page), 'the detail makes the page scroll').toBe(false);
    await detail.getByRole('button', { name: 'Close detail' }).click();
    await expect(detail).toHaveCount(0);
  });
}

test('a narrow window shows the detail over its list, and the sections as icons', async ({ gantry, docker }) => {
  const { page } = gantry;
  await fill(docker, gantry);
  await page.setViewportSize({ width: 800, height: 600 });
  const link = gantry.navigation.getByRole('link', { name: 'Images' });
  expect((await link.boundingBox())?.width).toBeLessThanOrEqual(48);
  const before = await gantry.containers.boundingBox();
  const detail = await gantry.open('web');
  expect(await gantry.containers.boundingBox()).toEqual(before);
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await detail.boundingBox())?.width).toBe(390);
  const boxes = await Promise.all((await gantry.navigation.getByRole('link').all()).map((each) => each.boundingBox()));
  for (const box of boxes) expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(40);
});

test('contrast and font are chosen, and stay', async ({ gantry }) => {
  const { page } = gantry;
  const root = page.locator('html');
  const fontOf = () => page.evaluate(() => getComputedStyle(document.body).fontFamily);
  await page.emulateMedia({ contrast: 'more' });
  await expect(root).toHaveAttribute('data-contrast', 'high');
  await page.emulateMedia({ contrast: 'no-preference' });
  await expect(root).not.toHaveAttribute('data-contrast', 'high');
  expect(await page.evaluate(() => document.fonts.check('13px "Inter Variable"'))).toBe(true);
  expect(await fontOf()).toMatch(/^"Inter Variable"/);
  await gantry.navigation.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('radiogroup', { name: 'Contrast' }).getByRole('radio', { name: 'High' }).check();
  await page.getByRole('radiogroup', { name: 'Font' }).getByRole('radio', { name: 'The system’s' }).check();
  await expect(root).toHaveAttribute('data-contrast', 'high');
  await expect.poll(fontOf).not.toContain('Inter');
  await page.reload();
  await expect(root).toHaveAttribute('data-contrast', 'high');
  await expect.poll(fontOf).not.toContain('Inter');
});

test('rows are as high as was chosen', async ({ gantry, docker }) => {
  const { page } = gantry;
  for (const name of ['one', 'two']) await docker('create', '--name', name, 'busybox');
  await expect(gantry.row('two')).toBeVisible();
  const pitch = async () => {
    const [one, two] = [await gantry.row('one').boundingBox(), await gantry.row('two').boundingBox()];
    return [one?.height, (two?.y ?? 0) - (one?.y ?? 0)];
  };
  expect(await pitch()).toEqual([28, 28]);
  for (const [label, px] of [
    ['Compact', 24],
    ['Roomy', 34],
  ] as const) {
    await gantry.navigation.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('radiogroup', { name: 'Rows of lists' }).getByRole('radio', { name: label }).check();
    await gantry.navigation.getByRole('link', { name: 'Containers' }).click();
    await expect(gantry.row('two')).toBeVisible();
    expect(await pitch()).toEqual([px, px]);
  }
});

test('a list scrolled sideways still says whose its rows are', async ({ gantry, docker }) => {
  const { page } = gantry;
  await docker('create', '--name', 'web', '--label', 'com.docker.compose.project=shop', 'busybox');
  await expect(gantry.row('web')).toBeVisible();
  await gantry.containers.getByRole('columnheader', { name: 'State' }).focus();
  // 8 px each: wider than the window.
  for (let press = 0; press < 150; press++) await page.keyboard.press('Shift+ArrowRight');
  const name = gantry.row('web').getByRole('gridcell').first();
  const group = gantry.containers.getByRole('button', { name: 'shop' });
  const before = [await name.boundingBox(), await group.boundingBox()].map((box) => box?.x);
  await gantry.containers.evaluate((grid) => grid.scrollBy({ left: 200, behavior: 'instant' }));
  await expect.poll(() => gantry.containers.evaluate((grid) => grid.scrollLeft)).toBeGreaterThan(100);
  expect([await name.boundingBox(), await group.boundingBox()].map((box) => box?.x)).toEqual(before);
});
