import type { Page } from '@playwright/test';
import { cliEnvironment } from '../lab/cli.ts';
import type { Lab } from '../lab/lab.ts';
import type { Benchmark, Context } from './tools/context.ts';
import { openLocalShell } from './tools/local-shell.ts';
import { alike, createContainers } from './tools/populate.ts';
import { arm, moment } from './tools/probe.ts';
import { startScript } from './tools/script.ts';
import { timed } from './tools/stats.ts';

const runs = 12;
const lines = 10_000;
const end = 'the last line';
/** As long as those of `ls -l`, with a colour each. */
const print =
  `awk 'BEGIN { for (i = 1; i <= ${lines} + 100; i++) printf "-rw-r--r--    1 root     root  %10d Jan  1 00:00 ` +
  `\\033[1;34mfile-%06d-of-a-folder\\033[0m\\n", i * 4711, i }'; echo ${end.replace('last', "la''st")}`;

/** From opening a shell to its prompt, and from coming back to one to all of its lines. */
export const shellOpen: Benchmark = {
  name: 'shell-open',
  async run(context) {
    const lab = await context.lab();
    const ids = await createContainers(lab, alike(runs, 'shell', true));
    const page = await context.page();
    await opening(context, lab, page, ids);
    await comingBack(context, page, ids.at(-1) ?? '');
  },
};

async function opening(context: Context, lab: Lab, page: Page, ids: readonly string[]): Promise<void> {
  const local = await context.local();
  const times = { page: [] as number[], services: [] as number[], cli: [] as number[] };
  const first = await openLocalShell(local, ids[0] ?? '');
  await first.close();
  for (const id of ids) {
    times.page.push(await openInPage(page, id));
    times.cli.push(
      await timed(async () => {
        const cli = startScript(`${lab.docker} exec -it ${id} sh`, cliEnvironment(lab.dir, lab.socket));
        await cli.ear.wait('#');
        void cli.close();
      }),
    );
    times.services.push(
      await timed(async () => {
        const shell = await openLocalShell(local, id);
        await shell.ear.wait('#');
        void shell.close();
      }),
    );
  }
  const beside = { what: 'docker exec -it in script', values: times.cli };
  const goal = { of: 'ratio', atMost: 1.3 } as const;
  context.report({ name: 'services only, open → prompt', unit: 'ms', gantry: times.services, beside, goal });
  context.report({ name: 'click → prompt painted', unit: 'ms', gantry: times.page, beside, goal });
}

async function openInPage(page: Page, id: string): Promise<number> {
  await page.goto(`${new URL('/', page.url()).href}#/containers/${id}/shell`);
  const button = page.getByRole('button', { name: 'Open shell' });
  await button.waitFor();
  await arm(page, 'prompt', { selector: '.xterm-rows', text: '#' });
  await button.click();
  return sinceClick(page, 'prompt');
}

async function comingBack(context: Context, page: Page, id: string): Promise<void> {
  await page.locator('.xterm-helper-textarea').focus();
  await arm(page, 'printed', { selector: '.xterm-rows', text: end });
  await page.keyboard.insertText(print);
  await page.keyboard.press('Enter');
  await moment(page, 'printed', 60_000);
  const times: number[] = [];
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  for (let run = 0; run < runs; run += 1) {
    await tab('Overview').click();
    await page.locator('.xterm').waitFor({ state: 'detached' });
    await arm(page, 'again', { selector: '.xterm-rows', text: end });
    await tab('Shell').click();
    times.push(await sinceClick(page, 'again'));
  }
  const what = `${lines.toLocaleString('en')} lines`;
  const goal = { of: 'median', atMost: 100 } as const;
  context.report({ name: `${what}, click → all painted again`, unit: 'ms', gantry: times, goal });
  const services = await context.local();
  const { client } = services;
  const local = await openLocalShell(services, id);
  const printed = local.ear.wait(end);
  await local.write(`${print}\n`);
  await printed;
  const screens: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    screens.push(
      await timed(
        () =>
          new Promise<void>((resolve) => {
            const stop = client.terminal.attach(
              { session: local.session, lines },
              { onItem: () => (stop(), resolve()), onEnd: () => undefined },
            );
          }),
      ),
    );
  }
  context.report({ name: `${what}, services only`, unit: 'ms', gantry: screens });
  await local.close();
}

async function sinceClick(page: Page, armed: string): Promise<number> {
  const { painted } = await moment(page, armed);
  return painted - (await page.evaluate(() => window.probe.happened['click'] ?? Number.NaN));
}
