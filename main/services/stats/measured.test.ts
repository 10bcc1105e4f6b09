import { describe, expect, it } from 'vitest';
import { historyBytes } from './history.ts';
import { Measured } from './measured.ts';

const engine = 'e000000000000';
const web = { engine, id: 'a'.repeat(64) };

describe('what was measured', () => {
  it('is kept once, whoever looks, in order and as it was told', () => {
    const measured = new Measured();
    for (const time of [1000, 2000, 2000, 1000, 3000]) measured.add(web, { time, cpu: 0, pids: 2 });
    expect(measured.history(web)).toEqual([1000, 2000, 3000].map((time) => ({ time, cpu: 0, pids: 2 })));
    expect(measured.recent(web)).toEqual(measured.history(web));
    expect(measured.history({ engine, id: 'b'.repeat(64) })).toEqual([]);
  });

  it.each([
    ['a second', 1000, 300],
    ['five seconds', 5000, 300],
  ])('is an hour of one in %s, the older part in steps', (_, pause, fine) => {
    const measured = new Measured();
    for (let time = pause; time <= 7_200_000; time += pause) measured.add(web, { time, received: time });
    const history = measured.history(web);
    expect(history[0]?.time).toBeGreaterThanOrEqual(3_600_000);
    expect(history[0]?.time).toBeLessThan(3_620_000);
    expect(history.at(-1)).toEqual({ time: 7_200_000, received: 7_200_000 });
    expect(history.length).toBeLessThanOrEqual(660);
    expect(measured.recent(web)).toHaveLength(fine);
    const pauses = history.slice(1).map(({ time }, at) => time - (history[at]?.time ?? 0));
    expect(Math.max(...pauses)).toBeLessThanOrEqual(10_000);
    expect(Math.min(...pauses)).toBe(pause);
  });

  it('is joined to the mean of the processor, the most of memory and the newest of what is counted', () => {
    const measured = new Measured();
    const busy = [{ cpu: 90, memory: 5 }, { cpu: 0, memory: 9 }, { cpu: 30, memory: 1 }, {}];
    for (const [n, figures] of busy.entries()) measured.add(web, { time: 10_000 + n, sent: n, ...figures });
    for (let n = 0; n < 300; n += 1) measured.add(web, { time: 100_000 + n * 1000 });
    expect(measured.history(web)[0]).toEqual({ time: 10_003, cpu: 40, memory: 9, sent: 3 });
    expect(measured.history(web)[1]).toEqual({ time: 100_000 });
  });

  it('takes 12 MB at most', () => {
    expect(historyBytes * 200).toBeLessThan(12 * 2 ** 20);
  });

  it('goes for containers that were not measured for longest', () => {
    const measured = new Measured();
    const others = Array.from({ length: 200 }, (_, n) => ({ engine, id: n.toString(16).padStart(64, '0') }));
    for (const one of others) measured.add(one, { time: 1 });
    measured.add({ engine, id: others[0]?.id ?? '' }, { time: 2 });
    measured.add(web, { time: 1 });
    expect(measured.history({ engine, id: others[0]?.id ?? '' })).toHaveLength(2);
    expect(measured.history({ engine, id: others[1]?.id ?? '' })).toEqual([]);
    expect(measured.history(web)).toHaveLength(1);
  });
});
