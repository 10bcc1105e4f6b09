import type { CDPSession, Page } from '@playwright/test';

/** What of a trace event is read here. */
interface TraceEvent {
  readonly name?: string;
  readonly ph?: string;
  readonly pid?: number;
  readonly tid?: number;
  /** Time that its thread ran, in µs: waiting for a core does not count. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** CPU time of each task of the page's main thread while something goes on, in ms: what a frame takes where nothing else wants the core. */
export async function taskTimes(page: Page, during: () => Promise<unknown>): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline'] },
  });
  await during();
  await endTrace(session);
  // Each page has such a thread: the one that draws is the busiest.
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const times = mains.map((main) => timesOn(main, events));
  return times.toSorted((a, b) => sum(b) - sum(a))[0] ?? [];
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

function timesOn(main: TraceEvent, events: readonly TraceEvent[]): number[] {
  return events
    .filter(({ name, ph, pid, tid }) => name?.endsWith('RunTask') && ph === 'X' && pid === main.pid && tid === main.tid)
    .map(({ tdur = 0 }) => tdur / 1000);
}

async function endTrace(session: CDPSession): Promise<void> {
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
}
