import { startFleet } from '../../fake/fleet.ts';
import type { FleetOrder } from './fleet.ts';
import { epochNow } from './stats.ts';

const engines = 50;
const containers = 200;

const fleet = await startFleet({ engines, containers, dead: 5, mute: 5 });
let timer: NodeJS.Timeout | undefined;
let changes = 0;

/** Goes round all engines; each time another container, so that no two changes in a row are of one. */
function changeNext(): void {
  changes += 1;
  const engine = changes % fleet.engines.length;
  fleet.change(engine, (changes * 7) % containers);
}

process.on('message', (order: FleetOrder) => {
  if ('storm' in order) {
    clearInterval(timer);
    if (order.storm > 0) timer = stormOf(order.storm);
    return;
  }
  const { engine, container } = order.change;
  const at = epochNow();
  fleet.change(engine, container);
  process.send?.({ at });
});

/** Timers come late on a busy machine: what is due by then comes with the next. */
function stormOf(perSecond: number): NodeJS.Timeout {
  const start = performance.now();
  const first = changes;
  return setInterval(() => {
    const due = ((performance.now() - start) / 1000) * perSecond;
    while (changes - first < due) changeNext();
  }, 5);
}

process.on('disconnect', () => {
  clearInterval(timer);
  void fleet.close().then(() => process.exit());
});
process.send?.({ hosts: fleet.hosts });
