import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rowBytes } from '../app/logs.ts';
import { docker } from './lab/use.ts';
import { count, endless, LogLab, run, settled } from './log-lab.ts';

const logs = new LogLab();

describe('a log', () => {
  test('is complete, whatever was printed before and while it was opened', async () => {
    const id = await run(
      'all',
      'seq 1 50000 | sed s/^/n=/; i=50000; while [ $i -lt 50200 ]; do i=$((i+1)); echo n=$i; sleep 0.005; done; sleep 1000',
    );
    await expect.poll(() => docker('logs', '--tail', '1', id)).toMatch(/^n=50/);
    const reader = logs.openOne(id);
    await expect.poll(() => reader.size).toBeGreaterThan(0);
    await expect.poll(async () => (await reader.texts()).at(-1)).toBe('n=50200');
    await settled(reader);
    expect(await reader.texts()).toEqual(count(1, 50_200));
    expect(await reader.marks()).toEqual([]);
  });

  test('goes on after Gantry was closed: each line once, also those printed meanwhile', async () => {
    const id = await run('again', endless);
    const first = logs.openOne(id);
    await expect.poll(() => first.size).toBeGreaterThan(20);
    await logs.gantry.close();
    await logs.begin();
    const second = logs.openOne(id);
    await settled(second);
    const texts = await second.texts();
    expect(texts.length).toBeGreaterThan(20);
    expect(texts).toEqual(count(1, texts.length));
  });

  test('that is recorded is followed though nobody reads it, in the next run too, until it is to be no more', async () => {
    const id = await run('recorded', endless);
    const kept = async () => (await logs.gantry.client.logs.kept({})).find(({ name }) => name === 'recorded');
    const lines = async () => (await kept())?.lines ?? 0;
    await logs.gantry.client.logs.record({ targets: [{ kind: 'containers', engine: logs.gantry.engine, ids: [id] }] });
    await expect.poll(lines).toBeGreaterThan(20);
    await logs.gantry.close();
    await logs.begin();
    const before = await lines();
    await expect.poll(lines).toBeGreaterThan(before);
    expect(await kept()).toMatchObject({ recording: true });
    await logs.gantry.client.logs.record({ targets: [] });
    await expect.poll(async () => (await kept())?.recording, { timeout: 20_000 }).toBe(false);
    expect(JSON.parse(readFileSync(join(logs.dataDir, 'recording.json'), 'utf8'))).toEqual({ version: 1, targets: [] });
  });

  test('of which more was printed meanwhile than a tail holds is filled in', async () => {
    const id = await run(
      'much',
      'seq 1 500 | sed s/^/n=/; while [ ! -e /go ]; do sleep 0.1; done; seq 501 30000 | sed s/^/n=/; sleep 1000',
    );
    const first = logs.openOne(id);
    await expect.poll(() => first.size).toBe(500);
    await logs.gantry.close();
    await docker('exec', id, 'touch', '/go');
    await expect.poll(() => docker('logs', '--tail', '1', id)).toBe('n=30000');
    await logs.begin();
    const second = logs.openOne(id);
    await expect.poll(() => second.size).toBe(30_000);
    expect(await second.texts()).toEqual(count(1, 30_000));
  });

  test('survives its container, and goes on with the one that takes its place', async () => {
    const id = await run('web', 'echo one; echo two; sleep 1000');
    const reader = logs.openOne(id);
    await expect.poll(() => reader.size).toBe(2);
    await docker('rm', '-f', id);
    await expect.poll(() => reader.marks()).toContain('removed');
    await run('web', 'echo three; sleep 1000');
    await expect.poll(() => reader.texts()).toEqual(['one', 'two', 'three']);
    expect(await reader.marks()).toContain('recreated');
    await docker('rm', '-f', 'web');
    await logs.gantry.close();
    await logs.begin();
    const kept = (await logs.gantry.client.logs.kept({})).find(({ name }) => name === 'web');
    const again = logs.open({ kind: 'kept', log: kept?.log ?? '' });
    await expect.poll(() => again.texts()).toEqual(['one', 'two', 'three']);
    // Who still has the old container's id finds its log, too.
    const old = logs.openOne(id);
    await expect.poll(() => old.texts()).toEqual(['one', 'two', 'three']);
  });

  test('tells restarts, exits and the end', async () => {
    const id = await run('stops', 'echo begin; exec sleep 1000');
    const reader = logs.openOne(id);
    await expect.poll(() => reader.size).toBe(1);
    await docker('stop', id);
    await expect.poll(async () => (await reader.rows()).at(-1)?.mark).toEqual({ kind: 'stopped', exitCode: 137 });
    await docker('start', id);
    await docker('restart', '-t', '0', id);
    await docker('rm', '-f', id);
    await expect.poll(async () => (await reader.marks()).at(-1)).toBe('removed');
    // Lines that were not read yet went with the container, but nothing that happened.
    const marks = (await reader.rows()).flatMap(({ mark }) => mark ?? []);
    const run137 = [{ kind: 'stopped', exitCode: 137 }, { kind: 'started' }];
    expect(marks).toEqual([...run137, ...run137, { kind: 'stopped', exitCode: 137 }, { kind: 'removed' }]);
  });

  test('has the marks of every run in their place, however short the runs are', async () => {
    const script =
      'n=$(cat /n 2>/dev/null || echo 0); n=$((n+1)); echo $n > /n; echo n=$n; [ $n -lt 5 ] && exit $n; sleep 1000';
    const id = await run('loop', script, '--restart', 'on-failure');
    const reader = logs.openOne(id);
    // The engine's word: a run that is ended before it has printed anything is none that could be missed here.
    const printed = async (line: string) => {
      await expect.poll(() => docker('logs', '--tail', '1', id)).toBe(line);
    };
    await printed('n=5');
    for (const line of ['n=6', 'n=7', 'n=8']) {
      await docker('restart', '-t', '0', id);
      await printed(line);
    }
    await docker('stop', id);
    await expect.poll(() => reader.state?.sources[0]?.state).toBe('stopped');
    await expect.poll(async () => (await reader.texts()).at(-1)).toBe('n=8');
    const rows = (await reader.rows()).map(({ text, mark }) =>
      mark?.kind === 'stopped' ? `stopped ${mark.exitCode}` : (mark?.kind ?? text),
    );
    const ends = [1, 2, 3, 4, 137, 137, 137, 137];
    const all = ends.flatMap((code, n) => ['started', `n=${n + 1}`, `stopped ${code}`]);
    // What was before the log was opened has no marks; how far that goes, only the moment tells.
    const from = rows.findIndex((row) => row.startsWith('stopped'));
    expect(rows.slice(from)).toEqual(all.slice(-(rows.length - from)));
    expect(rows.slice(0, from)).toEqual(count(1, from));
  });

  test('has one end for a short run, and none before the first', async () => {
    const project = logs.open({ kind: 'matching', engine: logs.gantry.engine, filter: 'label:run=short' });
    const label = ['--label', 'run=short'];
    const created = await docker('create', '--name', 'later', ...label, 'busybox', 'sh', '-c', 'echo now; sleep 1000');
    const states = () => project.state?.sources.map(({ state }) => state);
    await expect.poll(states).toEqual(['stopped']);
    expect(await project.marks()).toEqual([]);
    await docker('start', created);
    await expect.poll(() => project.texts()).toEqual(['now']);
    expect(await project.marks()).toEqual(['started']);
    // Seen before it runs: of what was before the log was opened only the moment would tell.
    const short = await docker('create', '--name', 'short', ...label, 'busybox', 'sh', '-c', 'echo short; exit 4');
    await expect.poll(states).toEqual(['live', 'stopped']);
    await docker('start', short);
    await expect.poll(() => project.marks()).toEqual(['started', 'started', 'stopped']);
    // Whatever news of its only run was late came before that of its removal.
    await docker('rm', '-f', short);
    await expect.poll(async () => (await project.marks()).at(-1)).toBe('removed');
    expect(await project.marks()).toEqual(['started', 'started', 'stopped', 'removed']);
    await docker('rm', '-f', created);
  });

  test('of a driver that keeps nothing says so', async () => {
    const reader = logs.openOne(await run('none', 'echo unseen; sleep 1000', '--log-driver', 'none'));
    await expect.poll(() => reader.state?.sources[0]?.problem?.detail).toMatch(/logging driver/);
  });

  test('of one line of 200 MB comes in pieces, all of it, and fills no memory', async () => {
    const size = 200_000_000;
    const id = await run('wide', `head -c ${size} /dev/zero | tr '\\0' x; echo; echo after; sleep 1000`);
    await expect.poll(() => docker('logs', '--tail', '1', id), { timeout: 60_000 }).toBe('after');
    const reader = logs.openOne(id);
    let peak = 0;
    const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage().heapUsed)), 50);
    await expect.poll(async () => (await reader.last())?.text, { timeout: 60_000 }).toBe('after');
    await settled(reader);
    clearInterval(sampling);
    expect(peak).toBeLessThan(250_000_000);
    const rows = await reader.rows();
    expect(rows.reduce((sum, { text, cut = 0 }) => sum + text.length + cut, 0)).toBe(size + 'after'.length);
    expect(rows.slice(1, -1).every(({ continued }) => continued)).toBe(true);
    expect(rows[0]?.continued).toBeUndefined();
    expect(rows.every(({ text }) => text.length <= rowBytes)).toBe(true);
  }, 240_000);

  test('that is empty is empty, and of a TTY is read as it is', async () => {
    const empty = logs.openOne(await run('empty', 'sleep 1000'));
    await settled(empty);
    expect(empty.size).toBe(0);
    const tty = logs.openOne(await run('tty', 'echo from a terminal; sleep 1000', '-t'));
    await expect.poll(() => tty.texts()).toEqual(['from a terminal']);
  });
});

