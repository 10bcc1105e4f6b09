import type { Page } from '@playwright/test';
import type { Lab } from '../lab/lab.ts';
import type { Benchmark } from './tools/context.ts';
import { type EventClock, openEventClock } from './tools/event-clock.ts';
import { alike, ask, createContainers, docker } from './tools/populate.ts';
import { arm, type Condition, clockOffset, moment } from './tools/probe.ts';
import { epochNow } from './tools/stats.ts';

const containers = 10;
const goal = { of: 'p95', atMost: 100 } as const;

interface Action {
  readonly id: string;
  /** Done by another program than Gantry. */
  readonly act: (lab: Lab) => Promise<unknown>;
  /** The engine's event that tells of it. */
  readonly event: string;
  readonly seen: Condition;
}

/** What happens to one container; its row is known by its name and state, which begin its label. */
function actions(id: string, name: string): Action[] {
  const row = (begin: string) => ({ selector: `[data-key="${id}"][aria-label^="${begin}"]` });
  return [
    { id, act: (lab) => docker(lab, 'start', id), event: 'start', seen: row(`${name} running`) },
    { id, act: (lab) => ask(lab, 'POST', `/containers/${id}/stop?t=0`), event: 'die', seen: row(`${name} exited`) },
    { id, act: (lab) => docker(lab, 'rename', id, `${name}-new`), event: 'rename', seen: row(`${name}-new exited`) },
    {
      id,
      act: (lab) => docker(lab, 'rm', id),
      event: 'destroy',
      seen: { selector: `[data-key="${id}"]`, absent: true },
    },
  ];
}

/** How soon a row shows what another program did; 40 actions, one after the other. */
export const events: Benchmark = {
  name: 'events',
  async run(context) {
    const lab = await context.lab();
    const wanted = alike(containers, 'web', false);
    const ids = await createContainers(lab, wanted);
    const page = await context.page({ all: { selector: `[role=grid][aria-rowcount="${containers + 1}"]` } });
    await moment(page, 'all');
    const clock = await openEventClock(lab.socket);
    try {
      const perContainer = wanted.map(({ name }, index) => actions(ids[index] ?? '', name));
      const times = { changed: [] as number[], painted: [] as number[], returned: [] as number[] };
      // Every container's first action, then every second, …: no list that is being emptied while others start.
      for (const step of [0, 1, 2, 3]) {
        for (const action of perContainer.flatMap((actions) => actions[step] ?? [])) {
          const { event, changed, painted, returned } = await measure(lab, page, clock, action);
          times.changed.push(changed - event);
          times.painted.push(painted - event);
          times.returned.push(painted - returned);
        }
      }
      context.report({ name: 'engine’s event → row changed', unit: 'ms', gantry: times.changed, goal });
      context.report({ name: 'engine’s event → row painted', unit: 'ms', gantry: times.painted, goal });
      context.report({ name: 'docker command or API call returned → row painted', unit: 'ms', gantry: times.returned });
    } finally {
      clock.close();
    }
  },
};

/** Does it; all times in epoch ms of this process's clock. */
async function measure(lab: Lab, page: Page, clock: EventClock, action: Action) {
  await arm(page, 'seen', action.seen);
  const offset = await clockOffset(page);
  const event = clock.next(action.id, action.event);
  await action.act(lab);
  const returned = epochNow();
  const { changed, painted } = await moment(page, 'seen');
  return { event: await event, changed: changed - offset, painted: painted - offset, returned };
}
