import type { BrowserContext, Page } from '@playwright/test';
import { epochNow } from './stats.ts';

/** Something that becomes true of the document. Plain data: it crosses into the page. */
export interface Condition {
  /** A CSS selector; the first element that it finds counts. */
  readonly selector: string;
  /** The element's text has to hold this. */
  readonly text?: string;
  /** True once there is no such element. */
  readonly absent?: boolean;
}

/** When a condition became true, in ms since the epoch by the page's clock. */
export interface Moment {
  /** The document had changed; by a MutationObserver, so right after the script that changed it. */
  readonly changed: number;
  /** The first task after the frame that draws it: the latest time at which the page had handed it to the screen. */
  readonly painted: number;
}

interface Probe {
  /** Starts to wait for a condition, under a name. */
  arm(name: string, condition: Condition): void;
  /** The moment of an armed condition. */
  moment(name: string): Promise<Moment>;
  /** Epoch ms of the first message that opened each operation, and of the last event of each type on the document. */
  readonly sent: Record<string, number>;
  readonly happened: Record<string, number>;
  now(): number;
}

declare global {
  interface Window {
    readonly probe: Probe;
  }
}

/** Runs in the page, before its own scripts: everything it needs is inside of it. */
function installProbe(armed: Readonly<Record<string, Condition>>): void {
  const now = () => performance.timeOrigin + performance.now();
  const moments = new Map<string, Promise<Moment>>();
  const sent: Record<string, number> = {};
  const happened: Record<string, number> = {};

  const holds = ({ selector, text, absent }: Condition) => {
    const element = document.querySelector(selector);
    if (absent) return element === null;
    return element !== null && (text === undefined || element.textContent.includes(text));
  };
  // What changes in an animation frame is painted by that frame: waiting for another would add 17 ms that nobody saw.
  // Observers run in a microtask that was queued before the one that lowers the flag.
  let inFrame = false;
  const nextFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    nextFrame((time) => {
      inFrame = true;
      callback(time);
      queueMicrotask(() => (inFrame = false));
    });
  const nextTask = (run: () => void) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', run, { once: true });
    port1.start();
    port2.postMessage(0);
  };
  const afterPaint = (run: () => void) => (inFrame ? nextTask(run) : nextFrame(() => nextTask(run)));
  const arm = (name: string, condition: Condition) => {
    const moment = new Promise<Moment>((resolve) => {
      const check = () => {
        if (!holds(condition)) return;
        observer.disconnect();
        const changed = now();
        afterPaint(() => resolve({ changed, painted: now() }));
      };
      const observer = new MutationObserver(check);
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      check();
    });
    moments.set(name, moment);
  };
  for (const type of ['click', 'keydown', 'input']) {
    addEventListener(type, () => (happened[type] = now()), { capture: true });
  }
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    const op = typeof data === 'string' ? /"t":"open".*?"op":"([\w.]+)"/.exec(data)?.[1] : undefined;
    if (op !== undefined) sent[op] ??= now();
    send.call(this, data);
  };
  const moment = (name: string) => moments.get(name) ?? Promise.reject(new Error(`${name} was not armed`));
  Object.assign(window, { probe: { arm, moment, sent, happened, now } });
  for (const [name, condition] of Object.entries(armed)) arm(name, condition);
}

/** Puts the probe into every page that is opened after this; `armed` conditions are waited for from the first byte on. */
export async function addProbe(
  context: BrowserContext,
  armed: Readonly<Record<string, Condition>> = {},
): Promise<void> {
  // tsx compiles with names kept, through a helper that the page lacks.
  await context.addInitScript('globalThis.__name = (value) => value');
  await context.addInitScript(installProbe, armed);
}

export function arm(page: Page, name: string, condition: Condition): Promise<void> {
  return page.evaluate(({ name, condition }) => window.probe.arm(name, condition), { name, condition });
}

/** The moment of an armed condition; rejects when it has not come true after `patience` ms. */
export function moment(page: Page, name: string, patience = 30_000): Promise<Moment> {
  const late = `${name}: not seen in the page after ${patience} ms`;
  return page.evaluate(
    ({ name, patience, late }) =>
      Promise.race([
        window.probe.moment(name),
        new Promise<never>((_, reject) => setTimeout(() => reject(new Error(late)), patience)),
      ]),
    { name, patience, late },
  );
}

/** How far the page's clock is ahead of this process's, in ms: from the fastest of some round trips, so to half of that. */
export async function clockOffset(page: Page): Promise<number> {
  let best = { trip: Number.POSITIVE_INFINITY, offset: 0 };
  for (let n = 0; n < 30; n++) {
    const before = epochNow();
    const there = await page.evaluate(() => window.probe.now());
    const after = epochNow();
    if (after - before < best.trip) best = { trip: after - before, offset: there - (before + after) / 2 };
  }
  return best.offset;
}
