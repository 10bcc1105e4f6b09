import { describe, expect, it } from 'vitest';
import { Measured } from './measured.ts';

const engine = 'e000000000000';
const web = { engine, id: 'a'.repeat(64) };

describe('what was measured', () => {
  it('is kept once, whoever looks, in order and for a while', () => {
    const measured = new Measured();
    for (const time of [1000, 2000, 2000, 1000, 3000]) measured.add(web, { time });
    expect(measured.of(web).map(({ time }) => time)).toEqual([1000, 2000, 3000]);
    expect(measured.of({ engine, id: 'b'.repeat(64) })).toEqual([]);
    for (let time = 4000; time < 4_000_000; time += 1000) measured.add(web, { time });
    expect(measured.of(web).length).toBeLessThan(340);
    expect(measured.of(web).at(-1)?.time).toBe(3_999_000);
  });

  it('goes for containers that were not measured for longest', () => {
    const measured = new Measured();
    const others = Array.from({ length: 300 }, (_, n) => ({ engine, id: n.toString(16).padStart(64, '0') }));
    for (const one of others) measured.add(one, { time: 1 });
    measured.add({ engine, id: others[0]?.id ?? '' }, { time: 2 });
    measured.add(web, { time: 1 });
    expect(measured.of({ engine, id: others[0]?.id ?? '' })).toHaveLength(2);
    expect(measured.of({ engine, id: others[1]?.id ?? '' })).toEqual([]);
    expect(measured.of(web)).toHaveLength(1);
  });
});
