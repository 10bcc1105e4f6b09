import { describe, expect, test } from 'vitest';
import type { LogListState, LogQuery } from '../app/logs.ts';
import type { Problem } from '../app/rpc/problem.ts';
import { docker } from './lab/use.ts';
import { count, LogLab, run } from './log-lab.ts';
import type { LogReader } from './log-reader.ts';

const logs = new LogLab();

describe('a search', () => {
  const all: LogQuery = {
    text: '',
    regex: false,
    matchCase: false,
    wholeWord: false,
    invert: false,
    levels: [],
    context: 0,
  };

  /** The list of a query once it is through; `states` goes on. */
  async function listOf(reader: LogReader, query: Partial<LogQuery>) {
    const states: LogListState[] = [];
    const problems: Problem[] = [];
    const view = reader.state?.view ?? '';
    const stop = logs.gantry.client.logs.list(
      { view, query: { ...all, ...query } },
      {
        onItem: (state) => void states.push(state),
        onEnd: (problem) => void problems.push(...(problem ? [problem] : [])),
      },
    );
    logs.stops.push(stop);
    await expect.poll(() => states.at(-1)?.done).toBe(true);
    expect(problems).toEqual([]);
    const now = (): LogListState => {
      const state = states.at(-1);
      if (!state) throw new Error('no list');
      return state;
    };
    return { state: now(), now, where: { view, list: now().list, epoch: now().epoch } };
  }

  async function textsOf(reader: LogReader, query: Partial<LogQuery>): Promise<string[]> {
    const { state, where } = await listOf(reader, query);
    const { rows } = await logs.gantry.client.logs.rows({ ...where, from: state.first, count: 500 });
    return rows.map(({ text }) => text);
  }

  test('finds in all that was printed, and goes on with what comes', async () => {
    const id = await run(
      'find',
      'seq 1 30000 | sed s/^/n=/; while [ ! -e /go ]; do sleep 0.1; done; echo n=77777; sleep 1000',
    );
    const reader = logs.openOne(id);
    await expect.poll(() => reader.size).toBe(30_000);
    expect(await textsOf(reader, { text: '2999', matchCase: true })).toEqual(
      ['n=2999', 'n=12999', 'n=22999', ...Array.from({ length: 10 }, (_, n) => `n=2999${n}`)].toSorted(
        (a, b) => Number(a.slice(2)) - Number(b.slice(2)),
      ),
    );
    expect(await textsOf(reader, { text: 'N=1234', wholeWord: true })).toEqual(['n=1234']);
    expect(await textsOf(reader, { text: '^n=12?$', regex: true })).toEqual(['n=1', 'n=12']);
    expect((await listOf(reader, { text: '7', invert: true })).state.hits).toBe(
      30_000 - (await listOf(reader, { text: '7' })).state.hits,
    );
    expect(await textsOf(reader, { text: 'n=15000', context: 2 })).toEqual(count(14_998, 15_002));
    const { now, state, where } = await listOf(reader, { text: '77777' });
    expect(state.hits).toBe(0);
    await docker('exec', id, 'touch', '/go');
    await expect.poll(() => now().hits).toBe(1);
    const seven = await listOf(reader, { text: 'n=7777' });
    const first = await logs.gantry.client.logs.seek({ ...seven.where, to: { kind: 'next', n: 0 } });
    expect(first).toMatchObject({ n: 7776, ordinal: 0 });
    const second = await logs.gantry.client.logs.seek({ ...seven.where, to: { kind: 'next', n: 7776 } });
    expect(second).toMatchObject({ n: 30_000, ordinal: 1 });
    expect(await logs.gantry.client.logs.seek({ ...seven.where, to: { kind: 'next', n: 30_000 } })).toBeUndefined();
    expect(await logs.gantry.client.logs.seek({ ...seven.where, to: { kind: 'previous', n: 30_000 } })).toMatchObject({
      n: 7776,
    });
    expect(where.list).not.toBe(seven.where.list);
  });

  test('in several logs lists their matches by time', async () => {
    // All is there before it is looked at: what comes late is behind what was listed, whatever its time.
    const script = 'i=0; while [ $i -lt 400 ]; do i=$((i+1)); echo n=$i; sleep 0.005; done; sleep 1000';
    for (const name of ['one', 'two']) {
      const one = logs.openOne(await run(name, script, '--label', 'tier=find'));
      await expect.poll(() => one.size).toBe(400);
    }
    const reader = logs.open({ kind: 'matching', engine: logs.gantry.engine, filter: 'label:tier=find' });
    await expect.poll(() => reader.size).toBe(800);
    const { now, where } = await listOf(reader, { text: '5', matchCase: true });
    // 5, 15, … and 50 to 59 in each hundred.
    await expect.poll(() => now().end - now().first).toBe(2 * 4 * 19);
    const state = now();
    const { rows } = await logs.gantry.client.logs.rows({ ...where, from: state.first, count: 500 });
    expect(rows).toHaveLength(state.hits);
    expect(rows.every(({ text }) => text.includes('5'))).toBe(true);
    expect(new Set(rows.map(({ source }) => source)).size).toBe(2);
    expect(rows.map(({ n }) => n)).toEqual(rows.map(({ n }) => n).toSorted((a, b) => a - b));
    expect(rows.map(({ time }) => time)).toEqual(rows.map(({ time }) => time).toSorted());
  });

  test('with a bad pattern says why, with an endless one that it takes too long, and others go on', async () => {
    const id = await run('slow', `echo ${'a'.repeat(60)}!; sleep 1000`);
    const reader = logs.openOne(id);
    await expect.poll(() => reader.size).toBe(1);
    const problems: string[] = [];
    for (const text of ['(', '^(a+)+$']) {
      const stop = logs.gantry.client.logs.list(
        { view: reader.state?.view ?? '', query: { ...all, text, regex: true } },
        { onItem: () => {}, onEnd: (problem) => void problems.push(problem?.code ?? 'none') },
      );
      logs.stops.push(stop);
    }
    await expect.poll(() => problems.toSorted()).toEqual(['invalid-input', 'timeout']);
    expect(await textsOf(reader, { text: 'aaa' })).toHaveLength(1);
  });
});
