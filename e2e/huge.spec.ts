import type { Page } from '@playwright/test';
import type { FakeContainer } from './fake/engine-bodies.ts';
import { expect, test } from './fake-fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

const most = 10_000;
/** How many run: their numbers are streamed for those in view only. */
const running = 500;

/** Ten thousand, named so that the order by name is the order of their numbers. */
function crowd(): Partial<FakeContainer>[] {
  return Array.from({ length: most }, (_, n) => ({
    name: `c-${String(n).padStart(5, '0')}`,
    image: `image-${n % 40}`,
    ...(n < running ? {} : { state: 'exited', status: 'Exited (0) 2 hours ago' }),
  }));
}

/** Rows in the document, whether in view or not. */
function drawn({ containers }: GantryWindow): Promise<number> {
  return containers.locator('[role=row]').count();
}

/** Notes the longest time in which the page's main thread took no input. Returns a reader of it, in ms. */
async function watchStalls(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    let last = performance.now();
    Reflect.set(window, 'stall', 0);
    setInterval(() => {
      const now = performance.now();
      Reflect.set(window, 'stall', Math.max(Number(Reflect.get(window, 'stall')), now - last - 10));
      last = now;
    }, 10);
  });
  return () =>
    page.evaluate(() => {
      const stall = Number(Reflect.get(window, 'stall'));
      Reflect.set(window, 'stall', 0);
      return Math.round(stall);
    });
}

async function timed(what: string, run: () => Promise<unknown>): Promise<void> {
  const began = Date.now();
  await run();
  console.log(`${what}: ${Date.now() - began} ms`);
}

