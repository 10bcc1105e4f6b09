import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** Where the middle of each link, name and state of the lists is, and what a click there would hit. */
function covered(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const wrong: string[] = [];
    for (const row of document.querySelectorAll('[role=grid] [role=row][data-key]')) {
      const name = row.querySelector('[role=gridcell] *');
      const state = row.querySelector('[data-tone]');
      for (const part of [name, state, ...row.querySelectorAll('a[href]')]) {
        if (!part) continue;
        const box = part.getBoundingClientRect();
        const { left, top, bottom } = box;
        // What is too long for its cell ends with an ellipsis there.
        const right = Math.min(box.right, part.closest('[role=gridcell]')?.getBoundingClientRect().right ?? box.right);
        for (const x of [left + 1, (left + right) / 2, right - 1]) {
          const hit = document.elementFromPoint(x, (top + bottom) / 2);
          if (!hit || !(part.contains(hit) || hit.contains(part))) wrong.push(`${part.textContent} at ${x}`);
          if (hit?.closest('button')) wrong.push(`a verb over ${part.textContent}`);
        }
      }
    }
    return wrong;
  });
}

test.describe('what lies under the pointer is what acts', () => {
  for (const width of [1024, 1280, 1440]) {
    test(`at ${width} px every link, name and state can be clicked, and only it acts`, async ({ gantry, docker }) => {
      const { page } = gantry;
      await page.setViewportSize({ width, height: 800 });
      for (const name of ['web', 'web-with-a-long-name']) {
        await docker('run', '-d', '--name', name, '-p', '127.0.0.1::80', 'busybox', 'sleep', '1000');
      }
      await expect(gantry.row('web')).toContainText('running');
      await page.evaluate(() => {
        const clicked: string[] = [];
        Object.assign(window, { clicked });
        // In the capture phase: the address must not open, whatever else the click does.
        document.addEventListener(
          'click',
          (event) => {
            const link = event.target instanceof Element ? event.target.closest('a[target]') : null;
            clicked.push(link?.getAttribute('href') ?? 'something else');
            if (link) event.preventDefault();
          },
          true,
        );
      });
      const started = async () => docker('inspect', '--format', '{{.State.StartedAt}} {{.State.Status}}', 'web');
      const before = await started();
      for (const detail of [false, true]) {
        if (detail) await gantry.open('web');
        const place = page.url();
        const links = gantry.containers.getByRole('link');
        for (const link of await links.all()) {
          const box = await link.boundingBox();
          if (!box) continue;
          const href = await link.getAttribute('href');
          for (const x of [box.x + 2, box.x + box.width / 2, box.x + box.width - 2]) {
            await page.mouse.move(x, box.y + box.height / 2);
            expect(await covered(page), `with the pointer at ${x}`).toEqual([]);
            await page.mouse.click(x, box.y + box.height / 2);
            expect(await page.evaluate(() => (Reflect.get(window, 'clicked') as string[]).at(-1))).toBe(href);
          }
        }
        await gantry.row('web').focus();
        expect(await covered(page), 'with the focus').toEqual([]);
        expect(page.url(), 'a link opens no detail').toBe(place);
        // What a row's verbs do is what they say, wherever the list ends.
        const stop = gantry.row('web').getByRole('button', { name: 'Stop' });
        await expect(stop).toBeInViewport({ ratio: 1 });
      }
      expect(await started(), 'no click did anything to the container').toBe(before);
    });
  }
});

test.describe('a key means one thing', () => {
  test('on a mixed selection s stops what runs and Shift+S starts what does not, and the notice says how many', async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    const state = (name: string) => docker('inspect', '--format', '{{.State.Status}}', name);
    for (const name of ['r1', 'r2']) {
      await docker('run', '-d', '--name', name, '--stop-timeout', '0', 'busybox', 'sleep', '1000');
    }
    for (const name of ['s1', 's2', 's3']) await docker('create', '--name', name, 'busybox', 'sleep', '1000');
    await expect(gantry.row('s3')).toBeVisible();
    await expect(gantry.row('r2')).toContainText('running');
    await gantry.row('r1').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('s');
    await expect(page.getByRole('status').filter({ hasText: 'Stopped 2 of 5 containers' })).toBeVisible();
    for (const name of ['r1', 'r2']) expect(await state(name)).toBe('exited');
    for (const name of ['s1', 's2', 's3']) expect(await state(name)).toBe('created');
    // Pressed again it still means the same, and says why it cannot be done.
    await page.keyboard.press('s');
    await expect(gantry.alerts.filter({ hasText: 'Stop is not possible' })).toBeVisible();
    for (const name of ['s1', 's2', 's3']) expect(await state(name)).toBe('created');
    await page.keyboard.press('Shift+S');
    await expect(page.getByRole('status').filter({ hasText: 'Started 5 containers' })).toBeVisible();
    // The notice is the engine's answer; the rows follow its events.
    const rows = (text: string) => gantry.containers.getByRole('row').filter({ hasText: text });
    await expect(rows('running')).toHaveCount(5);
    await page.keyboard.press('p');
    await expect(page.getByRole('status').filter({ hasText: 'Paused 5 containers' })).toBeVisible();
    await expect(rows('paused')).toHaveCount(5);
    await page.keyboard.press('p');
    await expect(gantry.alerts.filter({ hasText: 'Pause is not possible' })).toBeVisible();
    expect(await state('r1')).toBe('paused');
  });

  test('the bar of a selection says how many and offers what can be done to them', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'up', '--stop-timeout', '0', 'busybox', 'sleep', '1000');
    await docker('create', '--name', 'down', 'busybox', 'sleep', '1000');
    await expect(gantry.row('up')).toContainText('running');
    const bar = page.getByRole('toolbar', { name: 'Selection' });
    await gantry.row('down').focus();
    await page.keyboard.press('Space');
    await expect(bar).toContainText('1 selected');
    await gantry.row('up').focus();
    await page.keyboard.press('Space');
    await expect(bar).toContainText('2 selected');
    for (const verb of ['Stop', 'Start', 'Restart', 'Logs together', 'Remove']) {
      await expect(bar.getByRole('button', { name: new RegExp(`^${verb}`) })).toBeVisible();
    }
    await bar.getByRole('button', { name: /^Start/ }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Started 1 of 2 containers' })).toBeVisible();
    await bar.getByRole('button', { name: /^Stop/ }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Stopped 2 containers' })).toBeVisible();
    await bar.getByRole('button', { name: /^Clear/ }).click();
    await expect(bar).toHaveCount(0);
    await expect(gantry.row('up')).toBeFocused();
  });

  test("a project's row has the verbs for all of its containers, by button, menu and key", async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    for (const service of ['web', 'db']) {
      const labels = ['--label', 'com.docker.compose.project=shop', '--label', `com.docker.compose.service=${service}`];
      await docker('create', '--name', `shop-${service}-1`, '--stop-timeout', '0', ...labels, 'busybox', 'sleep', '99');
    }
    const group = gantry.containers.getByRole('row', { name: /^shop,/ });
    await expect(group).toContainText('2 created');
    await group.hover();
    await group.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Started 2 containers' })).toBeVisible();
    await expect(group.getByText('2 running', { exact: true })).toBeVisible();
    await group.focus();
    await page.keyboard.press('s');
    await expect(page.getByRole('status').filter({ hasText: 'Stopped 2 containers' })).toBeVisible();
    await group.click({ button: 'right' });
    await expect(page.getByRole('menuitem', { name: /^Remove/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(group).toBeFocused();
  });
});