describe('several logs in one view', () => {
  test('are merged by time, and a container that matches later joins', async () => {
    await run('tier-a', endless, '--label', 'tier=web');
    await run('tier-b', endless, '--label', 'tier=web');
    const reader = logs.open({ kind: 'matching', engine: logs.gantry.engine, filter: 'label:tier=web' });
    await expect.poll(() => reader.state?.sources.length).toBe(2);
    await expect.poll(() => reader.size).toBeGreaterThan(100);
    await run('tier-c', endless, '--label', 'tier=web');
    await expect.poll(() => reader.state?.sources.length).toBe(3);
    await expect.poll(async () => new Set((await reader.rows()).map(({ source }) => source)).size).toBe(3);
    const rows = await reader.rows();
    expect(rows.map(({ n }) => n)).toEqual(rows.map((_, n) => n));
    for (const source of [0, 1, 2]) {
      // Whether it was there before it ran, and so has the mark of its start, only the moment tells.
      const own = rows.filter((row) => row.source === source && !row.mark).map(({ text }) => text);
      expect(own).toEqual(count(1, own.length));
    }
    const late = rows.filter(({ time }, n) => n > 0 && time < (rows[n - 1]?.time ?? ''));
    // Lines of one moment that came in different batches may stand the other way round.
    expect(late.length).toBeLessThan(rows.length / 20);
  });

  test('of histories longer than a tail are complete and in order', async () => {
    const ids = await Promise.all(
      ['left', 'right'].map((name) =>
        run(name, 'seq 1 6000 | sed s/^/n=/; sleep 1; seq 6001 8000 | sed s/^/n=/; sleep 1000'),
      ),
    );
    for (const id of ids) await expect.poll(() => docker('logs', '--tail', '1', id)).toBe('n=8000');
    const reader = logs.open({ kind: 'containers', engine: logs.gantry.engine, ids });
    await expect.poll(() => reader.size).toBe(16_000);
    const rows = await reader.rows();
    for (const source of [0, 1]) {
      expect(rows.filter((row) => row.source === source).map(({ text }) => text)).toEqual(count(1, 8000));
    }
    expect(rows.map(({ time }) => time)).toEqual(rows.map(({ time }) => time).toSorted());
  });
});
