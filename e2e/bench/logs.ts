import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Benchmark } from './context.ts';
import type { LocalClient } from './local-client.ts';
import { createContainers, docker } from './populate.ts';
import { arm, moment } from './probe.ts';
import { timed } from './stats.ts';

const lines = 100_000;
const tail = 1000;
const runs = 9;
const words = 'the quick brown fox jumps over the lazy dog, again and again and again';
const last = `line ${lines} `;

/** Opening the log of a running container that has printed 100,000 lines: its last 1,000, beside the docker command. */
export const logs: Benchmark = {
  name: 'logs',
  async run(context) {
    const lab = await context.lab();
    const script = `seq 1 ${lines} | sed 's/.*/line & ${words}/'; exec sleep 1000000`;
    const [id = ''] = await createContainers(lab, [{ name: 'log', command: ['sh', '-c', script], start: true }]);
    while (!(await docker(lab, 'logs', '--tail', '1', id)).startsWith(last)) await sleep(200);
    const page = await context.page();
    const local = await context.local();
    const inPage: number[] = [];
    const services: number[] = [];
    const cli: number[] = [];
    await openInPage(page, id); // not yet compiled
    for (let n = 0; n < runs; n++) {
      inPage.push(await openInPage(page, id));
      services.push(await openStream(local, id));
      cli.push(await timed(() => docker(lab, 'logs', '--tail', String(tail), id)));
    }
    const beside = { what: `docker logs --tail ${tail}`, values: cli };
    const what = `last ${tail} of ${lines.toLocaleString('en')} lines`;
    context.report({ name: `${what}, click → last line painted`, unit: 'ms', gantry: inPage, beside });
    context.report({ name: `${what}, services only`, unit: 'ms', gantry: services, beside });
  },
};

async function openInPage(page: Page, id: string): Promise<number> {
  const overview = page.getByRole('tab', { name: 'Overview' });
  if (await overview.isVisible()) await overview.click();
  else await page.goto(`${new URL('/', page.url()).href}#/containers/${id}/overview`);
  await page.locator('[role=log]').waitFor({ state: 'detached' });
  await sleep(300); // until the detail is drawn and the last log's stream is gone
  await arm(page, 'last', { selector: '[role=log]', text: last });
  await page.getByRole('tab', { name: 'Logs' }).click();
  const { painted } = await moment(page, 'last');
  return painted - (await page.evaluate(() => window.probe.happened['click'] ?? Number.NaN));
}

/** The same without a page, a host or a process boundary. */
async function openStream({ client, engine }: LocalClient, id: string): Promise<number> {
  await client.containers.inspect({ engine, id }); // connects
  const start = performance.now();
  let seen = 0;
  return new Promise((resolve, reject) => {
    const stop = client.logs.follow(
      { engine, id, tail },
      {
        onItem: (batch) => {
          seen += batch.lines.length;
          if (seen < tail) return;
          stop();
          resolve(performance.now() - start);
        },
        onEnd: (problem) => reject(new Error(problem?.message ?? 'the log ended')),
      },
    );
  });
}
