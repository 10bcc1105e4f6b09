import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Benchmark, Context } from './tools/context.ts';
import { p95 } from './tools/stats.ts';

const keys = 120;
/** Between two keys, in ms: a fast hand. */
const pause = 60;
/** Lines of a stage, see `stage`. */
const perStage = 10;

/**
 * Keys typed at the end of a Dockerfile of 2,000 lines until they are painted, beside one of ten lines and a bare text
 * box, which is the least that this browser takes on this machine.
 */
export const typing: Benchmark = {
  name: 'typing',
  run: async (context) => {
    const page = await context.page();
    const long = await inEditor(context, page, 2000);
    const short = await inEditor(context, page, perStage);
    const bare = await inTextBox(page, 2000);
    await page.close();
    const beside = { what: 'bare text box', values: bare };
    const goal = { of: 'p95', atMost: 16 } as const;
    context.report({ name: 'key to paint, Dockerfile of 2,000 lines', unit: 'ms', gantry: long, beside, goal });
    context.report({ name: 'key to paint, Dockerfile of ten lines', unit: 'ms', gantry: short, beside, goal });
    context.say(`key to paint, bare text box of 2,000 lines: p95 ${p95(bare).toFixed(1)} ms`);
  },
};

async function inEditor(context: Context, page: Page, lines: number): Promise<readonly number[]> {
  const folder = join((await context.lab()).dir, `typing-${lines}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'Dockerfile'), textOf(lines));
  await page.goto(`${new URL(page.url()).origin}/#/builds/${encodeURIComponent(folder)}`);
  await page.reload();
  return typed(page, page.getByRole('textbox', { name: 'Dockerfile' }));
}

/** The least that typing can cost in this browser, on this machine. */
async function inTextBox(page: Page, lines: number): Promise<readonly number[]> {
  await page.evaluate((text) => {
    const box = document.createElement('textarea');
    box.ariaLabel = 'Bare';
    box.style.cssText = 'width: 800px; height: 600px';
    box.value = text;
    document.body.replaceChildren(box);
  }, textOf(lines));
  return typed(page, page.getByRole('textbox', { name: 'Bare' }));
}

async function typed(page: Page, box: Locator): Promise<readonly number[]> {
  await box.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('RUN true && ', { delay: pause }); // not yet compiled
  await watchKeys(page);
  await page.keyboard.type('echo one && '.repeat(keys / 12), { delay: pause });
  return page.evaluate(() => (globalThis as { painted?: number[] }).painted ?? []);
}

function textOf(lines: number): string {
  return Array.from({ length: lines / perStage }, (_, n) => stage(n)).join('');
}

function stage(n: number): string {
  return `FROM busybox AS s${n}
ARG VERSION=${n}
ENV HOME=/home/$VERSION \\
    MODE="fast"
# what is built
WORKDIR /app
COPY --from=s${Math.max(0, n - 1)} /app/ ./
RUN --mount=type=cache,target=/c \\
    echo \${VERSION:-none} && true
LABEL n=${n}
`;
}

/** From each key's time stamp to the end of the frame that shows it. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const painted: number[] = [];
    Object.assign(globalThis, { painted });
    const onKey = ({ timeStamp }: KeyboardEvent) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => painted.push(performance.now() - timeStamp));
        port1.start();
        port2.postMessage(null);
      });
    addEventListener('keydown', onKey, true);
  });
}
