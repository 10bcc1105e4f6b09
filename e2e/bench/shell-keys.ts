import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { cliEnvironment } from '../lab/cli.ts';
import type { Benchmark } from './tools/context.ts';
import type { LocalClient } from './tools/local-client.ts';
import { openLocalShell } from './tools/local-shell.ts';
import { createContainers } from './tools/populate.ts';
import { arm, moment } from './tools/probe.ts';
import { startScript } from './tools/script.ts';
import { p99 } from './tools/stats.ts';

/** Keys of one round: they fit on one line of the narrowest terminal here, after the prompt. */
const keysPerRound = 30;
const rounds = 5;
/** ms between keys, as of a fast typist's: nothing is measured while the last key is still being drawn. */
const between = 30;
const key = 'x';
/** ms; what is drawn waits for the next one. */
const frame = 16;
/** Empties the line. */
const controlU = '\u0015';

/** Something with a shell at its far end: a write, and what comes back. */
interface Typewriter {
  write(text: string): Promise<unknown>;
  /** Resolves as soon as anything holds `text`. */
  echoed(text: string): Promise<void>;
  close(): Promise<unknown>;
}

/** From a key to its echo by a shell in a container. `script` gives docker the terminal it wants, at the cost of a hop. */
export const shellKeys: Benchmark = {
  name: 'shell-keys',
  async run(context) {
    const lab = await context.lab();
    const [id = ''] = await createContainers(lab, [{ name: 'shell', command: ['sleep', '1000000'], start: true }]);
    const environment = cliEnvironment(lab.dir, lab.socket);
    const page = await context.page();
    const local = await context.local();
    const typewriters = {
      services: await openLocal(local, id),
      cli: await openScript(`${lab.docker} exec -it ${id} sh`, environment),
      hop: await openScript('cat', environment),
    };
    const times = { page: [] as Stroke[], services: [] as number[], cli: [] as number[], hop: [] as number[] };
    try {
      await openShell(page, id);
      for (let round = 0; round < rounds; round++) {
        times.page.push(...(await typeInPage(page)));
        for (const who of ['services', 'cli', 'hop'] as const) times[who].push(...(await type(typewriters[who])));
      }
    } finally {
      await Promise.all(Object.values(typewriters).map((typewriter) => typewriter.close()));
    }
    const beside = { what: 'docker exec -it in script', values: times.cli };
    const goal = { of: 'p99', atMost: 2 * p99(times.cli) + frame } as const;
    const report = (name: string, gantry: readonly number[]) =>
      context.report({ name, unit: 'ms', gantry, beside, goal });
    report('services only, write → echo', times.services);
    report(
      'keydown → echo in xterm’s document',
      times.page.map(({ changed }) => changed),
    );
    report(
      'keydown → echo painted',
      times.page.map(({ painted }) => painted),
    );
    context.report({ name: '(script’s own hop: the same with cat)', unit: 'ms', gantry: times.hop });
  },
};

interface Stroke {
  readonly changed: number;
  readonly painted: number;
}

async function openShell(page: Page, id: string): Promise<void> {
  await page.goto(`${new URL('/', page.url()).href}#/containers/${id}/shell`);
  await page.getByRole('button', { name: 'Open shell' }).click();
  await arm(page, 'prompt', { selector: '.xterm-rows', text: '#' });
  await moment(page, 'prompt');
  await page.locator('.xterm-helper-textarea').focus();
}

async function typeInPage(page: Page): Promise<Stroke[]> {
  const strokes: Stroke[] = [];
  for (let n = 1; n <= keysPerRound; n++) {
    await arm(page, 'echo', { selector: '.xterm-rows', text: key.repeat(n) });
    await page.keyboard.press(key);
    const { changed, painted } = await moment(page, 'echo');
    const pressed = await page.evaluate(() => window.probe.happened['keydown'] ?? Number.NaN);
    strokes.push({ changed: changed - pressed, painted: painted - pressed });
    await sleep(between);
  }
  await page.keyboard.press('Control+u');
  await sleep(200);
  return strokes;
}

async function type(typewriter: Typewriter): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < keysPerRound; n++) {
    const echo = typewriter.echoed(key);
    const start = performance.now();
    await typewriter.write(key);
    await echo;
    times.push(performance.now() - start);
    await sleep(between);
  }
  await typewriter.write(controlU);
  await sleep(200);
  return times;
}

async function openLocal(local: LocalClient, id: string): Promise<Typewriter> {
  const shell = await openLocalShell(local, id);
  await shell.ear.wait('#');
  return { write: shell.write, echoed: (text) => shell.ear.wait(text), close: shell.close };
}

async function openScript(command: string, env: NodeJS.ProcessEnv): Promise<Typewriter> {
  const { ear, write, close } = startScript(command, env);
  const ready = ear.wait('ready');
  const typed = setInterval(() => void write('ready\n'), 300); // until somebody there echoes
  await ready;
  clearInterval(typed);
  await sleep(500);
  return { write, echoed: (text) => ear.wait(text), close };
}
