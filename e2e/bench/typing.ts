import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Benchmark, Context } from './context.ts';

const keys = 120;
/** Between two keys, in ms: a fast hand. */
const pause = 60;
/** Lines of a stage, see `stage`. */
const perStage = 10;

/** Keys typed at the end of a Dockerfile of 2,000 lines until they are painted, beside one of ten lines. */
export const typing: Benchmark = {
  name: 'typing',
  run: async (context) => {
    const long = await times(context, 2000);
    const short = await times(context, perStage);
    context.report({
      name: 'key to paint, Dockerfile of 2,000 lines',
      unit: 'ms',
      gantry: long,
      beside: { what: 'one of ten lines', values: short },
      goal: { of: 'p95', atMost: 16 },
    });
  },
};

async function times(context: Context, lines: number): Promise<number[]> {
  const folder = join((await context.lab()).dir, `typing-${lines}`);
  await mkdir(folder, { recursive: true });
  const text = Array.from({ length: lines / perStage }, (_, n) => stage(n)).join('');
  await writeFile(join(folder, 'Dockerfile'), text);
  const page = await context.page();
  await page.goto(`${new URL(page.url()).origin}/#/builds/${encodeURIComponent(folder)}`);
  await page.reload();
  await page.getByRole('textbox', { name: 'Dockerfile' }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('RUN true && ', { delay: pause }); // not yet compiled
  await watchKeys(page);
  await page.keyboard.type('echo one && '.repeat(keys / 12), { delay: pause });
  const measured = await page.evaluate(() => (globalThis as { painted?: number[] }).painted ?? []);
  await page.close();
  return measured;
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
