import { setTimeout as sleep } from 'node:timers/promises';
import { groupBy } from '../../../app/derive/group-by.ts';
import type { SessionId, SessionLoad } from '../../../app/terminal.ts';
import type { ContainerProcess } from '../../engine/ports/containers.ts';
import type { Whereabouts } from './opened.ts';
import type { ShellSession } from './shell-session.ts';

/** ms between two looks; an engine that takes long to answer is asked for no more than a tenth of its time. */
const pause = 2000;
const share = 10;
/** How long one answer may take, in ms. */
const patience = 10_000;
/** ms that use is told of, and is known for at least: engines tell whole seconds. */
const span = 10_000;
const leastSpan = 4000;

/** CPU time that all that runs in a session has had, in s, and when that was so, in ms. */
interface Sample {
  readonly at: number;
  readonly spent: number;
}

/**
 * What runs in sessions uses how much CPU, as long as somebody reads: an engine tells it only when it is asked. A container is
 * asked once, however many sessions are in it.
 * @param running those that run now, by their ids
 */
export async function* followLoads(
  running: () => ReadonlyMap<SessionId, ShellSession>,
  signal: AbortSignal,
): AsyncGenerator<readonly SessionLoad[], void> {
  const samples = new Map<SessionId, readonly Sample[]>();
  while (!signal.aborted) {
    const began = performance.now();
    const looked = await look(running(), signal);
    for (const id of samples.keys()) if (!looked.has(id)) samples.delete(id);
    const loads: SessionLoad[] = [];
    for (const [id, spent] of looked) {
      if (spent === undefined) {
        samples.delete(id);
        loads.push({ id, cpu: null });
        continue;
      }
      const sample = { at: performance.now(), spent };
      const known = [...(samples.get(id) ?? []), sample].filter(({ at }) => sample.at - at <= span);
      samples.set(id, known);
      const cpu = rateOf(known);
      if (cpu !== undefined) loads.push({ id, cpu });
    }
    yield loads;
    const took = performance.now() - began;
    await sleep(Math.max(pause, took * share), undefined, { signal }).catch(() => undefined);
  }
}

/** Percent of a core; undefined while it is not known for long enough. */
function rateOf(samples: readonly Sample[]): number | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < leastSpan) return undefined;
  // Less than before where something ended that did not tell what it had.
  return (Math.max(0, last.spent - first.spent) * 1000 * 100) / (last.at - first.at);
}

/** CPU time of each session; undefined where the engine does not tell. One container at a time: nobody waits for it. */
async function look(
  sessions: ReadonlyMap<SessionId, ShellSession>,
  signal: AbortSignal,
): Promise<ReadonlyMap<SessionId, number | undefined>> {
  const spent = new Map<SessionId, number | undefined>();
  const asked = new Map<string, readonly ContainerProcess[] | undefined>();
  for (const [id, session] of sessions) {
    if (signal.aborted) break;
    const within = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    const where = await session.whereabouts(within).catch(() => undefined);
    const key = where && `${session.record.engine} ${where.container}`;
    if (where && key !== undefined && !asked.has(key)) {
      asked.set(key, await session.engine.containers.processes(where.container, within).catch(() => undefined));
    }
    spent.set(id, where && spentIn(where, asked.get(key ?? '') ?? []));
  }
  return spent;
}

/**
 * CPU time of a process, of all that it started, and of all in its kernel's session, in s: that is where what it put into the
 * background stays when its parent has ended. Undefined where the process is not among them.
 */
export function spentIn({ pid }: Pick<Whereabouts, 'pid'>, processes: readonly ContainerProcess[]): number | undefined {
  const children = groupBy(processes, ({ parent }) => parent);
  const own = processes.find((process) => process.pid === pid);
  if (!own) return undefined;
  const left = [own, ...processes.filter(({ session }) => session === pid)];
  const counted = new Set<number>();
  let spent = 0;
  for (let process = left.pop(); process; process = left.pop()) {
    if (counted.has(process.pid)) continue;
    counted.add(process.pid);
    spent += process.cpu;
    left.push(...(children.get(process.pid) ?? []));
  }
  return spent;
}