test.describe('ten thousand containers', () => {
  test('are listed whole, draw few rows, and obey the keyboard', async ({ open, fake }) => {
    const engine = await fake({ containers: crowd() });
    const gantry = await open(engine);
    const { page } = gantry;
    const summary = page.getByRole('contentinfo');
    await timed('complete', () => expect(summary).toContainText('10,000 containers, 500 running'));
    expect(await drawn(gantry)).toBeLessThan(120);
    const stall = await watchStalls(page);

    await gantry.row('c-00000').focus();
    await timed('End', async () => {
      await page.keyboard.press('End');
      await expect(gantry.row('c-09999')).toBeFocused();
    });
    expect(await drawn(gantry)).toBeLessThan(120);
    await page.keyboard.press('PageUp');
    await expect(gantry.row('c-09999')).not.toBeFocused();
    await page.keyboard.press('Home');
    await expect(gantry.row('c-00000')).toBeFocused();
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    const at = await page.evaluate(() => Number(document.activeElement?.getAttribute('aria-rowindex')));
    expect(at).toBeGreaterThan(30);
    expect(at).toBeLessThan(80);
    expect(await drawn(gantry)).toBeLessThan(120);
    await page.keyboard.press('Home');
    console.log(`longest stall at keys: ${await stall()} ms`);

    await timed('sort by image', async () => {
      await gantry.containers.getByRole('columnheader', { name: 'Image' }).click();
      await expect(gantry.row('c-00040')).toBeVisible();
    });
    await gantry.containers.getByRole('columnheader', { name: 'Name' }).click();
    console.log(`longest stall at sorting: ${await stall()} ms`);

    await timed('filter to one', async () => {
      await gantry.filter.fill('c-07777');
      await expect(gantry.row('c-07777')).toBeVisible();
      await expect.poll(() => drawn(gantry)).toBe(2);
    });
    await expect(page.locator('main')).toContainText('1 of 10,000 containers');
    await gantry.filter.fill('');
    await expect(gantry.row('c-00000')).toBeVisible();
    console.log(`longest stall at filtering: ${await stall()} ms`);
  });

  test('can be selected at once, and the question says how many', async ({ open, fake }) => {
    const engine = await fake({ containers: crowd() });
    const gantry = await open(engine);
    const { page } = gantry;
    await expect(page.getByRole('contentinfo')).toContainText('10,000 containers,');
    const stall = await watchStalls(page);
    await gantry.row('c-00000').focus();
    await page.keyboard.press('Control+a');
    await expect(gantry.row('c-00005')).toHaveAttribute('aria-selected', 'true');
    await timed('menu of all', async () => {
      await gantry.row('c-00003').click({ button: 'right' });
      await expect(page.getByRole('menuitem', { name: 'Start (9500)' })).toBeVisible();
    });
    await expect(page.getByRole('menuitem', { name: 'Stop (500)' })).toBeVisible();
    await page.getByRole('menuitem', { name: 'Remove (10000)' }).click();
    await expect(gantry.question).toContainText('Remove 10000 containers?');
    await expect(gantry.question).toContainText('500 of them are running and will be killed');
    await page.keyboard.press('Escape');
    await timed('palette', async () => {
      await page.keyboard.press('Control+k');
      await gantry.palette.getByRole('combobox').fill('c-09876');
      await expect(gantry.palette.getByRole('option', { name: 'c-09876' })).toBeVisible();
    });
    console.log(`longest stall at selection and palette: ${await stall()} ms`);
    await page.keyboard.press('Escape');
    expect(engine.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('open no more logs than the dock can keep', async ({ open, fake }) => {
    const engine = await fake({ containers: 150 });
    const gantry = await open(engine);
    const { page } = gantry;
    await expect(page.getByRole('contentinfo')).toContainText('150 containers,');
    await gantry.row('fake-0').focus();
    await page.keyboard.press('Control+a');
    await expect(gantry.row('fake-5')).toHaveAttribute('aria-selected', 'true');
    // Reloaded by the page itself in the frame in which they are there: nothing of it is written down by then.
    const reloaded = page.waitForEvent('load');
    await page.evaluate(() => {
      const look = () => {
        if (document.querySelectorAll('[role=tablist] [role=tab]').length < 100) requestAnimationFrame(look);
        else location.reload();
      };
      look();
    });
    await page.keyboard.press('l');
    await reloaded;
    await expect(gantry.dock.getByRole('tab')).toHaveCount(100);
    const [width, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(width).toBeLessThanOrEqual(inner ?? 0);
  });

  test('can be stopped at once, without a stone left', async ({ open, fake }) => {
    test.setTimeout(600_000);
    const engine = await fake({ containers: crowd() });
    const gantry = await open(engine);
    const { page } = gantry;
    await expect(page.getByRole('contentinfo')).toContainText('10,000 containers, 500 running');
    await gantry.filter.fill('state:running');
    await expect(page.locator('main')).toContainText('500 of 10,000');
    await gantry.row('c-00000').focus();
    await page.keyboard.press('Control+a');
    await gantry.row('c-00003').click({ button: 'right' });
    await timed('500 stops', async () => {
      await page.getByRole('menuitem', { name: 'Stop (500)' }).click();
      // Five hundred requests, each with its events: on a busy machine that takes its time.
      const told = page.getByRole('status').filter({ hasText: 'Stopped 500 containers' });
      await expect(told).toBeVisible({ timeout: 500_000 });
    });
    await expect(page.getByRole('contentinfo')).toContainText('10,000 containers, 0 running');
    expect(engine.requests.filter(({ path }) => path.endsWith('/stop')).length).toBe(500);
  });
});

test('a storm of events leaves the list right and the page awake', async ({ open, fake }) => {
  const count = 300;
  const engine = await fake({
    containers: Array.from({ length: count }, (_, n) => ({ name: `s-${String(n).padStart(3, '0')}` })),
  });
  const gantry = await open(engine);
  const { page } = gantry;
  const summary = page.getByRole('contentinfo');
  await expect(summary).toContainText('300 containers, 300 running');
  const before = engine.requests.length;
  const stall = await watchStalls(page);
  const ids = [...engine.containers.keys()];
  const storm = (async () => {
    for (let burst = 0; burst < 20; burst++) {
      for (let n = 0; n < 100; n++) {
        const id = ids[(burst * 100 + n) % count] ?? '';
        const container = engine.containers.get(id);
        if (!container) continue;
        const up = (burst + n) % 2 === 0;
        engine.containers.set(id, {
          ...container,
          state: up ? 'running' : 'exited',
          status: up ? 'Up 1 second' : 'Exited (0) 1 second ago',
        });
        engine.emit({ Type: 'container', Action: up ? 'start' : 'die', Actor: { ID: id } });
      }
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  })();
  const typed = Date.now();
  await gantry.filter.fill('s-');
  await expect(gantry.filter).toHaveValue('s-');
  console.log(`typing in the storm: ${Date.now() - typed} ms`);
  await storm;
  const ended = Date.now();
  const up = [...engine.containers.values()].filter(({ state }) => state === 'running').length;
  await expect(summary).toContainText(`300 containers, ${up} running`);
  console.log(`right ${Date.now() - ended} ms after 2,000 events; longest stall ${await stall()} ms`);
  console.log(`${engine.requests.length - before} requests for 2,000 events`);
  for (const { name, state } of [...engine.containers.values()].slice(0, 10))
    await expect(gantry.row(name)).toContainText(state);
});

test('a storm of comings and goings ends with the right rows', async ({ open, fake }) => {
  const engine = await fake({ containers: 5 });
  const gantry = await open(engine);
  await expect(gantry.row('fake-4')).toBeVisible();
  const [victim] = engine.containers.values();
  if (!victim) throw new Error('no container');
  for (let n = 0; n < 500; n++) {
    const id = n.toString(16).padStart(64, '0');
    engine.containers.set(id, { ...victim, id, name: `brief-${n}` });
    engine.emit({ Type: 'container', Action: 'create', Actor: { ID: id } });
    if (n % 10 !== 0) engine.containers.delete(id);
    engine.emit({ Type: 'container', Action: n % 10 === 0 ? 'start' : 'destroy', Actor: { ID: id } });
    if (n % 25 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await expect(gantry.page.getByRole('contentinfo')).toContainText('55 containers,');
  await gantry.filter.fill('brief-');
  await expect(gantry.page.locator('main')).toContainText('50 of 55 containers');
});
